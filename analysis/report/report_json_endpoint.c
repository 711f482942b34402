/* SPDX-License-Identifier: ISC */
/*
 * One endpoint of a report as JSON: its facts, what follows from them, and what
 * it cost.
 */
#include "analysis/report/report_parts.h"

static json_t *cost_row_json(
	const struct cost *cost, const struct cost_row *row)
{
	switch (row->kind) {
	case COST_KIND_WORDS:
		return report_words(cost_words(cost, row));
	case COST_KIND_REPORT:
		return report_number(cost_number(cost, row));
	case COST_KIND_SUM:
	case COST_KIND_LAST:
	case COST_KIND_SECONDS:
		break;
	}
	return report_count(cost_number(cost, row));
}

static json_t *cost_json(const struct cost *cost)
{
	json_t *object = json_object();

	for (size_t i = 0; i < cost_rows_len; i++)
		report_put(object, cost_rows[i].name,
			cost_row_json(cost, &cost_rows[i]));
	return object;
}

static json_t *limits_json(const struct report_endpoint *endpoint)
{
	const struct limits *limits = &endpoint->limits;
	const struct budget_limits *budget = &endpoint->budget;
	json_t *object = json_object();
	char rate[RATE_ROOM];

	report_put(object, "connections", report_count(limits->connections));
	report_put(object, "idle_ms", report_count(limits->idle_ms));
	report_put(object, "dialog_ms", report_count(limits->dialog_ms));
	report_put(object, "flight_ms", report_count(limits->flight_ms));
	report_put(object, "patience_ms", report_count(limits->patience_ms));
	report_put(
		object, "unanswered_ms", report_count(limits->unanswered_ms));
	report_put(
		object, "max_connections", report_number(budget->connections));
	report_put(object, "rate", report_words(report_rate(rate, budget)));
	report_put(object, "delay_ms", report_number(budget->delay_ms));
	report_put(object, "deadline_s", report_number(limits->deadline_s));
	report_put(object, "list_limit", report_number(endpoint->list_limit));
	report_put(
		object, "list_refused", report_number(endpoint->list_refused));
	return object;
}

static json_t *hello_json(const struct report_asked *asked)
{
	json_t *hello = json_object();

	report_put(hello, "sni", report_words(asked->server_name));
	report_put(hello, "compression", json_string("none"));
	report_put(hello, "helo", report_words(asked->helo));
	return hello;
}

static json_t *finding_json(const struct report_finding *finding)
{
	json_t *object = json_object();

	report_put(object, "id", json_string(finding->id));
	report_put(object, "severity",
		json_string(severity_name(finding->severity)));
	report_put(object, "title", report_words(finding->title));
	report_put(object, "detail", report_words(finding->detail));
	report_put(object, "fix", report_words(finding->fix));
	report_put(object, "probes", report_proof_json(&finding->proof));
	return object;
}

json_t *report_findings_json(const struct report_finding *findings, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, finding_json(&findings[i]));
	return array;
}

static json_t *backends_json(const struct report_endpoint *endpoint)
{
	json_t *array = json_array();

	for (size_t i = 0; i < endpoint->n_backends; i++) {
		const struct report_backend *backend = &endpoint->backends[i];
		json_t *object = json_object();

		report_put(object, "name", report_words(backend->name));
		report_put(
			object, "greetings", report_count(backend->greetings));
		report_put(object, "met", report_count(backend->met));
		report_put(object, "of", report_count(backend->of));
		report_put(object, "state",
			json_string(truth_name(backend->state)));
		report_put(object, "complete", json_boolean(backend->complete));
		report_put(object, "incomplete_reason",
			report_words(backend->incomplete_reason));
		report_put(object, "versions",
			report_versions_json(backend->versions));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *unequal_json(const struct report_unequal *unequal)
{
	json_t *object, *probes;

	if (!unequal->seen)
		return json_null();
	object = json_object();
	probes = json_array();
	for (size_t i = 0; i < 2; i++)
		json_array_append_new(probes, report_count(unequal->probes[i]));
	report_put(object, "first", report_count(unequal->first));
	report_put(object, "second", report_count(unequal->second));
	report_put(object, "of", report_count(unequal->of));
	report_put(object, "probes", probes);
	return object;
}

static json_t *certificates_json(const struct report_endpoint *endpoint)
{
	json_t *array = json_array();

	for (size_t i = 0; i < endpoint->n_certificates; i++) {
		const struct report_certificate *one =
			&endpoint->certificates[i];
		json_t *object = certificate_words_value(&one->words);

		report_put(object, "probes", report_proof_json(&one->proof));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *sender_json(const struct report_sender *sender)
{
	json_t *object = json_object();

	report_put(object, "id", json_string(sender->sender->id));
	report_put(object, "name", json_string(sender->sender->name));
	report_put(object, "verdict",
		json_string(sender_result_name(sender->result)));
	report_put(object, "reason", report_words(sender->reason));
	report_put(object, "cause",
		report_words(sender_cause_name(sender->cause)));
	report_put(object, "derived", json_true());
	report_put(object, "version", report_words(sender->version));
	report_put(object, "suite", report_words(sender->suite_code));
	report_put(object, "origin", report_words(sender->sender->origin));
	report_put(object, "probes", report_proof_json(&sender->proof));
	report_put(object, "unless", report_words(sender->unless));
	report_put(object, "kind",
		json_string(sender_kind_name(sender->sender->kind)));
	report_put(object, "common", json_boolean(sender->sender->common));
	report_put(object, "server_name",
		json_string(
			sender_server_name_word(sender->sender->server_name)));
	return object;
}

static json_t *senders_json(const struct report_endpoint *endpoint)
{
	json_t *array = json_array();

	for (size_t i = 0; i < endpoint->n_senders; i++)
		json_array_append_new(
			array, sender_json(&endpoint->senders[i]));
	return array;
}

static void put_facts(json_t *object, const struct report_endpoint *endpoint)
{
	report_put(object, "findings",
		report_findings_json(endpoint->findings, endpoint->n_findings));
	report_put(
		object, "versions", report_versions_json(endpoint->versions));
	report_put(object, "backends", backends_json(endpoint));
	report_put(object, "unequal", unequal_json(&endpoint->unequal));
	report_put(object, "preferred",
		report_answer_json(&endpoint->preferred, endpoint));
	report_put(object, "preferred_tls12",
		report_answer_json(&endpoint->preferred_tls12, endpoint));
	report_put(object, "certificates", certificates_json(endpoint));
	report_put(object, "senders", senders_json(endpoint));
}

json_t *report_endpoint_json(const struct report_endpoint *endpoint)
{
	const struct report_asked *asked = &endpoint->asked;
	json_t *object = json_object();

	report_put(object, "host", report_words(asked->host));
	report_put(object, "address", report_words(asked->address));
	report_put(object, "port", json_integer(asked->port));
	report_put(object, "dialog", report_words(asked->dialog));
	report_put(object, "started_ms", report_number(asked->started_ms));
	report_put(object, "state", json_string(truth_name(endpoint->state)));
	report_put(object, "reason", report_words(endpoint->reason));
	report_put(object, "complete", json_boolean(endpoint->complete));
	report_put(object, "incomplete_reason",
		report_words(endpoint->incomplete_reason));
	report_put(object, "hello", hello_json(asked));
	put_facts(object, endpoint);
	report_put(object, "cost", cost_json(&endpoint->cost));
	report_put(object, "limits", limits_json(endpoint));
	report_put(object, "failures", report_failures_json(endpoint));
	report_put(object, "probes", report_probes_json(endpoint));
	return object;
}
