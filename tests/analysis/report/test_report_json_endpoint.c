/* SPDX-License-Identifier: ISC */
/*
 * The endpoint as JSON: each member that the schema demands.
 */
#include "tests/lib/unit.h"

#include "tests/analysis/report_made.h"

UNIT(an_endpoint_has_every_member_of_the_schema)
{
	static const char *const keys[] = { "host", "address", "port", "dialog",
		"hello", "complete", "incomplete_reason", "cost", "limits",
		"versions", "preferred", "preferred_tls12", "certificates",
		"senders", "findings", "probes", "failures", "state",
		"reason" };
	struct made made;
	json_t *report;

	made_kabelmail(&made);
	report = made_report_json(&made.portrait);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		assert_non_null(json_object_get(report, keys[i]));
	expect_text(report, "host", "mx.example");
	expect_number(report, "port", 25);
	assert_true(json_is_true(json_object_get(report, "complete")));
	expect_text(report, "incomplete_reason", NULL);
	assert_int_equal(
		json_array_size(json_object_get(report, "versions")), 6);
	json_decref(report);
	made_clear(&made);
}

UNIT(cost_and_limits_are_integers)
{
	struct made made;
	json_t *report, *cost, *limits;

	made_kabelmail(&made);
	made.portrait.list_limit = 127;
	report = made_report_json(&made.portrait);
	cost = json_object_get(report, "cost");
	limits = json_object_get(report, "limits");
	expect_number(cost, "connections", 30);
	expect_number(cost, "seconds", 3);
	expect_number(cost, "milliseconds", 2600);
	expect_number(cost, "bytes_in", 90000);
	expect_number(limits, "list_limit", 127);
	expect_number(limits, "flight_ms", 60000);
	json_decref(report);
	made_clear(&made);
}

UNIT(senders_and_findings_come_along)
{
	struct made made;
	json_t *report, *sender, *finding;

	made_kabelmail(&made);
	report = made_report_json(&made.portrait);
	sender = find_object(
		json_object_get(report, "senders"), "id", "openssl-level-2");
	expect_text(sender, "verdict", "fails");
	expect_text(sender, "cause", "dh");
	assert_true(json_is_true(json_object_get(sender, "derived")));
	finding = find_object(
		json_object_get(report, "findings"), "id", "dh-weak");
	expect_text(finding, "severity", "medium");
	finding = find_object(json_object_get(report, "findings"), "id",
		"preferred-suite-older-generation");
	expect_text(finding, "fix", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(an_endpoint_never_asked_is_still_whole)
{
	struct portrait portrait;
	json_t *report;

	portrait_init(&portrait);
	report = made_report_json(&portrait);
	expect_text(find_version(report, "SSLv2"), "state", "not-asked");
	assert_int_equal(json_array_size(json_object_get(report, "probes")), 0);
	expect_text(report, "preferred", NULL);
	json_decref(report);
	portrait_clear(&portrait);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_endpoint_has_every_member_of_the_schema),
		cmocka_unit_test(cost_and_limits_are_integers),
		cmocka_unit_test(senders_and_findings_come_along),
		cmocka_unit_test(an_endpoint_never_asked_is_still_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
