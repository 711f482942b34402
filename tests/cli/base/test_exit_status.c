/* SPDX-License-Identifier: ISC */
/*
 * Which exit status a report deserves, first that applies.
 */
#include "tests/lib/unit.h"

#include "cli/base/exit_status.h"
#include "tests/cli/sample.h"

static const struct options none;

static json_t *endpoint_of(json_t *report, size_t i)
{
	return json_array_get(json_object_get(report, "endpoints"), i);
}

/* The sample with the one thing settled that it has open. */
static json_t *settled(void)
{
	json_t *report = sample_report();
	json_t *versions = json_object_get(endpoint_of(report, 0), "versions");

	json_object_set_new(
		json_array_get(versions, 5), "state", json_string("no"));
	return report;
}

UNIT(a_complete_report_is_0)
{
	json_t *report = settled();

	assert_int_equal(exit_status_of(report, &none), 0);
	json_decref(report);
}

UNIT(an_inconclusive_version_is_2)
{
	json_t *report = sample_report();

	assert_int_equal(exit_status_of(report, &none), 2);
	json_decref(report);
}

UNIT(an_incomplete_endpoint_is_2)
{
	json_t *report = settled();

	json_object_set_new(endpoint_of(report, 0), "complete", json_false());
	assert_int_equal(exit_status_of(report, &none), 2);
	json_decref(report);
}

UNIT(a_host_that_dns_could_not_tell_is_2)
{
	json_t *report = settled();

	json_object_set_new(json_array_get(json_object_get(report, "mx"), 1),
		"state", json_string("failed"));
	assert_int_equal(exit_status_of(report, &none), 2);
	json_decref(report);
}

UNIT(findings_count_from_the_level_on)
{
	struct options options = { .has_fail_on = true };
	json_t *report = settled();

	options.fail_on = SEVERITY_INFO;
	assert_int_equal(exit_status_of(report, &options), 1);
	options.fail_on = SEVERITY_HIGH;
	assert_int_equal(exit_status_of(report, &options), 1);
	options.fail_on = SEVERITY_CRITICAL;
	assert_int_equal(exit_status_of(report, &options), 0);
	json_decref(report);
}

UNIT(a_finding_comes_before_what_is_open)
{
	struct options options = { .has_fail_on = true,
		.fail_on = SEVERITY_LOW };
	json_t *report = sample_report();

	assert_int_equal(exit_status_of(report, &options), 1);
	json_decref(report);
}

UNIT(nothing_reached_is_3_before_all_else)
{
	struct options options = { .has_fail_on = true };
	json_t *report = sample_report();
	json_t *cost = json_object_get(endpoint_of(report, 0), "cost");

	json_object_set_new(cost, "established", json_integer(0));
	assert_int_equal(exit_status_of(report, &options), 3);
	json_array_clear(json_object_get(report, "endpoints"));
	assert_int_equal(exit_status_of(report, &options), 3);
	json_decref(report);
}

UNIT(interrupted_before_anything_was_reached_is_2)
{
	json_t *report = sample_report();

	json_array_clear(json_object_get(report, "endpoints"));
	json_object_set_new(report, "interrupted", json_true());
	assert_int_equal(exit_status_of(report, &none), 2);
	json_decref(report);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_complete_report_is_0),
		cmocka_unit_test(an_inconclusive_version_is_2),
		cmocka_unit_test(an_incomplete_endpoint_is_2),
		cmocka_unit_test(a_host_that_dns_could_not_tell_is_2),
		cmocka_unit_test(findings_count_from_the_level_on),
		cmocka_unit_test(a_finding_comes_before_what_is_open),
		cmocka_unit_test(nothing_reached_is_3_before_all_else),
		cmocka_unit_test(interrupted_before_anything_was_reached_is_2),
		cmocka_unit_test(
			of_several_targets_the_worst_that_was_reached_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
