/* SPDX-License-Identifier: ISC */
/*
 * Which exit status a report deserves, first that applies.
 */
#include "tests/lib/unit.h"

#include "cli/base/exit_status.h"
#include "tests/cli/sample.h"

static const struct options none;
static struct report report;
static struct report_endpoint *endpoint;

/* The sample with the one thing settled that it has open. */
FIXTURE(begin)
{
	sample_report(&report);
	endpoint = &report.endpoints[0];
	endpoint->versions[1].state = TRUTH_NO;
	report.n_missing = 0; /* the sample has an exchanger without address */
	report.n_findings = 0;
	return 0;
}

FIXTURE(end)
{
	report_clear(&report);
	return 0;
}

UNIT(a_complete_report_is_0)
{
	assert_int_equal(exit_status_of(&report, &none), 0);
}

UNIT(an_inconclusive_version_is_2)
{
	endpoint->versions[1].state = TRUTH_INCONCLUSIVE;
	assert_int_equal(exit_status_of(&report, &none), 2);
}

UNIT(an_incomplete_endpoint_is_2)
{
	endpoint->complete = false;
	assert_int_equal(exit_status_of(&report, &none), 2);
	endpoint->complete = true;
	endpoint->state = TRUTH_INCONCLUSIVE;
	assert_int_equal(exit_status_of(&report, &none), 2);
}

UNIT(an_endpoint_without_a_route_does_not_count)
{
	report.endpoints[1].complete = false;
	assert_int_equal(exit_status_of(&report, &none), 0);
}

UNIT(a_part_that_was_not_audited_is_2)
{
	static const char *lines[] = { "gone.example could not be asked" };

	report.missing = lines;
	report.n_missing = 1;
	assert_int_equal(exit_status_of(&report, &none), 2);
}

/* All there was leads home: nothing failed to be reached. */
UNIT(all_withheld_is_2)
{
	report.n_endpoints = 0;
	assert_int_equal(exit_status_of(&report, &none), 3);
	report.hosts[0].places[0].withheld = true;
	report.n_missing = 1;
	assert_int_equal(exit_status_of(&report, &none), 2);
}

UNIT(findings_on_the_mx_count_too)
{
	struct report_finding finding = { .severity = SEVERITY_CRITICAL };
	struct options options = { .has_fail_on = true,
		.fail_on = SEVERITY_HIGH };

	report.findings = &finding;
	report.n_findings = 1;
	assert_int_equal(exit_status_of(&report, &options), 1);
}

UNIT(findings_count_from_the_level_on)
{
	struct options options = { .has_fail_on = true };

	options.fail_on = SEVERITY_INFO;
	assert_int_equal(exit_status_of(&report, &options), 1);
	options.fail_on = SEVERITY_HIGH; /* a common sender fails */
	assert_int_equal(exit_status_of(&report, &options), 1);
	options.fail_on = SEVERITY_CRITICAL;
	assert_int_equal(exit_status_of(&report, &options), 0);
}

UNIT(a_finding_comes_before_what_is_open)
{
	struct options options = { .has_fail_on = true,
		.fail_on = SEVERITY_LOW };

	endpoint->complete = false;
	assert_int_equal(exit_status_of(&report, &options), 1);
}

UNIT(nothing_reached_is_3_before_all_else)
{
	struct options options = { .has_fail_on = true };

	endpoint->cost.established = 0;
	assert_int_equal(exit_status_of(&report, &options), 3);
	report.n_endpoints = 0;
	assert_int_equal(exit_status_of(&report, &options), 3);
}

UNIT(interrupted_before_anything_was_reached_is_2)
{
	report.n_endpoints = 0;
	report.interrupted = true;
	assert_int_equal(exit_status_of(&report, &none), 2);
}

UNIT(of_several_targets_the_worst_that_was_reached_counts)
{
	assert_int_equal(exit_status_of_two(0, 0), 0);
	assert_int_equal(exit_status_of_two(0, 2), 2);
	assert_int_equal(exit_status_of_two(1, 2), 1);
	assert_int_equal(exit_status_of_two(2, 3), 2);
	assert_int_equal(exit_status_of_two(1, 3), 1);
	assert_int_equal(exit_status_of_two(0, 3), 2);
	assert_int_equal(exit_status_of_two(3, 3), 3);
}

#define PART(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(a_complete_report_is_0),
		PART(an_inconclusive_version_is_2),
		PART(an_incomplete_endpoint_is_2),
		PART(an_endpoint_without_a_route_does_not_count),
		PART(a_part_that_was_not_audited_is_2),
		PART(all_withheld_is_2),
		PART(findings_on_the_mx_count_too),
		PART(findings_count_from_the_level_on),
		PART(a_finding_comes_before_what_is_open),
		PART(nothing_reached_is_3_before_all_else),
		PART(interrupted_before_anything_was_reached_is_2),
		PART(of_several_targets_the_worst_that_was_reached_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
