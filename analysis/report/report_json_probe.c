/* SPDX-License-Identifier: ISC */
/*
 * The rows of the log as JSON.
 */
#include <string.h>

#include "analysis/report/report_parts.h"

/* Adds what a connection can tell. */
static void put_connection(
	json_t *object, const struct report_connection *connection)
{
	const char *error =
		connection->errnum ? strerrordesc_np(connection->errnum) : "";

	report_put(object, "outcome",
		json_string(outcome_kind_name(connection->outcome)));
	report_put(object, "stage", json_string(stage_name(connection->stage)));
	report_put(object, "error", report_words(error));
	report_put(object, "reply", report_words(connection->reply));
	report_put(object, "early", json_boolean(connection->early));
	report_put(object, "local_port", report_number(connection->local_port));
	report_put(object, "started_ms", report_count(connection->started_ms));
	report_put(object, "ready_ms", report_count(connection->ready_ms));
	report_put(object, "answer_ms", report_count(connection->answer_ms));
	report_put(object, "bytes_out", report_count(connection->bytes_out));
	report_put(object, "bytes_in", report_count(connection->bytes_in));
}

static json_t *unasked_json(const char *unasked, uint32_t code)
{
	json_t *object;

	if (!*unasked)
		return json_null();
	object = json_object();
	report_put(object, "what", json_string(unasked));
	report_put(object, "code", json_sprintf("0x%04X", code));
	return object;
}

/* -1: null */
static json_t *index_json(int index)
{
	return index >= 0 ? json_integer(index) : json_null();
}

static void put_answer(json_t *object, const struct report_probe *probe)
{
	report_put(object, "alert", index_json(probe->alert));
	report_put(object, "alert_name", report_words(probe->alert_name));
	report_put(object, "warning", report_number(probe->warning));
	report_put(object, "ssl2_error", report_number(probe->ssl2_error));
	report_put(
		object, "answer_version", report_words(probe->answer_version));
	report_put(object, "suite", report_words(probe->suite));
	report_put(object, "group", report_words(probe->group));
	report_put(object, "dh_bits", report_number(probe->dh_bits));
	report_put(object, "signature_scheme",
		report_words(probe->signature_scheme));
	report_put(object, "certificate", index_json(probe->certificate));
	report_put(object, "unasked",
		unasked_json(probe->unasked, probe->unasked_code));
	report_put(object, "fault", report_words(probe->fault));
}

static json_t *probe_json(const struct report_probe *probe)
{
	json_t *object = json_object();

	report_put(object, "id", json_integer(probe->id));
	report_put(object, "version", report_words(probe->version));
	report_put(object, "purpose",
		json_string(probe_purpose_name(probe->purpose)));
	report_put(object, "shape",
		json_string(probe->shape == DHE_RFC7919 ? "rfc7919" : "plain"));
	report_put(object, "extensions", json_boolean(probe->with_extensions));
	report_put(object, "n_suites", report_count(probe->n_suites));
	report_put(object, "n_groups", report_count(probe->n_groups));
	put_answer(object, probe);
	put_connection(object, &probe->connection);
	return object;
}

json_t *report_probes_json(const struct report_endpoint *endpoint)
{
	json_t *array = json_array();

	for (size_t i = 0; i < endpoint->n_probes; i++)
		json_array_append_new(array, probe_json(&endpoint->probes[i]));
	return array;
}

json_t *report_failures_json(const struct report_endpoint *endpoint)
{
	json_t *array = json_array();

	for (size_t i = 0; i < endpoint->n_failures; i++) {
		json_t *object = json_object();

		put_connection(object, &endpoint->failures[i]);
		json_array_append_new(array, object);
	}
	return array;
}
