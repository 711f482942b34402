/* SPDX-License-Identifier: ISC */
/* The blocks of a pcapng file, byte by byte. */
#include "tests/lib/unit.h"

#include <stdlib.h>

#include "wire/capture/pcapng.h"

static uint8_t room[512];

static uint32_t word(const struct writer *w, size_t at)
{
	uint32_t v = 0;

	assert_true(at + 4 <= w->len);
	for (size_t i = 0; i < 4; i++)
		v = v << 8 | w->data[at + i];
	return v;
}

/* Type, length at both ends, whole words. */
static void assert_block(
	const struct writer *w, size_t at, uint32_t type, size_t end)
{
	assert_true(writer_ok(w));
	assert_int_equal(word(w, at), type);
	assert_int_equal(word(w, at + 4), end - at);
	assert_int_equal(word(w, end - 4), end - at);
	assert_int_equal((end - at) % 4, 0);
}

UNIT(a_section_says_its_byte_order)
{
	static const uint8_t want[] = { 0x0a, 0x0d, 0x0d, 0x0a, 0, 0, 0,
		44,				    /* type, length */
		0x1a, 0x2b, 0x3c, 0x4d, 0, 1, 0, 0, /* magic, 1.0 */
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 4, 0, 5, 'h',
		'a', 'l', 'l', 'o', 0, 0, 0, /* program */
		0, 0, 0, 0, 0, 0, 0, 44 };
	struct writer w = writer_of(room, sizeof(room));

	pcapng_section(&w, "hallo", "");
	assert_int_equal(w.len, sizeof(want));
	assert_memory_equal(w.data, want, sizeof(want));
}

UNIT(an_interface_counts_nanoseconds)
{
	static const uint8_t resolution[] = { 0, 9, 0, 1, 9, 0, 0, 0 };
	struct writer w = writer_of(room, sizeof(room));

	pcapng_interface(&w, 113, 262144, "any");
	assert_block(&w, 0, 1, w.len);
	assert_int_equal(word(&w, 8), 113u << 16);
	assert_int_equal(word(&w, 12), 262144);
	assert_memory_equal(w.data + 24, resolution, sizeof(resolution));
}

UNIT(a_packet_is_padded_and_may_bear_a_comment)
{
	static const uint8_t bytes[] = { 1, 2, 3, 4, 5 };
	struct writer w = writer_of(room, sizeof(room));
	size_t bare;

	pcapng_packet(&w, 0x0102030405060708, slice_of(bytes, 5), 1500, "");
	bare = w.len;
	assert_block(&w, 0, 6, bare);
	assert_int_equal(word(&w, 12), 0x01020304);
	assert_int_equal(word(&w, 16), 0x05060708);
	assert_int_equal(word(&w, 20), 5);
	assert_int_equal(word(&w, 24), 1500);
	assert_memory_equal(w.data + 28, "\1\2\3\4\5\0\0\0", 8);
	pcapng_packet(&w, 0, slice_of(bytes, 5), 5, "probe 12");
	assert_block(&w, bare, 6, w.len);
	assert_int_equal(w.len - bare, bare + 12);
	assert_int_equal(word(&w, bare + 36), 1u << 16 | 8);
	assert_memory_equal(w.data + bare + 40, "probe 12", 8);
}

UNIT(statistics_tell_what_was_lost)
{
	struct writer w = writer_of(room, sizeof(room));

	pcapng_statistics(&w, 1, 0x100000002, 3);
	assert_block(&w, 0, 5, w.len);
	assert_int_equal(word(&w, 20), 4u << 16 | 8);
	assert_int_equal(word(&w, 24), 1);
	assert_int_equal(word(&w, 28), 2);
	assert_int_equal(word(&w, 32), 5u << 16 | 8);
	assert_int_equal(word(&w, 40), 3);
}

/* A block that does not fit is told, and nothing is written beyond. */
UNIT(every_capacity_is_kept)
{
	static const uint8_t bytes[] = { 1, 2, 3, 4, 5 };
	size_t whole;

	for (size_t n = 0;; n++) {
		uint8_t *exact = malloc(n + !n);
		struct writer w = writer_of(exact, n);

		assert_non_null(exact);
		pcapng_packet(&w, 7, slice_of(bytes, 5), 5, "comment");
		whole = writer_ok(&w) ? w.len : 0;
		free(exact);
		if (whole)
			break;
		assert_true(n < 200);
	}
	assert_true(whole > 32 + 8 + 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_section_says_its_byte_order),
		cmocka_unit_test(an_interface_counts_nanoseconds),
		cmocka_unit_test(a_packet_is_padded_and_may_bear_a_comment),
		cmocka_unit_test(statistics_tell_what_was_lost),
		cmocka_unit_test(every_capacity_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
