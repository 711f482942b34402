/* SPDX-License-Identifier: ISC */
/* How words are cut: every cut puts the same bytes on the wire. */
#include "net/dial/piece.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <string.h>

static const char reply[] = "250-a\r\n250 bc";

/* The lengths of the pieces, "7 6 ". */
static const char *cut(const struct pieces *pieces, struct slice all)
{
	static char lengths[200];
	size_t sent = 0, n, used = 0;

	lengths[0] = '\0';
	while ((n = piece_length(pieces, all, sent)) > 0) {
		used += (size_t)snprintf(
			lengths + used, sizeof(lengths) - used, "%zu ", n);
		sent += n;
		assert_true(sent <= all.len);
	}
	assert_int_equal(sent, all.len);
	return lengths;
}

UNIT(replies_are_cut_as_the_manners_say)
{
	static const char *const wanted[] = {
		[SEGMENTS_WHOLE] = "13 ",
		[SEGMENTS_LINES] = "7 6 ",
		[SEGMENTS_HALVES] = "6 7 ",
		[SEGMENTS_BYTES] = "1 1 1 1 1 1 1 1 1 1 1 1 1 ",
	};
	struct slice all = slice_of(reply, strlen(reply));
	struct pieces pieces;

	for (unsigned i = 0; i < 4; i++) {
		struct manners manners = { .segments = (enum segments)i };

		pieces = pieces_of_reply(&manners, all.len);
		assert_string_equal(cut(&pieces, all), wanted[i]);
		assert_int_equal(pieces.pauses, i != SEGMENTS_WHOLE);
	}
	assert_string_equal(cut(&pieces, slice_of("", 0)), "");
}

UNIT(a_trickle_is_bytes_by_the_clock)
{
	struct manners manners = { .trickle = 1000, .clock = 50 };
	struct pieces pieces = pieces_of_reply(&manners, 2);

	assert_string_equal(cut(&pieces, slice_of("ab", 2)), "1 1 ");
	assert_int_equal(pieces.pause_ms, 20);
	pieces = pieces_of_answer(&manners, slice_of("ab", 2));
	assert_string_equal(cut(&pieces, slice_of("ab", 2)), "2 ");
	manners.clock = 1000;
	manners.trickle_answer = 20;
	pieces = pieces_of_answer(&manners, slice_of("ab", 2));
	assert_int_equal(pieces.pause_ms, 1); /* never none */
}

UNIT(of_an_answer_the_first_record_is_cut)
{
	static const uint8_t flight[] = { 22, 3, 3, 0, 4, 1, 2, 3, 4, 22, 3, 3,
		0, 1, 9 };
	struct manners manners = { .answer_segments = SEGMENTS_HALVES };
	struct slice all = slice_of(flight, sizeof(flight));
	struct pieces pieces = pieces_of_answer(&manners, all);

	assert_string_equal(cut(&pieces, all), "4 11 ");
	all.len = 7; /* the record claims more than there is */
	pieces = pieces_of_answer(&manners, all);
	assert_string_equal(cut(&pieces, all), "3 4 ");
	all.len = 0;
	pieces = pieces_of_answer(&manners, all);
	assert_string_equal(cut(&pieces, all), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_cut_as_the_manners_say),
		cmocka_unit_test(a_trickle_is_bytes_by_the_clock),
		cmocka_unit_test(of_an_answer_the_first_record_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
