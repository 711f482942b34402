/* SPDX-License-Identifier: ISC */
/*
 * Politeness of the pool, seen by the server and by the clock: closing, budgets
 * and congestion. The rules alone are tested in test_budget and test_breaker.
 */
#include "tests/net/counting.h"

#include "tests/lib/unit.h"

#include <stdio.h>
#include <string.h>

#include "net/base/clock.h"

#define BUSY "S 421 4.7.0 too many\nF\n"

static void run_budget(struct run *r, const char *script, size_t goal,
	unsigned connections, const struct budget_limits *allowed)
{
	struct inquiry_options options;
	struct budget budget;

	run_limits(&options);
	options.limits.connections = connections;
	budget_init(&budget, allowed);
	options.budget = &budget;
	run_with(r, script, goal, &options, "smtp", 0);
}

/* The last two are closed when the run ends, at once. */
UNIT(a_probe_ends_with_fin)
{
	struct run r;

	run(&r, PREAMBLE ALERT_40 "W\n", 20, 1, 0);
	assert_int_equal(r.accepted, 20);
	assert_true(r.server.resets <= 2);
}

UNIT(at_most_twice_as_many_are_not_let_go)
{
	struct run r;

	run(&r, PREAMBLE ALERT_40 "W\nD 150\n", 40, 4, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 40);
	assert_true(r.server.most_open > 4);
	assert_true(r.server.most_open <= 8);
	assert_int_equal(r.cost.at_once_most, 4);
	/* so the server sets the pace: 8 in 150 ms */
	assert_true(r.cost.milliseconds >= 500);
}

UNIT(who_never_lets_go_is_left_after_a_second)
{
	struct run r;

	run(&r, PREAMBLE ALERT_40 "W\nD 2500\n", 4, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 4);
	assert_true(r.cost.milliseconds > 900 && r.cost.milliseconds < 2400);
}

UNIT(what_comes_after_the_answer_is_counted_not_heard)
{
	struct run r;

	run(&r, PREAMBLE ALERT_40 "D 50\nZ 4\nW\n", 4, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 4);
	assert_int_equal(r.counter.n_heard, 7);
	assert_true(r.cost.bytes_in > 2 * 4 * 1029);
}

UNIT(max_connections_is_an_end_with_a_reason)
{
	struct run r;

	run_budget(&r, PREAMBLE "D 50\n" ALERT_40, 20, 3,
		&(struct budget_limits){ .connections = 5 });
	assert_int_equal(r.accepted, 5);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 5);
	assert_int_equal(r.counter.learnt, 5);
	assert_string_equal(r.ended, "--max-connections 5 was reached");
	/* just enough is enough */
	run_budget(&r, PREAMBLE ALERT_40, 5, 1,
		&(struct budget_limits){ .connections = 5 });
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 5);
	assert_string_equal(r.ended, "");
}

UNIT(rate_and_delay_are_kept)
{
	struct run r;

	run_budget(&r, PREAMBLE ALERT_40, 5, 5,
		&(struct budget_limits){ .rate = 20, .rate_ms = 1000 });
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 5);
	assert_true(r.cost.milliseconds >= 4 * 50);
	run_budget(&r, PREAMBLE ALERT_40, 4, 5,
		&(struct budget_limits){ .delay_ms = 100 });
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 4);
	assert_true(r.cost.milliseconds >= 3 * 100);
}

UNIT(a_deadline_cancels_what_is_in_flight)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.idle_ms = 30000;
	options.limits.deadline_s = 7;
	options.deadline_at = clock_ms() + 150;
	run_with(&r, PREAMBLE "W\n", 2, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_CANCELLED], 2);
	assert_string_equal(r.ended, "--deadline 7 was reached");
	assert_true(r.cost.milliseconds < 2000);
	/* and one that is over before it began opens nothing */
	options.deadline_at = clock_ms();
	run_with(&r, PREAMBLE "W\n", 2, &options, "smtp", 0);
	assert_string_equal(r.ended, "--deadline 7 was reached");
	assert_int_equal(r.counter.sent, 0);
}

/* A port that accepts and says nothing is left after two of its silences. */
UNIT(a_mute_port_is_left)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.connections = 1;
	run_with(&r, "W\n", 20, &options, "tls", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_SILENCE], 2);
	assert_true(r.cost.milliseconds < 4000);
	assert_non_null(strstr(r.ended, "not a byte came in answer to 2 "));
	options.limits.connections = 5;
	run_with(&r, "W\n", 20, &options, "tls", 0);
	assert_true(r.cost.milliseconds < 4000);
	assert_non_null(strstr(r.ended, "not a byte"));
}

