/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/capture/reassembly.c: any order of any cut gives the same
 * stream.
 */
#include "wire/capture/reassembly.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

#define CAP 4096

struct stream {
	struct reassembly r;
	struct reassembly_mark marks[REASSEMBLY_MARKS];
	uint8_t buffer[CAP];
	uint64_t packet;
};

static struct stream s;

static void begin(void)
{
	memset(&s, 0, sizeof(s));
	reassembly_begin(&s.r, CAP);
	s.r.marks = s.marks;
}

static enum reassembly_news add_all(uint32_t seq, bool syn, bool fin,
	const void *data, size_t len, size_t wire)
{
	struct reassembly_segment segment = { .seq = seq,
		.syn = syn,
		.fin = fin,
		.payload = slice_of(data, len),
		.len = wire,
		.packet = ++s.packet,
		.ns = (int64_t)s.packet * 1000 };
	size_t need = reassembly_need(&s.r, &segment);

	assert_true(need <= CAP);
	if (need > s.r.room) {
		s.r.bytes = s.buffer;
		s.r.room = need;
	}
	return reassembly_add(&s.r, &segment);
}

static enum reassembly_news add(uint32_t seq, const char *text)
{
	return add_all(seq, false, false, text, strlen(text), strlen(text));
}

static void syn(uint32_t seq)
{
	add_all(seq, true, false, NULL, 0, 0);
}

static void stream_is(const char *text)
{
	assert_int_equal(s.r.n, strlen(text));
	if (s.r.n > 0)
		assert_memory_equal(s.r.bytes, text, s.r.n);
}

UNIT(in_order_bytes_are_delivered)
{
	struct reassembly_mark mark;

	begin();
	syn(99);
	assert_int_equal(add(100, "hello "), REASSEMBLY_NEW);
	assert_int_equal(add(106, "world"), REASSEMBLY_NEW);
	stream_is("hello world");
	assert_false(s.r.joined);
	assert_true(reassembly_when(&s.r, 6, &mark));
	assert_int_equal(mark.packet, 2);
	assert_true(reassembly_when(&s.r, 7, &mark));
	assert_int_equal(mark.ns, 3000);
	assert_false(reassembly_when(&s.r, 12, &mark));
}

UNIT(a_hole_waits_for_its_bytes)
{
	struct reassembly_mark mark;

	begin();
	syn(99);
	assert_int_equal(add(106, "world"), REASSEMBLY_AHEAD);
	stream_is("");
	assert_int_equal(reassembly_missing(&s.r), 6);
	assert_int_equal(add(100, "hello "), REASSEMBLY_NEW);
	stream_is("hello world");
	assert_int_equal(reassembly_missing(&s.r), 0);
	assert_int_equal(s.r.out_of_order, 1);
	/* delivered when the hole was filled */
	assert_true(reassembly_when(&s.r, 11, &mark));
	assert_int_equal(mark.packet, 3);
}

UNIT(a_retransmission_is_counted)
{
	begin();
	syn(99);
	add(100, "hello");
	assert_int_equal(add(100, "hello"), REASSEMBLY_OLD);
	assert_int_equal(add(103, "lo world"), REASSEMBLY_NEW);
	stream_is("hello world");
	assert_int_equal(s.r.retransmitted, 1);
	assert_int_equal(s.r.conflicts, 0);
}

UNIT(of_an_overlap_the_first_wins)
{
	begin();
	syn(99);
	add(104, "EFGH");
	add(110, "KL");
	assert_int_equal(add(100, "abcdefghijklmn"), REASSEMBLY_NEW);
	stream_is("abcdEFGHijKLmn");
	assert_int_equal(s.r.conflicts, 1);
	add(100, "XXXX");
	stream_is("abcdEFGHijKLmn");
	assert_int_equal(s.r.conflicts, 2);
}

UNIT(sequence_numbers_wrap_around)
{
	begin();
	syn(0xFFFFFFFC);
	add(0xFFFFFFFD, "abcdef");
	stream_is("abcdef");
	add(3, "ghi");
	stream_is("abcdefghi");
	assert_int_equal(s.r.stray, 0);
}

UNIT(a_stream_may_be_joined)
{
	begin();
	add(5000, "middle");
	assert_true(s.r.joined);
	stream_is("middle");
	/* what was sent before may come late */
	add(4996, "the ");
	stream_is("the middle");
	add(5006, " end");
	stream_is("the middle end");
	assert_true(s.r.joined);
	/* and the SYN itself last of all */
	syn(4995);
	stream_is("the middle end");
}

