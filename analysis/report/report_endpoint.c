/* SPDX-License-Identifier: ISC */
/*
 * One endpoint of a report, from its portrait, the rules and the senders.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/report/report_parts.h"

static void fill_asked(struct arena *arena, struct report_asked *asked,
	const struct report_asked *from)
{
	asked->host = arena_words(arena, from->host);
	asked->address = arena_words(arena, from->address);
	asked->port = from->port;
	asked->dialog = arena_words(arena, from->dialog);
	asked->server_name = arena_words(arena, from->server_name);
	asked->helo = arena_words(arena, from->helo);
	asked->started_ms = from->started_ms;
}

struct report_finding *report_copy_findings(
	struct arena *arena, const struct findings *findings)
{
	struct report_finding *list =
		arena_zeroed(arena, findings->n, sizeof(*list));

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *from = &findings->rows[i];

		list[i] = (struct report_finding){
			.id = from->id,
			.severity = from->severity,
			.title = arena_words(arena, from->title),
			.detail = arena_words(arena, from->detail),
			.fix = arena_words(arena, from->fix),
			.proof = report_copy_proof(arena, &from->proof),
		};
	}
	return list;
}

static void fill_findings(struct arena *arena, struct report_endpoint *endpoint,
	const struct portrait *portrait, const struct sender_context *context)
{
	struct findings *findings = xcalloc(1, sizeof(*findings));

	findings_derive(findings, portrait, context);
	endpoint->n_findings = findings->n;
	endpoint->findings = report_copy_findings(arena, findings);
	findings_clear(findings);
	free(findings);
}

static void fill_sender(struct arena *arena, struct report_sender *sender,
	const struct sender *judged, const struct portrait *portrait,
	const struct sender_context *context)
{
	struct sender_verdict v = { 0 };
	char room[CODE_ROOM];

	sender_judge(&v, judged, portrait, context);
	*sender = (struct report_sender){
		.sender = judged,
		.result = v.result,
		.cause = v.cause,
		.reason = arena_words(arena, v.reason),
		.unless = arena_words(arena, v.unless),
		.version = arena_words(arena, version_text(room, v.version)),
		.suite = v.suite,
		.suite_code = v.version
			? arena_words(arena, suite_code_text(room, v.suite))
			: "",
		.proof = report_copy_proof(arena, &v.proof),
	};
	sender_verdict_clear(&v);
}

static void fill_senders(struct arena *arena, struct report_endpoint *endpoint,
	const struct portrait *portrait, const struct sender_context *context)
{
	endpoint->senders = arena_zeroed(
		arena, sender_table_len, sizeof(*endpoint->senders));
	for (size_t i = 0; i < sender_table_len; i++)
		if (sender_comes(&sender_table[i], context->dialog))
			fill_sender(arena,
				&endpoint->senders[endpoint->n_senders++],
				&sender_table[i], portrait, context);
}

static void fill_backends(struct arena *arena, struct report_endpoint *endpoint,
	const struct portrait *portrait)
{
	endpoint->n_backends = portrait->n_backends;
	endpoint->backends = arena_zeroed(
		arena, portrait->n_backends, sizeof(*endpoint->backends));
	for (size_t i = 0; i < portrait->n_backends; i++) {
		const struct backend_fact *from = &portrait->backends[i];
		struct report_backend *backend = &endpoint->backends[i];

		backend->name = arena_words(arena, from->name);
		backend->greetings = from->n_faces;
		backend->met = from->met;
		backend->of = from->of;
		backend->state = from->portrait->state;
		backend->complete = from->portrait->complete;
		backend->incomplete_reason =
			arena_words(arena, from->portrait->incomplete_reason);
		report_fill_versions(arena, backend->versions, from->portrait);
	}
}

static struct report_unequal unequal_of(const struct portrait *portrait)
{
	return (struct report_unequal){
		.seen = portrait->unequal,
		.first = portrait->unequal_met[0],
		.second = portrait->unequal_met[1],
		.of = portrait->unequal_asked,
		.probes = { portrait->unequal_probes[0],
			portrait->unequal_probes[1] },
	};
}

static struct proof shown_in(
	struct arena *arena, const struct observation_log *log, size_t index)
{
	struct proof proof = { 0 };

	proof.probes = arena_zeroed(arena, log->n, sizeof(*proof.probes));
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].certificate == (int)index)
			proof.probes[proof.n++] = log->rows[i].probe;
	return proof;
}

static void fill_certificates(struct arena *arena,
	struct report_endpoint *endpoint, const struct observation_log *log)
{
	if (!log)
		return;
	endpoint->n_certificates = log->n_certificates;
	endpoint->certificates = arena_zeroed(
		arena, log->n_certificates, sizeof(*endpoint->certificates));
	for (size_t i = 0; i < log->n_certificates; i++) {
		struct report_certificate *one = &endpoint->certificates[i];

		certificate_words_of(arena, &one->words, &log->certificates[i]);
		one->proof = shown_in(arena, log, i);
	}
}

void report_fill(struct report *report, struct report_endpoint *endpoint,
	const struct report_asked *asked, const struct portrait *portrait)
{
	struct arena *arena = &report->arena;
	const struct observation_log *log = portrait->log;
	struct sender_context context = { 0 };

	fill_asked(arena, &endpoint->asked, asked);
	context.dialog = endpoint->asked.dialog;
	context.named = *endpoint->asked.server_name != '\0';
	endpoint->state = portrait->state;
	endpoint->reason = arena_words(arena, portrait->state_reason);
	endpoint->complete = portrait->complete;
	endpoint->incomplete_reason =
		arena_words(arena, portrait->incomplete_reason);
	fill_findings(arena, endpoint, portrait, &context);
	report_fill_versions(arena, endpoint->versions, portrait);
	fill_backends(arena, endpoint, portrait);
	endpoint->unequal = unequal_of(portrait);
	report_fill_answer(
		arena, &endpoint->preferred, portrait->preferred, log);
	report_fill_answer(arena, &endpoint->preferred_tls12,
		portrait->preferred_tls12, log);
	fill_certificates(arena, endpoint, log);
	fill_senders(arena, endpoint, portrait, &context);
	endpoint->list_limit = portrait->list_limit;
	endpoint->list_refused = portrait->list_refused;
	report_fill_rows(arena, endpoint, log);
}