/* A byte each 100 ms, so that no silence ends it. */
#define DRIP "X 16\nD 100\nX 03\nD 100\nX 03\nD 100\n"

UNIT(who_only_drips_is_left)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.unanswered_ms = 500;
	options.limits.flight_ms = 200;
	run_with(&r, PREAMBLE DRIP, 20, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 0);
	assert_true(r.counter.learnt < 20);
	assert_true(r.cost.milliseconds < 4000);
	assert_string_equal(r.ended,
		"no hello was answered within 0.5 s; the server sends too "
		"slowly");
	/* in the dialog as well: a greeting without end */
	run_with(&r,
		"X 32\nD 100\nX 32\nD 100\nX 30\nD 100\nX 2d\nD 100\nX 2d\n"
		"D 100\nX 2d\nD 100\nX 2d\nD 100\nX 2d\nD 100\nW\n",
		20, &options, "smtp", 0);
	assert_int_equal(r.counter.sent, 0);
	assert_true(r.cost.milliseconds < 4000);
	assert_non_null(strstr(r.ended, "too slowly"));
}

UNIT(who_answers_slowly_is_waited_for)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.unanswered_ms = 250;
	options.limits.connections = 1;
	run_with(&r, PREAMBLE "D 200\n" ALERT_40, 3, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 3);
	assert_string_equal(r.ended, "");
}

/* What does not fit into its queue is dropped, and waits for nothing. */
UNIT(a_queue_of_one_gets_fewer)
{
	static const char *const dialogs[] = { "smtp", "tls" };
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.idle_ms = 30000;
	options.limits.connections = 5;
	for (size_t i = 0; i < 2; i++) {
		run_with(&r,
			i ? "1\nH\n" ALERT_40 "W\n"
			  : "1\n" PREAMBLE ALERT_40 "W\n",
			20, &options, dialogs[i], 0);
		assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 20);
		assert_int_equal(r.counter.kinds[OUTCOME_SILENCE], 0);
		assert_true(r.cost.milliseconds < 20000);
		assert_string_equal(r.ended, "");
	}
}

UNIT(a_421_after_successes_is_waited_for)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.patience_ms = 180000;
	options.limits.connections = 4;
	run_with(&r,
		PREAMBLE ALERT_40 "=\n" PREAMBLE ALERT_40 "=\nD 200\n" BUSY
				  "=\n" PREAMBLE ALERT_40,
		20, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 20);
	assert_int_equal(r.counter.kinds[OUTCOME_REFUSED], 1);
	assert_int_equal(r.cost.refused, 1);
	assert_int_equal(r.cost.waits, 1);
	assert_true(r.cost.milliseconds >= 1000);
	assert_int_equal(r.n_told, 1);
	assert_string_equal(r.told,
		"421 4.7.0 too many; waiting 1 s, 2 "
		"connections at once from now");
	assert_string_equal(r.cost.waited_for, "421 4.7.0 too many");
	assert_string_equal(r.ended, "");
}

UNIT(an_end_before_the_greeting_is_congestion_too)
{
	static const char *const ends[] = { "F\n", "R\n", "D 400\n",
		"S 220 mx\nC\nF\n" };

	for (size_t i = 0; i < 4; i++) {
		struct inquiry_options options;
		char script[600];
		struct run r;

		run_limits(&options);
		options.limits.patience_ms = 180000;
		options.limits.connections = 1;
		snprintf(script, sizeof(script), "%s=\n%s=\n%s",
			PREAMBLE ALERT_40, ends[i], PREAMBLE ALERT_40);
		run_with(&r, script, 4, &options, "smtp", 0);
		assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 4);
		assert_int_equal(r.cost.refused, 1);
		assert_int_equal(r.cost.waits, 1);
	}
}

UNIT(every_second_454_ends_in_a_whole_run)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.patience_ms = 180000;
	run_with(&r,
		"~\n" PREAMBLE ALERT_40
		"=\nS 220 mx\nC\nS 250-mx\nS 250 STARTTLS\nC\n"
		"S 454 4.7.0 TLS not available\nC\n",
		12, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 12);
	assert_true(r.cost.refused >= 6);
	/* 1, 2, 4, 8 and 16 s in a row would be 31 s */
	assert_true(r.cost.waited_ms < 31000);
	assert_int_equal(r.cost.at_once_end, 1);
}

