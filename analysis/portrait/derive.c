/* SPDX-License-Identifier: ISC */
/* See derive.h. */
#include "analysis/portrait/derive.h"

#include <stdio.h>
#include <string.h>

#include "analysis/log/cover.h"
#include "analysis/log/words.h"
#include "analysis/portrait/derive_parts.h"
#include "wire/tables/names.h"

static const struct observation *preferred_at(
	const struct observation_log *log, int version)
{
	const struct observation *first = NULL;

	for (size_t i = 0; version >= 0 && i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!observation_answered(o) || o->unasked ||
			o->version != log_versions[version])
			continue;
		if (o->purpose == PURPOSE_PREFERRED)
			return o;
		if (!first)
			first = o;
	}
	return first;
}

/* The highest version with something found, at most @from; -1: none. */
static int highest(const struct conclusions *concluded, int from)
{
	for (int v = from; v >= SSL2; v--)
		if (concluded->versions[v][OF_SUITES].n_found)
			return v;
	return -1;
}

static bool was_reached(const struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++) {
		enum outcome_kind kind = log->rows[i].kind;
		if (log->rows[i].stage > STAGE_CONNECT &&
			kind != OUTCOME_UNREACHABLE && kind != OUTCOME_NO_ROUTE)
			return true;
	}
	return false;
}

/* The longest list that a version took, where a longer one failed. */
static void note_limit(struct portrait *portrait,
	const struct subject_conclusions *suites, int version)
{
	size_t limit = (size_t)suites->number[CONCLUDED_LIMIT];

	if (!limit || limit >= QUESTION_LONGEST || !suites->n_found ||
		version == SSL2)
		return;
	if (!portrait->list_limit || limit < portrait->list_limit)
		portrait->list_limit = limit;
}

/* Where lists of harmless codes were tried it is known better. */
static void note_length(
	struct portrait *portrait, const struct observation_log *log)
{
	size_t taken, form;
	const struct observation *failed =
		portrait->list_limit ? cover_length(log, &taken) : NULL;

	if (!failed || !taken)
		return;
	/* 0x00FF stands in the list */
	form = failed->form & FORM_WITHOUT_EXTENSIONS ? 1 : 0;
	portrait->list_limit = taken + form;
	portrait->list_refused = failed->n_offered + form;
}

/* No limit is below a list that was answered: what failed then failed for
 * another reason. */
static void heed_answers(
	struct portrait *portrait, const struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!observation_answered(o) ||
			o->asked_version == VERSION_SSL2 ||
			o->n_offered <= portrait->list_limit)
			continue;
		portrait->list_limit = portrait->list_refused = 0;
		return;
	}
}

static bool saw_weather(const struct conclusions *concluded)
{
	for (int v = SSL2; v <= TLS13; v++)
		for (int s = 0; s < OF_SUBJECTS; s++)
			if (concluded->versions[v][s].number[CONCLUDED_WEATHER])
				return true;
	return false;
}

void portrait_derive_facts(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run)
{
	struct sources from = { .log = log, .run = run };
	const struct conclusions *concluded = &from.concluded;

	conclusions_read(&from.concluded, log);
	from.weather = saw_weather(concluded);
	portrait_clear(portrait);
	portrait->log = log;
	portrait->complete = true;
	portrait->reached = was_reached(log);
	intolerance_find(&portrait->intolerance, log);
	for (int v = SSL2; v <= TLS13; v++) {
		derive_version(&from, v, portrait);
		note_limit(portrait, &concluded->versions[v][OF_SUITES], v);
	}
	if (from.weather)
		portrait->list_limit = 0;
	note_length(portrait, log);
	heed_answers(portrait, log);
	portrait->preferred = preferred_at(log, highest(concluded, TLS13));
	portrait->preferred_tls12 =
		preferred_at(log, highest(concluded, TLS12));
	conclusions_clear(&from.concluded);
}

