/* SPDX-License-Identifier: ISC */
/*
 * The rows of a cost: each member once, and how parts of a run come together.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "wire/probe/cost.h"

static const struct cost_row *row_of(const char *name)
{
	for (size_t i = 0; i < cost_rows_len; i++)
		if (!strcmp(cost_rows[i].name, name))
			return &cost_rows[i];
	fail_msg("no row %s", name);
	return NULL;
}

UNIT(a_row_leads_to_its_member)
{
	struct cost cost = {
		.connections = 3, .waited_ms = 20, .waited_for = "421 later"
	};

	assert_int_equal(cost_number(&cost, row_of("connections")), 3);
	assert_int_equal(cost_number(&cost, row_of("waited_ms")), 20);
	assert_string_equal(
		cost_words(&cost, row_of("waited_for")), "421 later");
	*cost_place(&cost, row_of("unused")) = 7;
	assert_int_equal(cost.unused, 7);
}

UNIT(no_two_rows_share_a_place_but_for_the_seconds)
{
	for (size_t i = 0; i < cost_rows_len; i++)
		for (size_t k = 0; k < i; k++) {
			if (cost_rows[i].kind == COST_KIND_SECONDS ||
				cost_rows[k].kind == COST_KIND_SECONDS)
				continue;
			assert_int_not_equal(cost_rows[i].at, cost_rows[k].at);
			assert_string_not_equal(
				cost_rows[i].name, cost_rows[k].name);
		}
}

UNIT(seconds_are_rounded_milliseconds)
{
	struct cost cost = { .milliseconds = 2600 };

	assert_int_equal(cost_number(&cost, row_of("seconds")), 3);
	cost.milliseconds = 2499;
	assert_int_equal(cost_number(&cost, row_of("seconds")), 2);
}

UNIT(sums_are_added_and_the_last_stays)
{
	struct cost now = { .connections = 3,
		.milliseconds = 10,
		.at_once_most = 2,
		.resumed = 1 };
	const struct cost before = { .connections = 4,
		.milliseconds = 5,
		.at_once_most = 9,
		.at_once_end = 8,
		.resumed = 7,
		.ended = "words" };

	cost_add(&now, &before);
	assert_int_equal(now.connections, 7);
	assert_int_equal(now.milliseconds, 15);
	assert_int_equal(now.at_once_most, 2);
	assert_int_equal(now.resumed, 1);
	assert_string_equal(now.ended, "");
	cost_take_last(&now, &before);
	assert_int_equal(now.connections, 7);
	assert_int_equal(now.at_once_most, 9);
	assert_int_equal(now.at_once_end, 8);
	assert_int_equal(now.resumed, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_leads_to_its_member),
		cmocka_unit_test(no_two_rows_share_a_place_but_for_the_seconds),
		cmocka_unit_test(seconds_are_rounded_milliseconds),
		cmocka_unit_test(sums_are_added_and_the_last_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
