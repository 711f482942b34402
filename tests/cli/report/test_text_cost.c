/* SPDX-License-Identifier: ISC */
/*
 * What it cost, the waits, the limits, the failures.
 */
#include "tests/cli/report/says.h"

#include <errno.h>
#include <string.h>

UNIT(equal_failures_are_counted)
{
	assert_says(
		text_cost, "57 connections (56 established, 1 left unused)");
	assert_says(
		text_cost, "2 without a go-ahead at greeting: refused: 421");
	assert_says(text_cost, "4.3 s");
}

UNIT(failures_say_their_error)
{
	says.endpoint->failures[1].errnum = ECONNREFUSED;
	says.endpoint->failures[1].reply = "";
	says.endpoint->failures[1].stage = STAGE_CONNECT;
	assert_says(
		text_cost, "1 without a go-ahead at greeting: refused: 421");
	assert_says(text_cost,
		"1 without a go-ahead at connect: refused, Connection refused");
}

UNIT(only_the_first_failures_are_shown)
{
	struct report_connection many[10];

	for (size_t i = 0; i < 10; i++) {
		many[i] = says.endpoint->failures[0];
		many[i].errnum = (int)i + 1;
	}
	says.endpoint->failures = many;
	says.endpoint->n_failures = 10;
	assert_says(text_cost, strerrordesc_np(8));
	assert_silent(text_cost, strerrordesc_np(9));
}

UNIT(waits_and_earlier_parts_are_told)
{
	struct cost *cost = &says.endpoint->cost;

	cost->resumed = 12;
	cost->waits = 2;
	cost->waited_ms = 3250;
	strcpy(cost->waited_for, "421 too many");
	cost->at_once_end = 1;
	strcpy(cost->ended, "--deadline 7 was reached");
	assert_says(text_cost, "resumed: 12 connections before");
	assert_says(text_cost,
		"waited 2 times, 3.2 s in all, for \"421 too many\"; 1 of 5");
	assert_says(text_cost, "ended early: --deadline 7 was reached");
	says.endpoint->incomplete_reason = "--deadline 7 was reached";
	assert_silent(text_cost, "ended early");
}

UNIT(limits_that_were_set_are_told)
{
	says.endpoint->budget = (struct budget_limits){ .connections = 40,
		.rate = 30,
		.rate_ms = 60000,
		.delay_ms = 1500 };
	says.endpoint->limits.deadline_s = 7;
	assert_says(text_cost, "--rate 30/min");
	assert_says(text_cost, "--max-connections 40");
	assert_says(text_cost, "--delay 1.500;");
	assert_says(text_cost, "--deadline 7.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(equal_failures_are_counted),
		SAYS(failures_say_their_error),
		SAYS(only_the_first_failures_are_shown),
		SAYS(waits_and_earlier_parts_are_told),
		SAYS(limits_that_were_set_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
