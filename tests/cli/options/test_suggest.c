/* SPDX-License-Identifier: ISC */
/*
 * What "did you mean" takes for near, and what not.
 */
#include "tests/lib/unit.h"

#include "cli/options/suggest.h"

#include <string.h>

UNIT(letters_changed_left_out_put_in_and_swapped_count_one)
{
	assert_int_equal(letter_distance("serve", "serve"), 0);
	assert_int_equal(letter_distance("serve", "servo"), 1);
	assert_int_equal(letter_distance("serve", "serv"), 1);
	assert_int_equal(letter_distance("serve", "sserve"), 1);
	assert_int_equal(letter_distance("serve", "sevre"), 1);
	assert_int_equal(letter_distance("SERVE", "serve"), 0);
	assert_int_equal(letter_distance("", "four"), 4);
	assert_int_equal(letter_distance("kitten", "sitting"), 3);
}

UNIT(words_over_the_limit_are_far_and_not_read_past_it)
{
	char word[200];

	memset(word, 'a', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	assert_int_equal(letter_distance(word, word), 40);
}

UNIT(the_nearest_name_is_suggested)
{
	struct suggest suggest;

	suggest_begin(&suggest, "conections");
	suggest_offer(&suggest, "color");
	suggest_offer(&suggest, "connections");
	suggest_offer(&suggest, "completion");
	assert_string_equal(suggest.best, "connections");
}

UNIT(nothing_is_suggested_when_nothing_is_near)
{
	struct suggest suggest;

	suggest_begin(&suggest, "xyzzy");
	suggest_offer(&suggest, "mx");
	suggest_offer(&suggest, "timeout");
	suggest_offer(&suggest, "");
	assert_null(suggest.best);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			letters_changed_left_out_put_in_and_swapped_count_one),
		cmocka_unit_test(
			words_over_the_limit_are_far_and_not_read_past_it),
		cmocka_unit_test(the_nearest_name_is_suggested),
		cmocka_unit_test(nothing_is_suggested_when_nothing_is_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
