/* SPDX-License-Identifier: ISC */
/*
 * The state of one version: there, absent or open, with the rows that prove it,
 * its controls, and why it is not settled.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/log/cover.h"
#include "analysis/log/span.h"
#include "analysis/log/words.h"
#include "analysis/portrait/derive_parts.h"
#include "analysis/portrait/reasons.h"
#include "wire/tables/names.h"

#define DEFLATE_TRIES 3

static uint32_t probe_of(const struct sources *from, long row)
{
	return row >= 0 ? from->log->rows[row].probe : 0;
}

static void prove_yes(const struct sources *from, struct version_fact *fact)
{
	for (size_t i = 0; i < from->log->n; i++) {
		const struct observation *o = &from->log->rows[i];
		if (observation_answered(o) && o->version == fact->version &&
			observation_chose_from_list(o))
			proof_add(&fact->proof, o->probe);
	}
}

/* The rows that said no; those of other questions between are left out. */
static void prove_rows(const struct sources *from, long first, long last,
	struct version_fact *fact)
{
	uint16_t asked = from->log->rows[first].asked_version;

	for (long i = first; i <= last; i++) {
		const struct observation *o = &from->log->rows[i];
		if (o->asked_version == asked &&
			!(observation_answered(o) &&
				o->version == fact->version && !o->unasked))
			proof_add(&fact->proof, o->probe);
	}
	if (!fact->refusal[0])
		words_of_refusal(&from->log->rows[first], fact->refusal,
			sizeof(fact->refusal));
}

static void prove_no(const struct sources *from,
	const struct subject_conclusions *suites, struct version_fact *fact)
{
	long implied = suites->number[CONCLUDED_IMPLIED_BY];

	if (implied >= 0) {
		prove_rows(from, implied, implied, fact);
		return;
	}
	for (size_t i = 0; i < suites->n_refusals; i++)
		if (!suites->refusals[i].dropped)
			prove_rows(from, suites->refusals[i].first,
				suites->refusals[i].last, fact);
	if (suites->number[CONCLUDED_FIRST] >= 0)
		prove_rows(from, suites->number[CONCLUDED_FIRST],
			suites->number[CONCLUDED_LAST], fact);
}

/* The weakest of the spans counts; all their controls are named. */
static enum span note_controls(const struct sources *from,
	const struct subject_conclusions *suites, struct version_fact *fact)
{
	enum span worst = SPAN_CONFIRMED;

	for (size_t i = 0; i < suites->n_refusals; i++) {
		long before = -1, after = -1;
		enum span span;
		if (suites->refusals[i].dropped)
			continue;
		span = span_judge(from->log, suites->refusals[i].first,
			suites->refusals[i].last, &before, &after);
		proof_add(&fact->controls, probe_of(from, before));
		proof_add(&fact->controls, probe_of(from, after));
		if (span != SPAN_CONFIRMED)
			worst = span;
	}
	if (worst != SPAN_CONFIRMED &&
		span_insists(suites->refusals, suites->n_refusals,
			(unsigned)suites->number[CONCLUDED_ROUNDS], from->log))
		return SPAN_CONFIRMED;
	return worst;
}

static void because(struct version_fact *fact, const char *reason)
{
	snprintf(fact->reason, sizeof(fact->reason), "%s", reason);
}

static bool offers_found(
	const struct subject_conclusions *suites, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++)
		if (conclusions_found(suites, o->offered[i]))
			return true;
	return false;
}

static bool same_end(const struct observation *a, const struct observation *b)
{
	return a->kind == b->kind && a->alert == b->alert;
}

/* Was a list that is no longer than those which were answered, and holds what
 * the server has, met by the very end that counts as a refusal? Then it is not
 * the suites that the end is about. */
static bool is_contradicted(const struct sources *from, uint16_t version,
	const struct subject_conclusions *suites, const struct observation *end)
{
	unsigned form = (unsigned)suites->number[CONCLUDED_FORM];

	for (size_t i = 0; !observation_answered(end) && i < from->log->n;
		i++) {
		const struct observation *o = &from->log->rows[i];
		if (o->asked_version == version &&
			o->purpose != PURPOSE_GROUPS &&
			o->purpose != PURPOSE_DHE && same_end(o, end) &&
			(long)o->n_offered <=
				suites->number[CONCLUDED_LONGEST] &&
			(!((o->form ^ form) & FORM_WITHOUT_EXTENSIONS) ||
				version <= VERSION_SSL3 ||
				version == VERSION_TLS13) &&
			offers_found(suites, o))
			return true;
	}
	return false;
}

