/* SPDX-License-Identifier: ISC */
/*
 * The proof of a report: each probe of the log with what it asked and what came
 * back, and the connections that failed before they had a go-ahead.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/report/report_parts.h"
#include "wire/tables/names.h"

static json_t *errno_json(int errnum)
{
	return errnum ? json_string(strerrordesc_np(errnum)) : json_null();
}

static json_t *reply_json(const struct observation *o)
{
	return o->n_reply ? report_text(o->reply, o->n_reply) : json_null();
}

static void put_alert(json_t *object, const struct observation *o)
{
	bool fatal = o->kind == OUTCOME_ALERT;
	const struct code_name *name = fatal ? alert_find(o->alert) : NULL;

	report_put(
		object, "alert", fatal ? json_integer(o->alert) : json_null());
	report_put(object, "alert_name", report_words(name ? name->name : ""));
	report_put(object, "warning", report_number(o->warning));
	report_put(object, "ssl2_error", report_number(o->ssl2_error));
}

json_t *report_unasked(const struct observation *o)
{
	json_t *object;

	if (!o->unasked)
		return json_null();
	object = json_object();
	report_put(object, "what", json_string(o->unasked));
	report_put(object, "code", json_sprintf("0x%04X", o->unasked_code));
	return object;
}

static json_t *fault_json(const struct observation *o)
{
	char words[200];

	if (o->kind != OUTCOME_MALFORMED)
		return json_null();
	fault_text(&o->fault, words, sizeof words);
	return report_words(words);
}

/* What both a probe and a connection without go-ahead can tell. */
void report_put_connection(json_t *object, const struct observation *o)
{
	report_put(object, "outcome", json_string(outcome_kind_name(o->kind)));
	report_put(object, "stage", json_string(stage_name(o->stage)));
	report_put(object, "error", errno_json(o->errnum));
	report_put(object, "reply", reply_json(o));
	report_put(object, "early", json_boolean(o->early));
	report_put(object, "local_port", report_number(o->local_port));
	report_put(object, "started_ms", json_integer(o->started_ms));
	report_put(object, "ready_ms", json_integer(o->ready_ms));
	report_put(object, "answer_ms", json_integer(o->answer_ms));
	report_put(object, "bytes_out", report_count(o->bytes_out));
	report_put(object, "bytes_in", report_count(o->bytes_in));
}

static json_t *certificate_index(const struct observation *o)
{
	return o->certificate >= 0 ? json_integer(o->certificate) : json_null();
}

static json_t *probe_json(const struct observation *o)
{
	json_t *object = json_object();

	report_put(object, "id", json_integer(o->probe));
	report_put(object, "version", report_version_name(o->asked_version));
	report_put(
		object, "purpose", json_string(probe_purpose_name(o->purpose)));
	report_put(object, "shape",
		json_string(o->form & FORM_RFC7919 ? "rfc7919" : "plain"));
	report_put(object, "extensions",
		json_boolean(!(o->form & FORM_WITHOUT_EXTENSIONS)));
	report_put(object, "n_suites", report_count(o->n_offered));
	report_put(object, "n_groups", report_count(o->n_groups));
	put_alert(object, o);
	report_put(object, "answer_version", report_version_name(o->version));
	report_put(object, "suite",
		o->has_suite ? report_suite_code(o->suite) : json_null());
	report_put(object, "group", report_group_name(o->group));
	report_put(object, "dh_bits", report_number(o->dh_bits));
	report_put(object, "signature_scheme",
		report_scheme_name(o->signature_scheme));
	report_put(object, "certificate", certificate_index(o));
	report_put(object, "unasked", report_unasked(o));
	report_put(object, "fault", fault_json(o));
	report_put_connection(object, o);
	return object;
}

json_t *report_probes(const struct observation_log *log)
{
	json_t *array = json_array();

	for (size_t i = 0; log && i < log->n; i++)
		if (log->rows[i].probe != 0)
			json_array_append_new(array, probe_json(&log->rows[i]));
	return array;
}

json_t *report_failures(const struct observation_log *log)
{
	json_t *array = json_array();

	for (size_t i = 0; log && i < log->n; i++) {
		json_t *object;

		if (log->rows[i].probe != 0)
			continue;
		object = json_object();
		report_put_connection(object, &log->rows[i]);
		json_array_append_new(array, object);
	}
	return array;
}
