/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/bytes/writer.c: back-filled lengths, what makes it fail, and
 * the field map.
 */
#include "wire/bytes/writer.h"
#include "tests/lib/unit.h"
#include "tests/lib/prefix.h"

static void write_nested(struct writer *w, void *ctx)
{
	size_t outer, inner;

	(void)ctx;
	writer_put(w, 1, 0x16, "type");
	outer = writer_open(w, 2, "outer.length");
	inner = writer_open(w, 1, "inner.length");
	writer_bytes(w, "\xaa\xbb", 2, "inner.bytes");
	writer_close(w, inner);
	writer_put(w, 3, 0x010203, "number");
	writer_close(w, outer);
	writer_put(w, 4, 0x04050607, "tail");
}

UNIT(lengths_are_filled_in)
{
	static const uint8_t want[] = { 0x16, 0x00, 0x06, 0x02, 0xaa, 0xbb,
		0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07 };
	uint8_t out[32];
	struct writer w = writer_of(out, sizeof(out));

	write_nested(&w, NULL);
	assert_true(writer_ok(&w));
	assert_int_equal(writer_done(&w).len, sizeof(want));
	assert_memory_equal(out, want, sizeof(want));
}

UNIT(every_smaller_room_fails)
{
	every_capacity_fails(write_nested, NULL);
}

UNIT(body_over_its_prefix_fails)
{
	static const uint8_t body[256];
	uint8_t out[600];
	struct writer w = writer_of(out, sizeof(out));
	size_t scope = writer_open(&w, 1, "length");

	writer_bytes(&w, body, 255, "body");
	writer_close(&w, scope);
	assert_true(writer_ok(&w));
	scope = writer_open(&w, 1, "length");
	writer_bytes(&w, body, 256, "body");
	writer_close(&w, scope);
	assert_false(writer_ok(&w));
	assert_int_equal(writer_done(&w).len, 0);
}

UNIT(number_over_its_width_fails)
{
	uint8_t out[8];
	struct writer w = writer_of(out, sizeof(out));

	writer_put(&w, 2, 0xffff, "code");
	writer_put(&w, 4, 0xffffffff, "time");
	assert_true(writer_ok(&w));
	w = writer_of(out, sizeof(out));
	writer_put(&w, 2, 0x010080, "code");
	assert_false(writer_ok(&w));
}

UNIT(failure_sticks)
{
	uint8_t out[4] = { 0 };
	struct writer w = writer_of(out, 3);

	writer_put(&w, 4, 0x01020304, "too long");
	writer_put(&w, 1, 0x55, "would fit");
	assert_false(writer_ok(&w));
	assert_int_equal(out[0], 0);
}

UNIT(field_map_names_every_write)
{
	struct field fields[4];
	struct field_map map = { fields, 4, 0 };
	uint8_t out[32];
	struct writer w = writer_of(out, sizeof(out));

	w.map = &map;
	write_nested(&w, NULL);
	assert_int_equal(map.n, 6); /* two more than there was room for */
	assert_string_equal(fields[1].name, "outer.length");
	assert_int_equal(fields[1].at, 1);
	assert_int_equal(fields[1].len, 2);
	assert_string_equal(fields[3].name, "inner.bytes");
	assert_int_equal(fields[3].at, 4);
	assert_int_equal(fields[3].len, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths_are_filled_in),
		cmocka_unit_test(every_smaller_room_fails),
		cmocka_unit_test(body_over_its_prefix_fails),
		cmocka_unit_test(number_over_its_width_fails),
		cmocka_unit_test(failure_sticks),
		cmocka_unit_test(field_map_names_every_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
