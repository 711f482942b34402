/* SPDX-License-Identifier: ISC */
/*
 * The report of one endpoint and the report around them. The order of members
 * is the order in which a human would ask; jansson keeps it.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/report/report_parts.h"

void report_put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value ? value : json_null());
}

json_t *report_words(const char *text)
{
	return text && *text ? report_escaped(text, strlen(text)) : json_null();
}

json_t *report_number(uint64_t number)
{
	return number ? report_count(number) : json_null();
}

json_t *report_count(uint64_t number)
{
	return json_integer((json_int_t)number);
}

json_t *report_proof(const struct proof *proof)
{
	json_t *array = json_array();

	for (size_t i = 0; i < proof->n; i++)
		json_array_append_new(array, json_integer(proof->probes[i]));
	return array;
}

json_t *report_hex(const uint8_t *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	char text[129];
	size_t n = len < 64 ? len : 64;

	for (size_t i = 0; i < n; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	return json_stringn(text, 2 * n);
}

json_t *report_bytes(struct slice bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = xcalloc(2, bytes.len + 1);
	json_t *value;

	for (size_t i = 0; i < bytes.len; i++) {
		text[2 * i] = digits[bytes.data[i] >> 4];
		text[2 * i + 1] = digits[bytes.data[i] & 15];
	}
	value = json_stringn(text, 2 * bytes.len);
	free(text);
	return value;
}

static json_t *cost_json(const struct report_endpoint *endpoint)
{
	json_t *cost = json_object();
	double ms = endpoint->seconds * 1000;

	report_put(cost, "connections", report_count(endpoint->connections));
	report_put(cost, "established", report_count(endpoint->established));
	report_put(cost, "unused", report_count(endpoint->unused));
	report_put(cost, "resumed", report_number(endpoint->resumed));
	report_put(cost, "bytes_out", report_count(endpoint->bytes_out));
	report_put(cost, "bytes_in", report_count(endpoint->bytes_in));
	report_put(cost, "seconds",
		json_integer((json_int_t)(endpoint->seconds + 0.5)));
	report_put(cost, "milliseconds", json_integer((json_int_t)(ms + 0.5)));
	report_put(cost, "refused", report_count(endpoint->refused));
	report_put(cost, "waits", report_count(endpoint->waits));
	report_put(cost, "waited_ms", report_count(endpoint->waited_ms));
	report_put(cost, "waited_for", report_words(endpoint->waited_for));
	report_put(cost, "at_once_most", report_count(endpoint->at_once_most));
	report_put(cost, "at_once_end", report_count(endpoint->at_once_end));
	report_put(cost, "ended", report_words(endpoint->ended));
	return cost;
}

/* "30/min" */
static json_t *rate_json(const struct report_endpoint *endpoint)
{
	const char *unit = endpoint->rate_ms == 1000 ? "s"
		: endpoint->rate_ms == 60000	     ? "min"
						     : "h";

	if (!endpoint->rate)
		return json_null();
	return json_sprintf("%u/%s", endpoint->rate, unit);
}

static json_t *limits_json(
	const struct report_endpoint *endpoint, const struct portrait *portrait)
{
	json_t *limits = json_object();

	report_put(limits, "connections",
		report_count(endpoint->limit_connections));
	report_put(limits, "idle_ms", report_count(endpoint->idle_ms));
	report_put(limits, "dialog_ms", report_count(endpoint->dialog_ms));
	report_put(limits, "flight_ms", report_count(endpoint->flight_ms));
	report_put(limits, "patience_ms", report_count(endpoint->patience_ms));
	report_put(limits, "max_connections",
		report_number(endpoint->limit_total));
	report_put(limits, "rate", rate_json(endpoint));
	report_put(limits, "delay_ms", report_number(endpoint->delay_ms));
	report_put(limits, "deadline_s", report_number(endpoint->deadline_s));
	report_put(limits, "list_limit", report_number(portrait->list_limit));
	report_put(
		limits, "list_refused", report_number(portrait->list_refused));
	return limits;
}

