/* SPDX-License-Identifier: ISC */
/*
 * Hints: only when every endpoint failed alike.
 */
#include "tests/lib/unit.h"

#include "cli/run/hints.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct report report;
static struct report_connection failures[2];

FIXTURE(end)
{
	report_clear(&report);
	return 0;
}

static void begin(size_t n)
{
	report_begin(&report, "example.org", n);
}

/* The @i-th endpoint met one failure at connect. */
static void failed(
	size_t i, enum outcome_kind outcome, int errnum, uint16_t port)
{
	failures[i] = (struct report_connection){
		.outcome = outcome, .stage = STAGE_CONNECT, .errnum = errnum
	};
	report.endpoints[i] = (struct report_endpoint){
		.asked = { .port = port },
		.state = TRUTH_INCONCLUSIVE,
		.reason = "",
		.n_failures = 1,
		.failures = &failures[i],
	};
}

static void unrouted(size_t i)
{
	report.endpoints[i] =
		(struct report_endpoint){ .state = TRUTH_NOT_APPLICABLE,
			.reason = "no-route-v6" };
}

/* Is @words in the only hint? NULL: is there none? */
static void assert_hint(const char *words)
{
	hints_give(&report);
	assert_int_equal(report.n_hints, words != NULL);
	if (words)
		assert_non_null(strstr(report.hints[0], words));
	report.n_hints = 0;
}

UNIT(port_25_that_times_out_everywhere_seems_blocked)
{
	begin(2);
	failed(0, OUTCOME_UNREACHABLE, ETIMEDOUT, 25);
	failed(1, OUTCOME_SILENCE, 0, 25);
	assert_hint("port 25 out of this network seems blocked");
}

UNIT(one_that_was_refused_shows_it_is_not_blocked)
{
	begin(2);
	failed(0, OUTCOME_UNREACHABLE, ETIMEDOUT, 25);
	failed(1, OUTCOME_UNREACHABLE, ECONNREFUSED, 25);
	assert_hint(NULL);
}

UNIT(a_family_without_a_route_does_not_count)
{
	begin(2);
	unrouted(0);
	failed(1, OUTCOME_SILENCE, 0, 25);
	assert_hint("port 25");
	unrouted(1);
	assert_hint(NULL);
}

UNIT(another_port_has_another_hint)
{
	begin(1);
	failed(0, OUTCOME_SILENCE, 0, 587);
	assert_hint("firewall");
	failed(0, OUTCOME_UNREACHABLE, ECONNREFUSED, 25);
	assert_hint("nothing listens");
}

UNIT(an_answered_endpoint_has_no_hint)
{
	begin(1);
	failed(0, OUTCOME_SILENCE, 0, 25);
	report.endpoints[0].n_probes = 1;
	assert_hint(NULL);
}

UNIT(a_failure_after_the_connect_is_no_hint)
{
	begin(1);
	failed(0, OUTCOME_SILENCE, 0, 25);
	failures[0].stage = STAGE_GREETING;
	assert_hint(NULL);
}

UNIT(a_name_that_leads_nowhere_has_a_hint)
{
	begin(0);
	report.resolution = RESOLUTION_NXDOMAIN;
	assert_hint("spelling");
	report.resolution = RESOLUTION_FAILED;
	assert_hint("--resolver");
	report.resolution = RESOLUTION_NULL_MX;
	assert_hint("RFC 7505");
}

UNIT(addresses_of_the_other_family_only_have_a_hint)
{
	struct resolution *resolution = calloc(1, sizeof(*resolution));

	resolution->state = RESOLUTION_LITERAL;
	resolution->n_hosts = 1;
	resolution->hosts[0].n_addresses = 1;
	begin(0);
	report_resolve(&report, resolution, false);
	assert_hint("-4 or -6");
	report_clear(&report);
	begin(1);
	report.endpoints[0].reason = "";
	report_resolve(&report, resolution, false);
	assert_hint(NULL);
	free(resolution);
}

#define PART(name) cmocka_unit_test_teardown(name, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(port_25_that_times_out_everywhere_seems_blocked),
		PART(one_that_was_refused_shows_it_is_not_blocked),
		PART(a_family_without_a_route_does_not_count),
		PART(another_port_has_another_hint),
		PART(an_answered_endpoint_has_no_hint),
		PART(a_failure_after_the_connect_is_no_hint),
		PART(a_name_that_leads_nowhere_has_a_hint),
		PART(addresses_of_the_other_family_only_have_a_hint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
