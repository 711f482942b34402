/* SPDX-License-Identifier: ISC */
/*
 * See recording.h. The lines are those of a transcript, so that their writer
 * and reader are on the way, too.
 */
#include "tests/analysis/recording.h"

#include <assert.h>
#include <stdio.h>

#include "analysis/report/transcript.h"
#include "wire/tables/names.h"

static size_t wanted(void *ctx)
{
	const struct recording *recording = ctx;

	return machines_driver.wanted(recording->audit);
}

/* Up to the first @n, as one line. */
static void write_decisions(struct recording *recording, size_t n)
{
	const struct observation_log *log = machines_log(recording->audit);
	size_t from = recording->n_decisions;

	recording->n_decisions = n;
	if (from < n)
		json_array_append_new(recording->lines,
			transcript_decided_json(
				0, &log->decisions[from], n - from));
}

static bool next(void *ctx, struct probe *probe)
{
	struct recording *recording = ctx;
	const struct observation_log *log = machines_log(recording->audit);
	bool asks = machines_driver.next(recording->audit, probe);
	struct machines_asked asked = machines_asked(recording->audit);

	if (asks) {
		write_decisions(recording, asked.n_decisions);
		json_array_append_new(
			recording->lines, transcript_asked_json(0, &asked));
	}
	write_decisions(recording, log->n_decisions);
	return asks;
}

static void learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct recording *recording = ctx;
	const struct observation_log *log = machines_log(recording->audit);

	write_decisions(recording, log->n_decisions);
	json_array_append_new(
		recording->lines, transcript_exchange_json(0, probe, outcome));
	machines_driver.learn(recording->audit, probe, outcome);
	write_decisions(recording, log->n_decisions);
}

const struct inquiry_driver recording_driver = { wanted, next, learn };

void recording_begin(struct recording *recording, struct machines *audit)
{
	*recording =
		(struct recording){ .audit = audit, .lines = json_array() };
}

void recording_clear(struct recording *recording)
{
	json_decref(recording->lines);
	*recording = (struct recording){ 0 };
}

size_t recording_size(const struct recording *recording)
{
	return json_array_size(recording->lines);
}

size_t recording_hellos(const struct recording *recording, size_t n)
{
	size_t hellos = 0;

	for (size_t i = 0; i < n; i++)
		hellos += json_object_get(json_array_get(recording->lines, i),
				  "asked") != NULL;
	return hellos;
}

static void tell(
	const struct recording *recording, size_t n, struct machines *audit)
{
	for (size_t i = 0; i < n; i++) {
		json_t *line = json_array_get(recording->lines, i);
		struct transcript_event event;
		char message[TRANSCRIPT_MESSAGE];
		bool good;

		if (json_object_get(line, "part")) {
			machines_tell_end(audit);
			continue;
		}
		good = transcript_event_read(&event, line, message);
		assert(good);
		transcript_event_tell(&event, audit);
		transcript_event_clear(&event);
	}
	machines_tell_end(audit);
}

void recording_retell(
	const struct recording *recording, size_t n, struct machines *audit)
{
	tell(recording, n, audit);
	machines_go_on(audit);
}

void recording_resume(struct recording *recording,
	const struct recording *before, size_t n, struct machines *audit)
{
	recording_begin(recording, audit);
	tell(before, n, audit);
	recording->n_decisions = machines_log(audit)->n_decisions;
	machines_go_on(audit);
	for (size_t i = 0; i < n; i++)
		json_array_append(
			recording->lines, json_array_get(before->lines, i));
	json_array_append_new(recording->lines, json_pack("{s:b}", "part", 1));
}

static bool suites_agree(
	const struct version_fact *a, const struct version_fact *b)
{
	if (a->n_suites != b->n_suites)
		return false;
	for (size_t i = 0; i < a->n_suites; i++)
		if (a->suites[i].code != b->suites[i].code)
			return false;
	return true;
}

static bool groups_agree(
	const struct version_fact *a, const struct version_fact *b)
{
	if (a->n_groups != b->n_groups)
		return false;
	for (size_t i = 0; i < a->n_groups; i++)
		if (a->groups[i].code != b->groups[i].code ||
			a->groups[i].state != b->groups[i].state)
			return false;
	return true;
}

static const char *difference(
	const struct version_fact *a, const struct version_fact *b)
{
	if (a->state != b->state)
		return "state";
	if (!suites_agree(a, b) || a->suites_complete != b->suites_complete)
		return "suites";
	if (a->order != b->order || a->groups_order != b->groups_order)
		return "order";
	if (a->plain.state != b->plain.state ||
		a->rfc7919.state != b->rfc7919.state ||
		a->deflate != b->deflate)
		return "DHE or compression";
	return groups_agree(a, b) ? NULL : "groups";
}

bool portraits_agree(const struct portrait *a, const struct portrait *b,
	char *why, size_t size)
{
	for (int v = 0; v < PORTRAIT_VERSIONS; v++) {
		const struct version_fact *x = &a->versions[v];
		const struct version_fact *y = &b->versions[v];
		const char *what = difference(x, y);

		if (!what)
			continue;
		snprintf(why, size, "%s: %s (%s; %s)", version_name(x->version),
			what, x->reason, y->reason);
		return false;
	}
	snprintf(why, size, "complete: %s; %s", a->incomplete_reason,
		b->incomplete_reason);
	return a->complete == b->complete && a->state == b->state;
}
