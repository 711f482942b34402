/* SPDX-License-Identifier: ISC */
/*
 * The frame of a report as JSON.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/analysis/report_made.h"

UNIT(the_report_keeps_the_order_of_its_members)
{
	struct report report;
	json_t *json;
	char *text;

	report_begin(&report, "example.org", 0);
	json = report_json(&report);
	text = json_dumps(json, JSON_COMPACT);
	assert_string_equal(text,
		"{\"schema\":\"hallo.report/1\","
		"\"generator\":\"hallo " HALLO_VERSION "\","
		"\"target\":\"example.org\",\"resolution\":"
		"{\"state\":\"ok\",\"reason\":null,\"canonical\":null,"
		"\"local_resolver\":false,\"left_out\":0},"
		"\"mx\":[],\"missing\":[],\"findings\":[],\"endpoints\":[],"
		"\"hints\":[],"
		"\"interrupted\":false,\"capture\":null}");
	free(text);
	json_decref(json);
	report_clear(&report);
}

UNIT(only_what_came_from_an_mx_record_has_a_preference)
{
	struct resolution *resolution = calloc(1, sizeof(*resolution));
	struct report report;
	json_t *hosts;

	resolution->n_hosts = 1;
	resolution->hosts[0].preference = 10;
	strcpy(resolution->hosts[0].name, "mx.example");
	report_begin(&report, "example.org", 0);
	report_resolve(&report, resolution, true);
	hosts = report_hosts_json(&report);
	expect_number(json_array_get(hosts, 0), "preference", 10);
	expect_text(json_array_get(hosts, 0), "host", "mx.example");
	json_decref(hosts);
	report_resolve(&report, resolution, false);
	hosts = report_hosts_json(&report);
	expect_text(json_array_get(hosts, 0), "preference", NULL);
	json_decref(hosts);
	report_clear(&report);
	free(resolution);
}

UNIT(a_capture_is_told_by_its_numbers)
{
	const struct report_capture capture = { .present = true,
		.file = "run.pcapng",
		.format = "pcapng",
		.device = "lo",
		.packets = 100,
		.probes = 7,
		.dropped = 2,
		.whole = true };
	json_t *json = report_capture_json(&capture);

	expect_text(json, "file", "run.pcapng");
	expect_number(json, "packets", 100);
	expect_number(json, "dropped", 2);
	assert_true(json_is_true(json_object_get(json, "whole")));
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_report_keeps_the_order_of_its_members),
		cmocka_unit_test(
			only_what_came_from_an_mx_record_has_a_preference),
		cmocka_unit_test(a_capture_is_told_by_its_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
