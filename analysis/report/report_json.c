/* SPDX-License-Identifier: ISC */
/*
 * The report as JSON. The order of members is the order in which a human would
 * ask; jansson keeps it.
 */
#include "analysis/report/report_parts.h"

json_t *report_resolution_json(const struct report *report)
{
	json_t *object = json_object();

	report_put(object, "state",
		json_string(resolution_state_name(report->resolution)));
	report_put(object, "reason", report_words(report->resolution_reason));
	report_put(object, "canonical", report_words(report->canonical));
	report_put(
		object, "local_resolver", json_boolean(report->local_resolver));
	report_put(object, "left_out", report_count(report->left_out));
	return object;
}

static json_t *host_json(const struct report_host *host)
{
	json_t *object = json_object(), *addresses = json_array();
	json_t *scopes = json_array(), *withheld = json_array();

	for (size_t i = 0; i < host->n_addresses; i++) {
		const char *scope = address_scope_name(host->places[i].scope);

		json_array_append_new(
			addresses, report_words(host->addresses[i]));
		json_array_append_new(scopes, json_string(scope));
		if (host->places[i].withheld)
			json_array_append_new(
				withheld, report_words(host->addresses[i]));
	}
	report_put(object, "preference",
		host->has_preference ? json_integer(host->preference)
				     : json_null());
	report_put(object, "host", json_string(host->name));
	report_put(object, "alias", report_words(host->alias));
	report_put(object, "addresses", addresses);
	report_put(object, "scopes", scopes);
	report_put(object, "withheld", withheld);
	report_put(object, "partial", json_boolean(host->partial));
	report_put(object, "left_out", report_count(host->left_out));
	report_put(object, "state",
		json_string(resolution_state_name(host->state)));
	report_put(object, "reason", report_words(host->reason));
	return object;
}

json_t *report_hosts_json(const struct report *report)
{
	json_t *array = json_array();

	for (size_t i = 0; i < report->n_hosts; i++)
		json_array_append_new(array, host_json(&report->hosts[i]));
	return array;
}

static json_t *lines_json(const char *const *lines, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_string(lines[i]));
	return array;
}

json_t *report_missing_json(const struct report *report)
{
	return lines_json(report->missing, report->n_missing);
}

json_t *report_capture_json(const struct report_capture *capture)
{
	json_t *object;

	if (!capture->present)
		return json_null();
	object = json_object();
	report_put(object, "file", json_string(capture->file));
	report_put(object, "format", json_string(capture->format));
	report_put(object, "device", json_string(capture->device));
	report_put(object, "packets", report_count(capture->packets));
	report_put(object, "probes", report_count(capture->probes));
	report_put(object, "dropped", report_count(capture->dropped));
	report_put(object, "whole", json_boolean(capture->whole));
	return object;
}

json_t *report_json(const struct report *report)
{
	json_t *object = json_object(), *endpoints = json_array();

	for (size_t i = 0; i < report->n_endpoints; i++)
		json_array_append_new(
			endpoints, report_endpoint_json(&report->endpoints[i]));
	report_put(object, "schema", json_string("hallo.report/1"));
	report_put(object, "generator", json_string("hallo " HALLO_VERSION));
	report_put(object, "target", report_words(report->target));
	report_put(object, "resolution", report_resolution_json(report));
	report_put(object, "mx", report_hosts_json(report));
	report_put(object, "missing", report_missing_json(report));
	report_put(object, "findings",
		report_findings_json(report->findings, report->n_findings));
	report_put(object, "endpoints", endpoints);
	report_put(object, "hints", lines_json(report->hints, report->n_hints));
	report_put(object, "interrupted", json_boolean(report->interrupted));
	report_put(object, "capture", report_capture_json(&report->capture));
	return object;
}
