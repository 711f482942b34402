/* SPDX-License-Identifier: ISC */
/*
 * The program when it must wait or stop early: budgets, a server that turns
 * connections away, progress, a second Ctrl-C.
 */
#include "tests/lib/unit.h"

#include "tests/cli/program.h"
#include "tests/net/dial/script_server.h"

#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ANSWER                                                                 \
	"S 220 mx.test ESMTP\nC\nS 250-mx.test\nS 250 STARTTLS\nC\nS 220 "     \
	"go\nH\nX 15030300020228\n"

static char target[80];
static struct child server;

FIXTURE(start_kabelmail)
{
	char address[64];

	server = start_server("kabelmail", address);
	snprintf(target, sizeof(target), "smtp://%s", address);
	return 0;
}

FIXTURE(stop_kabelmail)
{
	struct ran ran;

	child_signal(&server, SIGTERM);
	ran = child_end(&server);
	ran_clear(&ran);
	return 0;
}

static json_t *endpoint_of(const json_t *report)
{
	return json_array_get(json_object_get(report, "endpoints"), 0);
}

static json_t *cost_of(const json_t *report)
{
	return json_object_get(endpoint_of(report), "cost");
}

static long long number(const json_t *object, const char *key)
{
	assert_true(json_is_integer(json_object_get(object, key)));
	return json_integer_value(json_object_get(object, key));
}

/* One report that ended early, for that reason; the caller has a reference. */
static json_t *cut_short(struct ran *ran, const char *why)
{
	json_t *report = json_loads(ran->out, 0, NULL), *endpoint;

	assert_int_equal(ran->status, 2);
	assert_non_null(report);
	endpoint = endpoint_of(report);
	assert_true(json_is_false(json_object_get(endpoint, "complete")));
	assert_string_equal(json_string_value(json_object_get(
				    endpoint, "incomplete_reason")),
		why);
	assert_string_equal(
		json_string_value(json_object_get(cost_of(report), "ended")),
		why);
	assert_true(json_is_false(json_object_get(report, "interrupted")));
	ran_clear(ran);
	return report;
}

UNIT(max_connections_gives_a_partial_report)
{
	struct ran ran = run_hallo("-q", "--json", "-", "--max-connections",
		"12", "--rate", "600/min", target, NULL);
	json_t *report = cut_short(&ran, "--max-connections 12 was reached");
	json_t *limits = json_object_get(endpoint_of(report), "limits");

	assert_int_equal(number(cost_of(report), "connections"), 12);
	assert_int_equal(number(limits, "max_connections"), 12);
	assert_string_equal(
		json_string_value(json_object_get(limits, "rate")), "600/min");
	assert_true(number(cost_of(report), "milliseconds") >= 11 * 100);
	json_decref(report);
}

/* The limit is one of the address, whatever its names. */
UNIT(targets_at_one_address_share_its_budget)
{
	struct ran ran = run_hallo("-q", "--json", "-", "--max-connections",
		"12", target, target, NULL);
	json_t *second = json_loads(strchr(ran.out, '\n') + 1, 0, NULL);

	assert_int_equal(ran.status, 2);
	assert_non_null(second);
	assert_int_equal(number(cost_of(second), "connections"), 0);
	json_decref(second);
	ran_clear(&ran);
}

UNIT(a_deadline_gives_a_partial_report)
{
	struct ran ran = run_hallo("-q", "--json", "-", "--deadline", "1",
		"--delay", "0.2", target, NULL);
	json_t *report = cut_short(&ran, "--deadline 1 was reached");

	assert_true(number(cost_of(report), "milliseconds") < 3000);
	assert_true(number(cost_of(report), "connections") <= 6);
	json_decref(report);
}

UNIT(progress_comes_after_two_seconds_with_a_guess)
{
	struct ran ran = run_hallo(
		"--delay", "0.2", "--max-connections", "15", target, NULL);

	assert_non_null(strstr(ran.err, "hallo: 2 s, "));
	assert_non_null(strstr(ran.err, " probes, about "));
	assert_non_null(strstr(ran.err, " s left, smtp://"));
	assert_non_null(strstr(
		ran.out, "Incomplete: --max-connections 15 was reached"));
	ran_clear(&ran);
	ran = run_hallo("-q", "--delay", "0.2", "--max-connections", "15",
		target, NULL);
	assert_string_equal(ran.err, "");
	ran_clear(&ran);
}

UNIT(a_421_is_waited_for_and_told)
{
	struct script_server *busy = script_server_new(
		ANSWER "=\nD 100\nS 421 4.7.0 too many \033[2J\nF\n=\n" ANSWER);
	char address[64];
	struct ran ran;

	snprintf(address, sizeof(address), "smtp://127.0.0.1:%u",
		script_server_port(busy));
	ran = run_hallo("--connections", "2", "--ask", "suites", "--versions",
		"TLSv1.2,TLSv1.1", address, NULL);
	assert_non_null(strstr(ran.err,
		"hallo: 127.0.0.1: 421 4.7.0 too many \\x1b[2J; waiting 1 s, "
		"1 connection at once from now\n"));
	assert_non_null(strstr(ran.out, "waited 1 time, 1.0 s in all, for"));
	assert_null(strchr(ran.err, '\033'));
	assert_null(strchr(ran.out, '\033'));
	ran_clear(&ran);
	script_server_free(busy, NULL);
}

/* The report of the first one does not fit into a pipe that nobody reads; the
 * second one ends it all the same. */
UNIT(a_second_ctrl_c_ends_it_at_once)
{
	struct child child = start_hallo(
		"-q", "--json", "-", "--delay", "0.1", target, NULL);
	struct ran ran;

	assert_true(fcntl(child.fd, F_SETPIPE_SZ, 4096) >= 4096);
	usleep(700000);
	child_signal(&child, SIGINT);
	usleep(1500000);
	child_signal(&child, SIGINT);
	usleep(500000);
	ran = child_end(&child);
	assert_int_equal(ran.status, -1);
	ran_clear(&ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(max_connections_gives_a_partial_report),
		cmocka_unit_test(targets_at_one_address_share_its_budget),
		cmocka_unit_test(a_deadline_gives_a_partial_report),
		cmocka_unit_test(progress_comes_after_two_seconds_with_a_guess),
		cmocka_unit_test(a_421_is_waited_for_and_told),
		cmocka_unit_test(a_second_ctrl_c_ends_it_at_once),
	};

	return cmocka_run_group_tests(tests, start_kabelmail, stop_kabelmail);
}
