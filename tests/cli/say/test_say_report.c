/* SPDX-License-Identifier: ISC */
/*
 * What `hallo say` tells as JSON, of a report made by hand.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/say/say_report.h"

static struct say_report report;

static void begin(void)
{
	memset(&report, 0, sizeof(report));
	report_begin(&report.found, "mx.example", 0);
	report.file = report.file_form = "";
}

static char *dump(void)
{
	json_t *value = say_report_json(&report);
	char *text = json_dumps(value, JSON_COMPACT);

	json_decref(value);
	return text;
}

UNIT(without_an_address_the_frame_is_there)
{
	char *text;

	begin();
	report.status = SAY_UNREACHED;
	text = dump();
	assert_non_null(strstr(text,
		"{\"schema\":\"hallo.say/1\",\"target\":\"mx.example\","
		"\"time\":\"\",\"status\":3,\"interrupted\":false,"
		"\"hello_file\":null,\"not_asked\":0,"));
	assert_non_null(strstr(text, "\"endpoints\":[],\"capture\":null}"));
	free(text);
	say_report_clear(&report);
}

UNIT(an_endpoint_has_its_place_its_view_and_its_cost)
{
	char *text;

	begin();
	report.file = "a.hello";
	report.file_form = "text form";
	report.endpoints = calloc(1, sizeof(*report.endpoints));
	report.n_endpoints = 1;
	report.endpoints[0] = (struct say_endpoint){ .host = "mx.example",
		.address = "192.0.2.1",
		.port = 25,
		.dialog = "smtp",
		.view = { .verdict = "silence", .wanted = 2 },
		.ended = "interrupted",
		.cost = { .connections = 3, .milliseconds = 1500 } };
	text = dump();
	assert_non_null(strstr(text,
		"\"hello_file\":{\"name\":\"a.hello\",\"form\":\"text "
		"form\",\"number\":0}"));
	assert_non_null(strstr(text,
		"{\"host\":\"mx.example\",\"address\":\"192.0.2.1\","
		"\"port\":25,\"dialog\":\"smtp\",\"verdict\":\"silence\","));
	assert_non_null(strstr(text, "\"wanted\":2,\"alike\":0,\"sent\":null"));
	assert_non_null(strstr(text,
		"\"ended\":\"interrupted\",\"cost\":{\"connections\":3,"
		"\"established\":0,\"bytes_out\":0,\"bytes_in\":0,"
		"\"seconds\":1.5}}"));
	free(text);
	say_report_clear(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_an_address_the_frame_is_there),
		cmocka_unit_test(
			an_endpoint_has_its_place_its_view_and_its_cost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