UNIT(a_server_that_lets_nobody_in_is_given_up_in_its_words)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.patience_ms = 3500;
	options.limits.connections = 1;
	run_with(&r, PREAMBLE ALERT_40 "=\n" BUSY, 5, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 1);
	assert_int_equal(r.counter.kinds[OUTCOME_REFUSED], 3);
	assert_string_equal(r.ended,
		"gave up after 3 tries in a row and 3 s without a go-ahead: "
		"421 4.7.0 too many");
	assert_int_equal(r.cost.waits, 2);
	assert_true(r.cost.waited_ms == 3000);
}

UNIT(a_421_at_the_very_first_is_asked_again)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.patience_ms = 180000;
	run_with(&r, BUSY "=\n" PREAMBLE ALERT_40, 3, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 3);
	assert_int_equal(r.cost.waited_ms, 2000);
}

UNIT(a_554_at_the_very_first_is_tried_twice_at_once)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.patience_ms = 180000;
	options.limits.connections = 1;
	run_with(&r, "S 554 no SMTP service here\nC\n", 3, &options, "smtp", 0);
	assert_int_equal(r.counter.failures, 2);
	assert_true(r.cost.milliseconds < 1000);
	assert_string_equal(r.ended, "554 no SMTP service here");
}

/* A server of TLS at once has no greeting: it says so in clear. */
UNIT(a_421_in_clear_before_tls_is_congestion)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.patience_ms = 180000;
	options.limits.connections = 1;
	run_with(&r, "H\n" ALERT_40 "=\n" BUSY "=\nH\n" ALERT_40, 5, &options,
		"smtps", 0);
	assert_true(r.counter.kinds[OUTCOME_ALERT] >= 4);
	assert_int_equal(r.cost.refused, 1);
	assert_int_equal(r.cost.waits, 1);
	assert_string_equal(r.cost.waited_for, "421 4.7.0 too many");
}

UNIT(resets_of_hellos_halve_but_do_not_wait)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.connections = 4;
	run_with(&r, PREAMBLE "R\n", 8, &options, "smtp", 0);
	assert_int_equal(r.counter.kinds[OUTCOME_RESET], 8);
	assert_int_equal(r.cost.waits, 0);
	assert_true(r.cost.at_once_end < 4);
	assert_string_equal(r.ended, "");
}

UNIT(ctrl_c_does_not_wait)
{
	struct inquiry_options options;
	struct run r;

	run_limits(&options);
	options.limits.patience_ms = 180000;
	run_with(&r, PREAMBLE ALERT_40 "=\n" BUSY, 5, &options, "smtp", 300);
	assert_true(r.cost.milliseconds < 900);
	assert_true(r.cost.waited_ms < 500);
	assert_string_equal(r.ended, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_probe_ends_with_fin),
		cmocka_unit_test(at_most_twice_as_many_are_not_let_go),
		cmocka_unit_test(who_never_lets_go_is_left_after_a_second),
		cmocka_unit_test(
			what_comes_after_the_answer_is_counted_not_heard),
		cmocka_unit_test(max_connections_is_an_end_with_a_reason),
		cmocka_unit_test(rate_and_delay_are_kept),
		cmocka_unit_test(a_deadline_cancels_what_is_in_flight),
		cmocka_unit_test(a_mute_port_is_left),
		cmocka_unit_test(who_only_drips_is_left),
		cmocka_unit_test(who_answers_slowly_is_waited_for),
		cmocka_unit_test(a_queue_of_one_gets_fewer),
		cmocka_unit_test(a_421_after_successes_is_waited_for),
		cmocka_unit_test(an_end_before_the_greeting_is_congestion_too),
		cmocka_unit_test(every_second_454_ends_in_a_whole_run),
		cmocka_unit_test(
			a_server_that_lets_nobody_in_is_given_up_in_its_words),
		cmocka_unit_test(a_421_at_the_very_first_is_asked_again),
		cmocka_unit_test(
			a_554_at_the_very_first_is_tried_twice_at_once),
		cmocka_unit_test(a_421_in_clear_before_tls_is_congestion),
		cmocka_unit_test(resets_of_hellos_halve_but_do_not_wait),
		cmocka_unit_test(ctrl_c_does_not_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
