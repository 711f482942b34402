/* SPDX-License-Identifier: ISC */
/*
 * See say_report.h.
 */
#include "cli/say/say_report.h"

#include <stdlib.h>

#include "analysis/json/json.h"
#include "analysis/say/say_value.h"

void say_report_clear(struct say_report *report)
{
	for (size_t i = 0; i < report->n_endpoints; i++)
		say_free(report->endpoints[i].say);
	free(report->endpoints);
	report_clear(&report->found);
}

static json_t *cost_json(const struct cost *cost)
{
	json_t *object = json_object();

	report_put(object, "connections", report_count(cost->connections));
	report_put(object, "established", report_count(cost->established));
	report_put(object, "bytes_out", report_count(cost->bytes_out));
	report_put(object, "bytes_in", report_count(cost->bytes_in));
	report_put(object, "seconds",
		json_real((double)cost->milliseconds / 1000.0));
	return object;
}

static json_t *endpoint_json(const struct say_endpoint *endpoint)
{
	json_t *object = json_object();

	report_put(object, "host", json_string(endpoint->host));
	report_put(object, "address", json_string(endpoint->address));
	report_put(object, "port", report_count(endpoint->port));
	report_put(object, "dialog", json_string(endpoint->dialog));
	say_put_view(object, &endpoint->view);
	report_put(object, "ended", report_words(endpoint->ended));
	report_put(object, "cost", cost_json(&endpoint->cost));
	return object;
}

static json_t *endpoints_json(const struct say_report *report)
{
	json_t *array = json_array();

	for (size_t i = 0; i < report->n_endpoints; i++)
		json_array_append_new(
			array, endpoint_json(&report->endpoints[i]));
	return array;
}

static json_t *file_json(const struct say_report *report)
{
	json_t *object;

	if (!*report->file)
		return json_null();
	object = json_object();
	report_put(object, "name", json_string(report->file));
	report_put(object, "form", json_string(report->file_form));
	report_put(object, "number", report_count(report->file_number));
	return object;
}

json_t *say_report_json(const struct say_report *report)
{
	const struct report *found = &report->found;
	json_t *value = json_object();

	report_put(value, "schema", json_string("hallo.say/1"));
	report_put(value, "target", json_string(found->target));
	report_put(value, "time", json_string(report->time));
	report_put(value, "status", json_integer(report->status));
	report_put(value, "interrupted", json_boolean(report->interrupted));
	report_put(value, "hello_file", file_json(report));
	report_put(value, "not_asked", report_count(report->not_asked));
	report_put(value, "resolution", report_resolution_json(found));
	report_put(value, "mx", report_hosts_json(found));
	report_put(value, "missing", report_missing_json(found));
	report_put(value, "endpoints", endpoints_json(report));
	report_put(value, "capture", report_capture_json(&found->capture));
	return value;
}
