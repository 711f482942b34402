/* SPDX-License-Identifier: ISC */
/*
 * From the log and the steps to the portrait: the state of each version with
 * its proof and its controls, and whether the whole is complete.
 */
#include "analysis/portrait/derive.h"

#include <errno.h>
#include <stdio.h>

#include "analysis/log/cover.h"

static uint32_t probe_of(const struct audit *audit, long row)
{
	return row >= 0 ? audit->log.rows[row].probe : 0;
}

static void prove_yes(const struct audit *audit, struct version_fact *fact)
{
	for (size_t i = 0; i < audit->log.n; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (observation_answered(o) && o->version == fact->version &&
			observation_chose_from_list(o))
			proof_add(&fact->proof, o->probe);
	}
}

/* The rows that said no; those of other questions between are left out. */
static void prove_rows(const struct audit *audit, const struct chain *chain,
	long first, long last, struct version_fact *fact)
{
	uint16_t asked = audit->log.rows[first].asked_version;

	for (long i = first; i <= last; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (o->asked_version == asked &&
			!(observation_answered(o) &&
				o->version == chain->version && !o->unasked))
			proof_add(&fact->proof, o->probe);
	}
	if (!fact->refusal[0])
		words_of_refusal(&audit->log.rows[first], fact->refusal,
			sizeof(fact->refusal));
}

static void prove_no(const struct audit *audit, const struct chain *chain,
	struct version_fact *fact)
{
	if (chain->implied_by >= 0) {
		prove_rows(audit, chain, chain->implied_by, chain->implied_by,
			fact);
		return;
	}
	for (size_t i = 0; i < chain->n_nos; i++)
		if (!chain->nos[i].dropped)
			prove_rows(audit, chain, chain->nos[i].first,
				chain->nos[i].last, fact);
	if (chain->against.n)
		prove_rows(audit, chain, chain->against.first,
			chain->against.last, fact);
}

/* The weakest of the spans counts; all their controls are named. */
static enum span note_controls(const struct audit *audit,
	const struct chain *chain, struct version_fact *fact)
{
	enum span worst = SPAN_CONFIRMED;

	for (size_t i = 0; i < chain->n_nos; i++) {
		long before = -1, after = -1;
		enum span span;
		if (chain->nos[i].dropped)
			continue;
		span = span_judge(&audit->log, chain->nos[i].first,
			chain->nos[i].last, &before, &after);
		proof_add(&fact->controls, probe_of(audit, before));
		proof_add(&fact->controls, probe_of(audit, after));
		if (span != SPAN_CONFIRMED)
			worst = span;
	}
	if (worst != SPAN_CONFIRMED && chain_insists(chain, &audit->log))
		return SPAN_CONFIRMED;
	return worst;
}

static void because(struct version_fact *fact, const char *reason)
{
	snprintf(fact->reason, sizeof(fact->reason), "%s", reason);
}

static bool offers_found(const struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++)
		if (chain_has_found(chain, o->offered[i]))
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
static bool is_contradicted(const struct audit *audit,
	const struct chain *chain, const struct observation *end)
{
	for (size_t i = 0; !observation_answered(end) && i < audit->log.n;
		i++) {
		const struct observation *o = &audit->log.rows[i];
		if (o->asked_version == chain->version &&
			o->purpose != PURPOSE_GROUPS &&
			o->purpose != PURPOSE_DHE && same_end(o, end) &&
			o->n_offered <= chain->taken &&
			(o->without_extensions == chain->other_form ||
				chain->version <= VERSION_SSL3 ||
				chain->version == VERSION_TLS13) &&
			offers_found(chain, o))
			return true;
	}
	return false;
}

static bool any_contradicted(
	const struct audit *audit, const struct chain *chain)
{
	for (size_t i = 0; i < chain->n_nos; i++)
		if (!chain->nos[i].dropped &&
			is_contradicted(audit, chain,
				&audit->log.rows[chain->nos[i].last]))
			return true;
	return false;
}

/* A refusal that names the version (alert 70) is about nothing else; another
 * one may be about the hello, unless one as long was answered. */
static bool is_about_version(
	const struct audit *audit, const struct chain *chain)
{
	const struct observation_log *log = &audit->log;
	bool length = cover_length(log, NULL);

	for (size_t i = 0; i < chain->n_nos; i++)
		for (long row = chain->nos[i].first;
			!chain->nos[i].dropped && row <= chain->nos[i].last;
			row++) {
			const struct observation *o = &log->rows[row];
			if (o->alert == ALERT_PROTOCOL_VERSION ||
				(!observation_answered(o) &&
					cover_version(log, o, !length)))
				return true;
		}
	return !audit_can_cover(chain);
}

