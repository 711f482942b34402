/* SPDX-License-Identifier: ISC */
/*
 * The frame of a report: who owns what, and the short questions to the whole.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/analysis/report_made.h"

/* Two hosts; the second could not be told by DNS. */
static struct resolution *two_hosts(void)
{
	struct resolution *r = calloc(1, sizeof(*r));

	r->n_hosts = 2;
	strcpy(r->canonical, "mail.example");
	strcpy(r->hosts[0].name, "mx.example");
	r->hosts[0].n_addresses = 2;
	strcpy(r->hosts[0].addresses[0].text, "192.0.2.1");
	strcpy(r->hosts[0].addresses[1].text, "2001:db8::1");
	strcpy(r->hosts[1].name, "gone.example");
	r->hosts[1].state = RESOLUTION_FAILED;
	strcpy(r->hosts[1].reason, "SERVFAIL");
	return r;
}

UNIT(what_a_name_led_to_is_copied)
{
	struct resolution *resolution = two_hosts();
	struct report report;

	report_begin(&report, "example.org", 0);
	report_resolve(&report, resolution, true);
	memset(resolution, 'x', sizeof(*resolution));
	free(resolution);
	assert_string_equal(report.target, "example.org");
	assert_string_equal(report.canonical, "mail.example");
	assert_int_equal(report.n_hosts, 2);
	assert_string_equal(report.hosts[0].addresses[1], "2001:db8::1");
	assert_int_equal(report.hosts[1].state, RESOLUTION_FAILED);
	assert_string_equal(report.hosts[1].reason, "SERVFAIL");
	report_clear(&report);
}

UNIT(hints_keep_their_order)
{
	struct report report;

	report_begin(&report, "example.org", 0);
	report_hint(&report, "one");
	report_hint(&report, "two");
	assert_int_equal(report.n_hints, 2);
	assert_string_equal(report.hints[0], "one");
	assert_string_equal(report.hints[1], "two");
	report_clear(&report);
	assert_int_equal(report.n_hints, 0);
}

UNIT(a_rate_is_told_by_its_unit)
{
	char room[RATE_ROOM];
	struct budget_limits budget = { .rate = 30, .rate_ms = 60000 };

	assert_string_equal(report_rate(room, &budget), "30/min");
	budget.rate_ms = 1000;
	assert_string_equal(report_rate(room, &budget), "30/s");
	budget.rate_ms = 3600000;
	assert_string_equal(report_rate(room, &budget), "30/h");
	budget.rate = 0;
	assert_string_equal(report_rate(room, &budget), "");
}

UNIT(one_established_connection_is_reached)
{
	struct report report;

	report_begin(&report, "example.org", 2);
	assert_false(report_reached(&report));
	report.endpoints[1].cost.established = 1;
	assert_true(report_reached(&report));
	report_clear(&report);
}

UNIT(only_a_missing_route_is_unrouted)
{
	struct report_endpoint endpoint = { .state = TRUTH_NOT_APPLICABLE,
		.reason = "no-route-v6" };

	assert_true(report_unrouted(&endpoint));
	endpoint.reason = "starttls-not-offered";
	assert_false(report_unrouted(&endpoint));
	endpoint.reason = "no-route-v6";
	endpoint.state = TRUTH_INCONCLUSIVE;
	assert_false(report_unrouted(&endpoint));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_name_led_to_is_copied),
		cmocka_unit_test(hints_keep_their_order),
		cmocka_unit_test(a_rate_is_told_by_its_unit),
		cmocka_unit_test(one_established_connection_is_reached),
		cmocka_unit_test(only_a_missing_route_is_unrouted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