static json_t *hello_json(const struct report_endpoint *endpoint)
{
	json_t *hello = json_object();

	report_put(hello, "sni", report_words(endpoint->server_name));
	report_put(hello, "compression", json_string("none"));
	report_put(hello, "helo", report_words(endpoint->helo));
	return hello;
}

static json_t *senders_json(const struct portrait *portrait)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sender_table_len; i++) {
		struct sender_verdict v = { 0 };
		json_t *object = json_object();

		sender_judge(&v, &sender_table[i], portrait);
		report_put(object, "id", json_string(v.sender->id));
		report_put(object, "name", json_string(v.sender->name));
		report_put(object, "verdict",
			json_string(sender_result_name(v.result)));
		report_put(object, "reason", report_words(v.reason));
		report_put(object, "cause",
			report_words(sender_cause_name(v.cause)));
		report_put(object, "derived", json_true());
		report_put(object, "version", report_version_name(v.version));
		report_put(object, "suite",
			v.version ? report_suite_code(v.suite) : json_null());
		report_put(object, "origin", report_words(v.sender->origin));
		report_put(object, "probes", report_proof(&v.proof));
		json_array_append_new(array, object);
		sender_verdict_clear(&v);
	}
	return array;
}

static json_t *findings_json(const struct portrait *portrait, bool relay)
{
	struct findings *findings = calloc(1, sizeof(*findings));
	json_t *array = json_array();

	if (!findings)
		return array;
	findings_derive(findings, portrait, relay);
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->rows[i];
		json_t *object = json_object();

		report_put(object, "id", json_string(f->id));
		report_put(object, "severity",
			json_string(severity_name(f->severity)));
		report_put(object, "title", report_words(f->title));
		report_put(object, "detail", report_words(f->detail));
		report_put(object, "fix", report_words(f->fix));
		report_put(object, "probes", report_proof(&f->proof));
		json_array_append_new(array, object);
	}
	findings_clear(findings);
	free(findings);
	return array;
}

json_t *report_endpoint_json(
	const struct report_endpoint *endpoint, const struct portrait *portrait)
{
	const struct observation_log *log = portrait->log;
	bool relay = endpoint->dialog && !strcmp(endpoint->dialog, "smtp");
	json_t *object = json_object();

	report_put(object, "host", report_words(endpoint->host));
	report_put(object, "address", report_words(endpoint->address));
	report_put(object, "port", json_integer(endpoint->port));
	report_put(object, "dialog", report_words(endpoint->dialog));
	report_put(object, "started_ms", report_number(endpoint->started_ms));
	report_put(object, "state", json_string(truth_name(portrait->state)));
	report_put(object, "reason", report_words(portrait->state_reason));
	report_put(object, "complete", json_boolean(portrait->complete));
	report_put(object, "incomplete_reason",
		report_words(portrait->incomplete_reason));
	report_put(object, "hello", hello_json(endpoint));
	report_put(object, "findings", findings_json(portrait, relay));
	report_put(object, "versions", report_versions(portrait));
	report_put(object, "backends", report_backends(portrait));
	report_put(object, "unequal", report_unequal(portrait));
	report_put(object, "preferred",
		report_preferred(portrait->preferred, log));
	report_put(object, "preferred_tls12",
		report_preferred(portrait->preferred_tls12, log));
	report_put(object, "certificates", report_certificates(log));
	report_put(object, "senders", senders_json(portrait));
	report_put(object, "cost", cost_json(endpoint));
	report_put(object, "limits", limits_json(endpoint, portrait));
	report_put(object, "failures", report_failures(log));
	report_put(object, "probes", report_probes(log));
	return object;
}

json_t *report_json(
	const char *target, json_t *resolution, json_t *mx, json_t *endpoints)
{
	json_t *object = json_object();

	report_put(object, "schema", json_string("hallo.report/1"));
	report_put(object, "generator", json_string("hallo " HALLO_VERSION));
	report_put(object, "target", report_words(target));
	report_put(object, "resolution", resolution);
	report_put(object, "mx", mx);
	report_put(object, "endpoints", endpoints);
	return object;
}