static void not_applicable(struct portrait *portrait, const char *why)
{
	portrait->state = TRUTH_NOT_APPLICABLE;
	snprintf(portrait->state_reason, sizeof(portrait->state_reason), "%s",
		why);
	portrait->complete = true;
	for (int v = SSL2; v <= TLS13; v++) {
		struct version_fact *fact = &portrait->versions[v];
		fact->state = TRUTH_NOT_APPLICABLE;
		snprintf(fact->reason, sizeof(fact->reason), "%s", why);
	}
}

static void incomplete(struct portrait *portrait, const char *why)
{
	if (!portrait->incomplete_reason[0])
		snprintf(portrait->incomplete_reason,
			sizeof(portrait->incomplete_reason), "%s", why);
	portrait->complete = false;
}

static const struct observation *last_failure(const struct observation_log *log)
{
	for (size_t i = log->n; i-- > 0;)
		if (log->rows[i].probe == 0 &&
			log->rows[i].kind != OUTCOME_CANCELLED)
			return &log->rows[i];
	return NULL;
}

static void judge_versions(struct portrait *portrait)
{
	char why[500];

	for (int v = TLS13; v >= SSL2; v--) {
		const struct version_fact *fact = &portrait->versions[v];
		snprintf(why, sizeof(why), "%s: %s",
			version_name(fact->version), fact->reason);
		if (fact->state == TRUTH_INCONCLUSIVE ||
			(fact->state == TRUTH_YES && !fact->suites_complete))
			incomplete(portrait, why);
		if (fact->state == TRUTH_YES)
			portrait->state = TRUTH_YES;
	}
}

static bool is_stuck(const struct conclusions *concluded, int version,
	enum conclusion_subject subject)
{
	return concluded->versions[version][subject].number[CONCLUDED_STATE] ==
		CHAIN_STUCK;
}

static void judge_groups(
	struct portrait *portrait, const struct conclusions *concluded)
{
	for (int v = TLS13; v >= TLS10; v--)
		if (is_stuck(concluded, v, OF_GROUPS) ||
			is_stuck(concluded, v, OF_DHE))
			incomplete(portrait,
				"some groups or DHE suites gave "
				"no clear answer");
}

static void judge_end(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run,
	const struct observation *stop)
{
	const struct observation *failure = last_failure(log);
	char why[500];

	snprintf(why, sizeof(why), "%s",
		run->cut_short ? run->cut_short : "interrupted");
	if (stop)
		words_of_failure(stop, why, sizeof(why));
	else if (!run->cut_short && failure)
		words_of_failure(failure, why, sizeof(why));
	if (stop || run->unfinished)
		incomplete(portrait, why);
}

static void judge_run(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run,
	const struct conclusions *concluded)
{
	const struct observation *stop = concluded->stop_row < 0
		? NULL
		: &log->rows[concluded->stop_row];

	if (stop && stop->kind == OUTCOME_NO_ROUTE) {
		not_applicable(
			portrait, run->ipv6 ? "no-route-v6" : "no-route-v4");
		return;
	}
	if (stop && stop->kind == OUTCOME_NO_STARTTLS) {
		not_applicable(portrait, "starttls-not-offered");
		return;
	}
	judge_end(portrait, log, run, stop);
	judge_versions(portrait);
	judge_groups(portrait, concluded);
	if (portrait->state == TRUTH_YES)
		return;
	portrait->state = portrait->complete ? TRUTH_NO : TRUTH_INCONCLUSIVE;
	snprintf(portrait->state_reason, sizeof(portrait->state_reason), "%s",
		portrait->incomplete_reason);
}

void portrait_judge(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run)
{
	struct conclusions concluded;

	conclusions_read(&concluded, log);
	judge_run(portrait, log, run, &concluded);
	conclusions_clear(&concluded);
}

void portrait_derive(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run)
{
	portrait_derive_facts(portrait, log, run);
	portrait_judge(portrait, log, run);
}