static const char *const closes_now_and_then =
	"the server closes or resets now and then, so that this is no proof";

static void derive_absent(const struct audit *audit, const struct chain *chain,
	struct version_fact *fact)
{
	prove_no(audit, chain, fact);
	fact->state = TRUTH_NO;
	if (chain->implied_by >= 0) {
		proof_add(&fact->controls, probe_of(audit, chain->implied_by));
		because(fact,
			"a hello for this version or above was answered "
			"in a lower one");
	} else if (chain->soft && audit_saw_weather(audit)) {
		fact->state = TRUTH_INCONCLUSIVE;
		because(fact, closes_now_and_then);
	} else if (!is_about_version(audit, chain)) {
		fact->state = TRUTH_INCONCLUSIVE;
		because(fact,
			"refused, but no hello that is as long and holds the "
			"same suites was answered in any version");
	} else if (note_controls(audit, chain, fact) == SPAN_CONFIRMED) {
		because(fact, "refused");
	} else {
		fact->state = TRUTH_INCONCLUSIVE;
		because(fact,
			"refused, but no control was answered before "
			"and after");
	}
}

static void derive_present(const struct audit *audit, const struct chain *chain,
	struct version_fact *fact)
{
	fact->state = TRUTH_YES;
	prove_yes(audit, fact);
	if (chain->state == CHAIN_STUCK)
		because(fact, chain->trouble);
	else if (chain->state == CHAIN_RUNNING)
		because(fact, "the list was not finished");
	else if (chain->soft && audit_saw_weather(audit))
		because(fact, closes_now_and_then);
	else if (any_contradicted(audit, chain))
		because(fact,
			"it refuses lists that hold suites which it has, so "
			"that a refusal is no proof");
	else if (audit_uncovered(audit, chain) < chain->n_nos)
		because(fact,
			"the rest was refused in lists of which none was ever "
			"answered: one code of them may be what is refused");
	else if (note_controls(audit, chain, fact) != SPAN_CONFIRMED)
		because(fact,
			"the rest of the list was refused, but no "
			"control was answered before and after");
	else
		fact->suites_complete = true;
	if (chain->version == VERSION_SSL2 && !chain->n_found)
		because(fact, "SERVER-HELLO without a cipher kind");
}

static bool ssl2_without_kinds(const struct chain *chain)
{
	return chain->version == VERSION_SSL2 &&
		chain->state == CHAIN_COMPLETE && !chain->n_found;
}

static void derive_open(const struct audit *audit, const struct chain *chain,
	struct version_fact *fact)
{
	fact->state = TRUTH_INCONCLUSIVE;
	if (chain->state == CHAIN_STUCK) {
		prove_no(audit, chain, fact);
		because(fact, chain->trouble);
	} else if (chain->state == CHAIN_RUNNING) {
		because(fact, "interrupted before there was an answer");
	} else {
		because(fact, "not reached");
	}
}

static void derive_version(struct audit *audit, int v)
{
	struct version_fact *fact = &audit->portrait.versions[v];
	const struct chain *chain = &audit->chains[v];

	fact->version = audit_versions[v];
	fact->plain.prime = fact->rfc7919.prime = -1;
	if (!(audit->versions & 1u << v && chain->n) && !chain->n_found) {
		fact->state = TRUTH_NOT_ASKED;
		return;
	}
	if (chain->n_found || ssl2_without_kinds(chain)) {
		derive_present(audit, chain, fact);
		derive_suites(audit, v, fact);
		derive_groups(audit, v, fact);
	} else if (chain->state == CHAIN_ABSENT) {
		derive_absent(audit, chain, fact);
	} else {
		derive_open(audit, chain, fact);
	}
	reason_add_cause(&audit->log, &audit->portrait.intolerance, fact);
	fact->deflate = audit->extras[v].deflate;
	for (size_t i = 0; i < audit->log.n; i++)
		if (audit->log.rows[i].purpose == PURPOSE_COMPRESSION &&
			audit->log.rows[i].asked_version == fact->version)
			proof_add(
				&fact->deflate_proof, audit->log.rows[i].probe);
}

static const struct observation *preferred_at(
	const struct audit *audit, int version)
{
	const struct observation *first = NULL;

	for (size_t i = 0; version >= 0 && i < audit->log.n; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (!observation_answered(o) || o->unasked ||
			o->version != audit_versions[version])
			continue;
		if (o->purpose == PURPOSE_PREFERRED)
			return o;
		if (!first)
			first = o;
	}
	return first;
}

