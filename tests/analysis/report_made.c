/* SPDX-License-Identifier: ISC */
/*
 * See report_made.h.
 */
#include "tests/lib/unit.h"

#include "tests/analysis/report_made.h"

#include <string.h>

const struct report_asked made_asked = { .host = "mx.example",
	.address = "192.0.2.1",
	.port = 25,
	.dialog = "smtp",
	.server_name = "mx.example",
	.helo = "client.example" };

void made_report(struct report *report, const struct portrait *portrait)
{
	static const struct resolution resolution = { .state = RESOLUTION_OK,
		.n_hosts = 1,
		.hosts = { { .preference = 10,
			.name = "mx.example",
			.n_addresses = 1,
			.addresses = { { .text = "192.0.2.1" } } } } };

	report_begin(report, "example.org", 1);
	report_resolve(report, &resolution, true);
	report_fill(report, &report->endpoints[0], &made_asked, portrait);
	report->endpoints[0].cost = (struct cost){ .connections = 30,
		.established = 29,
		.unused = 1,
		.bytes_out = 12000,
		.bytes_in = 90000,
		.milliseconds = 2600 };
	report->endpoints[0].limits = (struct limits){ .connections = 5,
		.idle_ms = 30000,
		.dialog_ms = 300000,
		.flight_ms = 60000 };
}

json_t *made_report_json(const struct portrait *portrait)
{
	struct report report;
	json_t *json;

	made_report(&report, portrait);
	json = report_endpoint_json(&report.endpoints[0]);
	report_clear(&report);
	return json;
}

json_t *find_object(json_t *array, const char *key, const char *value)
{
	json_t *object;
	size_t i;

	json_array_foreach(array, i, object)
	{
		const char *text =
			json_string_value(json_object_get(object, key));

		if (text && !strcmp(text, value))
			return object;
	}
	fail_msg("no %s %s", key, value);
	return NULL;
}

json_t *find_version(json_t *endpoint, const char *name)
{
	return find_object(
		json_object_get(endpoint, "versions"), "version", name);
}

void expect_text(json_t *object, const char *key, const char *value)
{
	const char *text = json_string_value(json_object_get(object, key));

	if (!value)
		assert_true(json_is_null(json_object_get(object, key)));
	else if (!text || strcmp(text, value))
		fail_msg("%s is '%s', not '%s'", key, text ? text : "-", value);
}

void expect_number(json_t *object, const char *key, json_int_t value)
{
	json_t *number = json_object_get(object, key);

	assert_true(json_is_integer(number));
	assert_int_equal(json_integer_value(number), value);
}
