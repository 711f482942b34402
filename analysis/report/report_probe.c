/* SPDX-License-Identifier: ISC */
/*
 * The proof of a report: each probe of the log with what it asked and what came
 * back, and the connections that failed before they had a go-ahead.
 */
#include <string.h>

#include "analysis/report/report_parts.h"

static void fill_connection(struct arena *arena,
	struct report_connection *connection, const struct observation *o)
{
	*connection = (struct report_connection){
		.outcome = o->kind,
		.stage = o->stage,
		.errnum = o->errnum,
		.reply = arena_bytes(arena, o->reply, o->n_reply),
		.early = o->early,
		.local_port = o->local_port,
		.started_ms = o->started_ms,
		.ready_ms = o->ready_ms,
		.answer_ms = o->answer_ms,
		.bytes_out = o->bytes_out,
		.bytes_in = o->bytes_in,
	};
}

static const char *fault_words(struct arena *arena, const struct observation *o)
{
	char words[200];

	if (o->kind != OUTCOME_MALFORMED)
		return "";
	fault_text(&o->fault, words, sizeof(words));
	return arena_words(arena, words);
}

static void fill_answer(struct arena *arena, struct report_probe *probe,
	const struct observation *o)
{
	const struct code_name *alert = NULL;
	char room[CODE_ROOM];

	probe->alert = -1;
	if (o->kind == OUTCOME_ALERT) {
		probe->alert = o->alert;
		alert = alert_find(o->alert);
	}
	probe->alert_name = arena_words(arena, alert ? alert->name : "");
	probe->warning = o->warning;
	probe->ssl2_error = o->ssl2_error;
	probe->answer_version =
		arena_words(arena, version_text(room, o->version));
	probe->suite = o->has_suite
		? arena_words(arena, suite_code_text(room, o->suite))
		: "";
	probe->group = arena_words(arena, group_text(room, o->group));
	probe->dh_bits = o->dh_bits;
	probe->signature_scheme =
		arena_words(arena, scheme_text(room, o->signature_scheme));
	probe->certificate = o->certificate;
	probe->unasked = o->unasked ? o->unasked : "";
	probe->unasked_code = o->unasked_code;
	probe->fault = fault_words(arena, o);
}

static void fill_probe(struct arena *arena, struct report_probe *probe,
	const struct observation *o)
{
	char room[CODE_ROOM];

	probe->id = o->probe;
	probe->version =
		arena_words(arena, version_text(room, o->asked_version));
	probe->purpose = o->purpose;
	probe->shape = o->form & FORM_RFC7919 ? DHE_RFC7919 : DHE_PLAIN;
	probe->with_extensions = !(o->form & FORM_WITHOUT_EXTENSIONS);
	probe->n_suites = o->n_offered;
	probe->n_groups = o->n_groups;
	fill_answer(arena, probe, o);
	fill_connection(arena, &probe->connection, o);
}

static size_t count_probes(const struct observation_log *log)
{
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++)
		n += log->rows[i].probe != 0;
	return n;
}

void report_fill_rows(struct arena *arena, struct report_endpoint *endpoint,
	const struct observation_log *log)
{
	size_t n = log ? count_probes(log) : 0;

	endpoint->probes = arena_zeroed(arena, n, sizeof(*endpoint->probes));
	endpoint->failures = arena_zeroed(
		arena, log ? log->n - n : 0, sizeof(*endpoint->failures));
	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->probe)
			fill_probe(arena,
				&endpoint->probes[endpoint->n_probes++], o);
		else
			fill_connection(arena,
				&endpoint->failures[endpoint->n_failures++], o);
	}
}