UNIT(far_away_bytes_are_strays)
{
	begin();
	syn(99);
	add(100, "hello");
	assert_int_equal(add(100 + (1u << 31), "x"), REASSEMBLY_STRAY);
	assert_int_equal(add(50, "before the start"), REASSEMBLY_STRAY);
	stream_is("hello");
	assert_int_equal(s.r.stray, 2);
}

UNIT(a_keep_alive_is_nothing)
{
	begin();
	syn(99);
	add(100, "hello");
	add(104, "?");
	stream_is("hello");
	assert_int_equal(s.r.retransmitted + s.r.conflicts + s.r.stray, 0);
}

UNIT(the_cap_is_kept)
{
	static char big[3 * CAP];

	memset(big, 'x', sizeof(big));
	begin();
	syn(99);
	add_all(100, false, false, big, 3 * CAP, 3 * CAP);
	assert_int_equal(s.r.n, CAP);
	assert_int_equal(add(100 + 3 * CAP, "more"), REASSEMBLY_OVER);
	assert_int_equal(s.r.top, 3 * CAP + 4);
	assert_int_equal(reassembly_missing(&s.r), 0);
}

UNIT(a_cut_segment_leaves_a_hole)
{
	begin();
	syn(99);
	add_all(100, false, false, "hel", 3, 6);
	add(106, "world");
	stream_is("hel");
	assert_true(s.r.cut);
	assert_int_equal(reassembly_missing(&s.r), 3);
}

UNIT(the_end_is_known)
{
	begin();
	syn(99);
	add_all(100, false, true, "bye", 3, 3);
	assert_true(s.r.has_fin);
	assert_int_equal(s.r.fin_at, 3);
	/* the RST behind it, which has the number of the FIN counted in */
	add_all(104, false, false, NULL, 0, 0);
	assert_int_equal(reassembly_missing(&s.r), 0);
}

UNIT(holes_are_bounded)
{
	begin();
	syn(0);
	for (uint32_t i = 0; i < 100; i++)
		add(3 + 2 * i, "x");
	assert_int_equal(s.r.n_ranges, REASSEMBLY_RANGES);
	assert_int_equal(s.r.dropped, 100 - REASSEMBLY_RANGES);
	add(1, "ab");
	assert_int_equal(s.r.n, 3);
}

UNIT(marks_are_bounded)
{
	struct reassembly_mark mark;

	begin();
	syn(0);
	for (uint32_t i = 0; i < 300; i++)
		add(1 + i, "x");
	assert_int_equal(s.r.n_marks, REASSEMBLY_MARKS);
	assert_true(reassembly_when(&s.r, 255, &mark));
	assert_int_equal(mark.packet, 256);
	assert_false(reassembly_when(&s.r, 280, &mark));
	assert_true(reassembly_when(&s.r, 300, &mark));
	assert_int_equal(mark.packet, 301);
}

/* 2,000 streams in shuffled, doubled and overlapping pieces. */
UNIT(any_order_gives_the_same)
{
	uint32_t seed = 4711;

	for (int round = 0; round < 2000; round++) {
		char text[200];
		uint32_t base = round % 3 ? 0xFFFFFF80 : 7;

		for (size_t i = 0; i < sizeof(text); i++)
			text[i] = (char)('a' + i % 26);
		begin();
		syn(base - 1);
		for (int i = 0; i < 60; i++) {
			uint32_t at, len;

			seed = seed * 1103515245 + 12345;
			at = (seed >> 16) % 200;
			seed = seed * 1103515245 + 12345;
			len = 1 + (seed >> 16) % 40;
			len = at + len > 200 ? 200 - at : len;
			add_all(base + at, false, false, text + at, len, len);
		}
		add_all(base, false, false, text, 100, 100);
		add_all(base + 100, false, false, text + 100, 100, 100);
		assert_int_equal(s.r.n, 200);
		assert_memory_equal(s.r.bytes, text, 200);
		assert_int_equal(s.r.n_ranges, 0);
		assert_int_equal(s.r.conflicts, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_order_bytes_are_delivered),
		cmocka_unit_test(a_hole_waits_for_its_bytes),
		cmocka_unit_test(a_retransmission_is_counted),
		cmocka_unit_test(of_an_overlap_the_first_wins),
		cmocka_unit_test(sequence_numbers_wrap_around),
		cmocka_unit_test(a_stream_may_be_joined),
		cmocka_unit_test(far_away_bytes_are_strays),
		cmocka_unit_test(a_keep_alive_is_nothing),
		cmocka_unit_test(the_cap_is_kept),
		cmocka_unit_test(a_cut_segment_leaves_a_hole),
		cmocka_unit_test(the_end_is_known),
		cmocka_unit_test(holes_are_bounded),
		cmocka_unit_test(marks_are_bounded),
		cmocka_unit_test(any_order_gives_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