static void not_applicable(struct portrait *portrait, const char *why)
{
	portrait->state = TRUTH_NOT_APPLICABLE;
	snprintf(portrait->state_reason, sizeof(portrait->state_reason), "%s",
		why);
	portrait->complete = true;
	for (int v = SSL2; v <= TLS13; v++) {
		portrait->versions[v].state = TRUTH_NOT_APPLICABLE;
		because(&portrait->versions[v], why);
	}
}

static void incomplete(struct portrait *portrait, const char *why)
{
	if (!portrait->incomplete_reason[0])
		snprintf(portrait->incomplete_reason,
			sizeof(portrait->incomplete_reason), "%s", why);
	portrait->complete = false;
}

static const struct observation *last_failure(const struct audit *audit)
{
	for (size_t i = audit->log.n; i-- > 0;)
		if (audit->log.rows[i].probe == 0 &&
			audit->log.rows[i].kind != OUTCOME_CANCELLED)
			return &audit->log.rows[i];
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

static void judge_groups(const struct audit *audit, struct portrait *portrait)
{
	for (int v = TLS13; v >= TLS10; v--)
		if (audit->groups[v].roll.stuck || audit->dhe[v].roll.stuck)
			incomplete(portrait,
				"some groups or DHE suites gave "
				"no clear answer");
}

static void judge_run(
	struct audit *audit, bool unfinished, const char *cut_short)
{
	struct portrait *portrait = &audit->portrait;
	const struct observation *failure = last_failure(audit);
	char why[500];

	snprintf(why, sizeof(why), "%s", cut_short ? cut_short : "interrupted");
	if (audit->stopped) {
		words_of_failure(
			&audit->log.rows[audit->stop_row], why, sizeof(why));
		incomplete(portrait, why);
	} else if (unfinished) {
		if (!cut_short && failure)
			words_of_failure(failure, why, sizeof(why));
		incomplete(portrait, why);
	}
	judge_versions(portrait);
	judge_groups(audit, portrait);
	if (portrait->state == TRUTH_YES)
		return;
	portrait->state = portrait->complete ? TRUTH_NO : TRUTH_INCONCLUSIVE;
	snprintf(portrait->state_reason, sizeof(portrait->state_reason), "%s",
		portrait->incomplete_reason);
}

static bool was_reached(const struct audit *audit)
{
	for (size_t i = 0; i < audit->log.n; i++) {
		enum outcome_kind kind = audit->log.rows[i].kind;
		if (audit->log.rows[i].stage > STAGE_CONNECT &&
			kind != OUTCOME_UNREACHABLE && kind != OUTCOME_NO_ROUTE)
			return true;
	}
	return false;
}

/* The longest list that a version took, where a longer one failed. */
static void note_limit(struct portrait *portrait, const struct chain *chain)
{
	if (!chain->limit || chain->limit >= CHAIN_LONGEST || !chain->n_found ||
		chain->version == VERSION_SSL2)
		return;
	if (!portrait->list_limit || chain->limit < portrait->list_limit)
		portrait->list_limit = chain->limit;
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
	form = failed->without_extensions; /* 0x00FF stands in the list */
	portrait->list_limit = taken + form;
	portrait->list_refused = failed->n_offered + form;
}

void audit_derive(struct audit *audit, bool unfinished, const char *cut_short)
{
	struct portrait *portrait = &audit->portrait;

	portrait_clear(portrait);
	portrait->log = &audit->log;
	portrait->complete = true;
	portrait->reached = was_reached(audit);
	intolerance_find(&portrait->intolerance, &audit->log);
	for (int v = SSL2; v <= TLS13; v++) {
		derive_version(audit, v);
		note_limit(portrait, &audit->chains[v]);
	}
	if (audit_saw_weather(audit))
		portrait->list_limit = 0;
	note_length(portrait, &audit->log);
	derive_backends(audit, cut_short);
	portrait->preferred = preferred_at(audit, audit_highest(audit, TLS13));
	portrait->preferred_tls12 =
		preferred_at(audit, audit_highest(audit, TLS12));
	if (audit->stopped && audit->stop_kind == OUTCOME_NO_ROUTE)
		not_applicable(
			portrait, audit->ipv6 ? "no-route-v6" : "no-route-v4");
	else if (audit->stopped && audit->stop_kind == OUTCOME_NO_STARTTLS)
		not_applicable(portrait, "starttls-not-offered");
	else
		judge_run(audit, unfinished, cut_short);
}
