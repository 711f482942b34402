/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/bytes/record.c: both headers of SSL 2, and records cut in
 * place.
 */
#include "wire/bytes/record.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

UNIT(two_byte_header_has_no_padding)
{
	struct ssl2_header header;

	assert_true(ssl2_header_read(&header, slice_of("\x81\x02", 2)));
	assert_int_equal(header.size, 2);
	assert_int_equal(header.len, 0x102);
	assert_int_equal(header.padding, 0);
}

UNIT(three_byte_header_says_its_padding)
{
	struct ssl2_header header;

	assert_true(ssl2_header_read(&header, slice_of("\x01\x02\x05", 3)));
	assert_int_equal(header.size, 3);
	assert_int_equal(header.len, 0x102);
	assert_int_equal(header.padding, 5);
	assert_false(ssl2_header_read(&header, slice_of("\x01\x02", 2)));
	assert_false(ssl2_header_read(&header, slice_of("\x41\x02\x00", 3)));
	assert_false(ssl2_header_read(&header, slice_of("\x00\x05\x05", 3)));
	assert_false(ssl2_header_read(&header, slice_of("\x80", 1)));
}

static void write_ssl2(struct writer *w, size_t len)
{
	static const uint8_t zeros[0x8000];
	size_t at = ssl2_record_open(w);

	writer_bytes(w, zeros, len, "message");
	ssl2_record_close(w, at);
}

UNIT(message_of_ssl2_holds_what_fifteen_bits_say)
{
	static uint8_t out[0x9000];
	struct writer w = writer_of(out, sizeof(out));

	write_ssl2(&w, 0x7fff);
	assert_true(writer_ok(&w));
	assert_int_equal(w.len, 2 + 0x7fff);
	assert_memory_equal(out, "\xff\xff\0", 3);
	w = writer_of(out, sizeof(out));
	write_ssl2(&w, 0x102);
	assert_memory_equal(out, "\x81\x02", 2);
	w = writer_of(out, sizeof(out));
	write_ssl2(&w, 0x8000);
	assert_false(writer_ok(&w));
	w = writer_of(out, 10);
	write_ssl2(&w, 9);
	assert_false(writer_ok(&w));
}

UNIT(versions_of_records_are_known)
{
	assert_true(record_version_known(0x0300));
	assert_true(record_version_known(0x0304));
	assert_true(record_version_known(0x0101));
	assert_false(record_version_known(0x0100));
	assert_false(record_version_known(0x0200));
	assert_false(record_version_known(0x4854));
}

static void write_cut(struct writer *w, void *ctx)
{
	writer_put(w, 1, 0xee, "before");
	writer_bytes(w, "abcdefg", 7, "payload");
	records_cut(w, 1, 22, 0x0303, *(size_t *)ctx);
}

UNIT(payload_is_cut_in_place)
{
	static const uint8_t want[] = { 0xee, 22, 3, 3, 0, 3, 'a', 'b', 'c', 22,
		3, 3, 0, 3, 'd', 'e', 'f', 22, 3, 3, 0, 1, 'g' };
	size_t cut = 3;
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));

	write_cut(&w, &cut);
	assert_true(writer_ok(&w));
	assert_int_equal(w.len, sizeof(want));
	assert_memory_equal(out, want, sizeof(want));
	every_capacity_fails(write_cut, &cut);
}

UNIT(exact_multiple_leaves_no_empty_record)
{
	size_t cut = 7;
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));

	write_cut(&w, &cut);
	assert_int_equal(w.len, 1 + 5 + 7);
	records_cut(&w, w.len, 20, 0x0301, 0);
	assert_int_equal(w.len, 13 + 5);
	assert_memory_equal(out + 13, "\x14\x03\x01\x00\x00", 5);
}

UNIT(fields_move_along)
{
	struct field fields[16];
	struct field_map map = { fields, 16, 0 };
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));

	w.map = &map;
	writer_put(&w, 1, 0xee, "before");
	writer_bytes(&w, "abc", 3, "first");
	writer_bytes(&w, "def", 3, "second");
	records_cut(&w, 1, 22, 0x0303, 3);
	assert_int_equal(fields[0].at, 0);
	assert_memory_equal(out + fields[1].at, "abc", 3);
	assert_memory_equal(out + fields[2].at, "def", 3);
	assert_int_equal(map.n, 3 + 2 * 3);
	assert_string_equal(fields[5].name, "record.length");
}

UNIT(a_record_header_is_read_where_it_is_whole)
{
	static const uint8_t bytes[] = { 9, 21, 3, 4, 1, 2 };
	struct record_header header;

	assert_true(record_header_read(&header, slice_of(bytes, 6), 1));
	assert_int_equal(header.type, 21);
	assert_int_equal(header.version, 0x0304);
	assert_int_equal(header.len, 0x0102);
	assert_false(record_header_read(&header, slice_of(bytes, 6), 2));
	assert_false(record_header_read(&header, slice_of(bytes, 6), 7));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(message_of_ssl2_holds_what_fifteen_bits_say),
		cmocka_unit_test(two_byte_header_has_no_padding),
		cmocka_unit_test(three_byte_header_says_its_padding),
		cmocka_unit_test(versions_of_records_are_known),
		cmocka_unit_test(a_record_header_is_read_where_it_is_whole),
		cmocka_unit_test(payload_is_cut_in_place),
		cmocka_unit_test(exact_multiple_leaves_no_empty_record),
		cmocka_unit_test(fields_move_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