static bool any_contradicted(const struct sources *from, uint16_t version,
	const struct subject_conclusions *suites)
{
	for (size_t i = 0; i < suites->n_refusals; i++)
		if (!suites->refusals[i].dropped &&
			is_contradicted(from, version, suites,
				&from->log->rows[suites->refusals[i].last]))
			return true;
	return false;
}

/* SSL 2 answers with a list of its own; and where all code points are asked for
 * no suite fits beside what was refused. */
static bool can_cover(const struct sources *from, int version)
{
	return version != SSL2 &&
		from->run->n_suites[version] <= QUESTION_LONGEST;
}

/* Is there a refusal that no answer covers? */
static bool lacks_cover(const struct sources *from, int version,
	const struct subject_conclusions *suites)
{
	return can_cover(from, version) &&
		cover_first_missing(from->log, suites->refusals,
			suites->n_refusals,
			(size_t)suites->number[CONCLUDED_LIMIT]) <
		suites->n_refusals;
}

/* A refusal that names the version (alert 70) is about nothing else; another
 * one may be about the hello, unless one as long was answered. */
static bool is_about_version(const struct sources *from, int version,
	const struct subject_conclusions *suites)
{
	const struct observation_log *log = from->log;
	bool length = cover_length(log, NULL);

	for (size_t i = 0; i < suites->n_refusals; i++)
		for (long row = suites->refusals[i].first;
			!suites->refusals[i].dropped &&
			row <= suites->refusals[i].last;
			row++) {
			const struct observation *o = &log->rows[row];
			if (o->alert == ALERT_PROTOCOL_VERSION ||
				(!observation_answered(o) &&
					cover_version(log, o, !length)))
				return true;
		}
	return !can_cover(from, version);
}

static bool offers_tls13(const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++) {
		const struct suite *suite = suite_find(o->offered[i]);
		if (suite && suite->family == SUITE_TLS13)
			return true;
	}
	return false;
}

/* Where only chosen suites are asked for, a hello for TLS 1.3 may have none of
 * its suites: what refuses it, but for alert 70, speaks of these alone. */
static bool was_asked(const struct sources *from, int version,
	const struct subject_conclusions *suites)
{
	const struct observation *rows = from->log->rows;
	long implied_by = suites->number[CONCLUDED_IMPLIED_BY];

	if (version != TLS13)
		return true;
	if (implied_by >= 0)
		return offers_tls13(&rows[implied_by]);
	for (size_t i = 0; i < suites->n_refusals; i++)
		for (long row = suites->refusals[i].first;
			!suites->refusals[i].dropped &&
			row <= suites->refusals[i].last;
			row++)
			if (rows[row].asked_version == VERSION_TLS13 &&
				(rows[row].alert == ALERT_PROTOCOL_VERSION ||
					offers_tls13(&rows[row])))
				return true;
	return false;
}

static const char *const closes_now_and_then =
	"the server closes or resets now and then, so that this is no proof";

static void derive_absent(const struct sources *from, int version,
	const struct subject_conclusions *suites, struct version_fact *fact)
{
	prove_no(from, suites, fact);
	fact->state = TRUTH_NO;
	if (suites->number[CONCLUDED_IMPLIED_BY] >= 0) {
		proof_add(&fact->controls,
			probe_of(from, suites->number[CONCLUDED_IMPLIED_BY]));
		because(fact,
			"a hello for this version or above was answered "
			"in a lower one");
	} else if (suites->number[CONCLUDED_SOFT] && from->weather) {
		fact->state = TRUTH_INCONCLUSIVE;
		because(fact, closes_now_and_then);
	} else if (!is_about_version(from, version, suites)) {
		fact->state = TRUTH_INCONCLUSIVE;
		because(fact,
			"refused, but no hello that is as long and holds the "
			"same suites was answered in any version");
	} else if (note_controls(from, suites, fact) == SPAN_CONFIRMED) {
		because(fact, "refused");
	} else {
		fact->state = TRUTH_INCONCLUSIVE;
		because(fact,
			"refused, but no control was answered before "
			"and after");
	}
}

static void derive_present(const struct sources *from, int version,
	const struct subject_conclusions *suites, struct version_fact *fact)
{
	fact->state = TRUTH_YES;
	prove_yes(from, fact);
	if (suites->number[CONCLUDED_STATE] == CHAIN_STUCK)
		because(fact, suites->words);
	else if (suites->number[CONCLUDED_STATE] == CHAIN_RUNNING)
		because(fact, "the list was not finished");
	else if (suites->number[CONCLUDED_SOFT] && from->weather)
		because(fact, closes_now_and_then);
	else if (any_contradicted(from, fact->version, suites))
		because(fact,
			"it refuses lists that hold suites which it has, so "
			"that a refusal is no proof");
	else if (lacks_cover(from, version, suites))
		because(fact,
			"the rest was refused in lists of which none was ever "
			"answered: one code of them may be what is refused");
	else if (note_controls(from, suites, fact) != SPAN_CONFIRMED)
		because(fact,
			"the rest of the list was refused, but no "
			"control was answered before and after");
	else
		fact->suites_complete = true;
	if (version == SSL2 && !suites->n_found)
		because(fact, "SERVER-HELLO without a cipher kind");
}

static bool ssl2_without_kinds(
	int version, const struct subject_conclusions *suites)
{
	return version == SSL2 &&
		suites->number[CONCLUDED_STATE] == CHAIN_COMPLETE &&
		!suites->n_found;
}

static void derive_open(const struct sources *from,
	const struct subject_conclusions *suites, struct version_fact *fact)
{
	fact->state = TRUTH_INCONCLUSIVE;
	if (suites->number[CONCLUDED_STATE] == CHAIN_STUCK) {
		prove_no(from, suites, fact);
		because(fact, suites->words);
	} else if (suites->number[CONCLUDED_STATE] == CHAIN_RUNNING) {
		because(fact, "interrupted before there was an answer");
	} else {
		because(fact, "not reached");
	}
}

/* Does it pick DEFLATE? Asked until it was answered, or three times. */
static void derive_deflate(
	const struct observation_log *log, struct version_fact *fact)
{
	unsigned tries = 0;

	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (o->purpose != PURPOSE_COMPRESSION ||
			o->asked_version != fact->version)
			continue;
		proof_add(&fact->deflate_proof, o->probe);
		if (o->kind == OUTCOME_CANCELLED)
			continue;
		if (observation_answered(o))
			fact->deflate =
				o->compression == 1 ? TRUTH_YES : TRUTH_NO;
		else if (++tries >= DEFLATE_TRIES)
			fact->deflate = TRUTH_INCONCLUSIVE;
	}
}

void derive_version(
	const struct sources *from, int version, struct portrait *portrait)
{
	struct version_fact *fact = &portrait->versions[version];
	const struct subject_conclusions *suites =
		&from->concluded.versions[version][OF_SUITES];
	bool asked = from->run->versions & 1u << version &&
		from->run->n_suites[version];

	fact->version = log_versions[version];
	fact->plain.prime = fact->rfc7919.prime = -1;
	if (!asked && !suites->n_found) {
		fact->state = TRUTH_NOT_ASKED;
		return;
	}
	if (suites->n_found || ssl2_without_kinds(version, suites)) {
		derive_present(from, version, suites, fact);
		derive_suites(from, version, fact);
		derive_groups(from, version, fact);
	} else if (suites->number[CONCLUDED_STATE] == CHAIN_ABSENT &&
		!was_asked(from, version, suites)) {
		because(fact, "only suites of other versions were asked for");
	} else if (suites->number[CONCLUDED_STATE] == CHAIN_ABSENT) {
		derive_absent(from, version, suites, fact);
	} else {
		derive_open(from, suites, fact);
	}
	reason_add_cause(from->log, &portrait->intolerance, fact);
	derive_deflate(from->log, fact);
}
