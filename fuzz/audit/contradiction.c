/* SPDX-License-Identifier: ISC */
/*
 * See contradiction.h. One function a rule, each asked of each version. Where
 * several machines were told apart their rows are mixed: what stands between
 * which is not looked at then.
 */
#include "fuzz/audit/contradiction.h"

#include <stdarg.h>
#include <stdio.h>

#include "fuzz/audit/rows.h"
#include "wire/tables/names.h"

#define ENOUGH 3 /* the same end so many times may be a refusal */

struct claim {
	char *why;
	const struct portrait *portrait;
	const struct version_fact *fact;
	const struct observation_log *log;
	bool mixed, weather;
};

__attribute__((format(printf, 2, 3))) static bool say(
	const struct claim *c, const char *format, ...)
{
	va_list values;
	int n = snprintf(c->why, CONTRADICTION_SIZE,
		"%s: ", version_name(c->fact->version));

	va_start(values, format);
	vsnprintf(c->why + n, CONTRADICTION_SIZE - (size_t)n, format, values);
	va_end(values);
	return true;
}

static const struct group_fact *group_of(
	const struct version_fact *fact, uint16_t code)
{
	for (size_t i = 0; i < fact->n_groups; i++)
		if (fact->groups[i].code == code)
			return &fact->groups[i];
	return NULL;
}

static bool shows_group(const struct claim *c, const struct observation *o)
{
	return o->group && c->fact->version >= VERSION_TLS10 &&
		row_offers_group(o, o->group);
}

/* What was offered and chosen is there. */
static bool denies_what_was_chosen(const struct claim *c)
{
	for (size_t i = 0; i < c->log->n; i++) {
		const struct observation *o = &c->log->rows[i];
		const struct group_fact *group = group_of(c->fact, o->group);

		if (!row_chose(o, c->fact->version))
			continue;
		if (c->fact->state != TRUTH_YES)
			return say(c, "is %s, but probe %u chose it",
				truth_name(c->fact->state), o->probe);
		if (!version_suite(c->fact, o->suite))
			return say(c, "no suite %04x, but probe %u chose it",
				o->suite, o->probe);
		if (shows_group(c, o) && (!group || group->state != TRUTH_YES))
			return say(c, "group %u is %s, but probe %u chose it",
				o->group,
				group ? truth_name(group->state) : "unknown",
				o->probe);
		if (o->compression == 1 && o->form & FORM_DEFLATE &&
			c->fact->deflate == TRUTH_NO)
			return say(c, "deflate is no, but probe %u chose it",
				o->probe);
	}
	return false;
}

static bool is_no_probe(const struct claim *c, const struct proof *proof)
{
	for (size_t i = 0; i < proof->n; i++)
		if (!row_of(c->log, proof->probes[i]))
			return say(c, "cites probe %u, which is not there",
				proof->probes[i]);
	return false;
}

static bool cites_what_is_not_there(const struct claim *c)
{
	const struct version_fact *f = c->fact;

	for (size_t i = 0; i < f->n_suites; i++)
		if (is_no_probe(c, &f->suites[i].proof))
			return true;
	for (size_t i = 0; i < f->n_groups; i++)
		if (is_no_probe(c, &f->groups[i].proof))
			return true;
	return is_no_probe(c, &f->proof) || is_no_probe(c, &f->controls) ||
		is_no_probe(c, &f->deflate_proof) ||
		is_no_probe(c, &f->plain.proof) ||
		is_no_probe(c, &f->rfc7919.proof);
}

static bool shows_suite(const struct observation *o, uint32_t code)
{
	for (size_t i = 0; i < o->n_kinds; i++)
		if (o->kinds[i] == code)
			return true;
	return o->has_suite && o->suite == code;
}

static bool suite_lacks_proof(
	const struct claim *c, const struct suite_fact *suite)
{
	for (size_t i = 0; i < suite->proof.n; i++) {
		const struct observation *o =
			row_of(c->log, suite->proof.probes[i]);

		if (o &&
			(o->version != c->fact->version ||
				!shows_suite(o, suite->code)))
			return say(c, "suite %04x, but probe %u has another",
				suite->code, o->probe);
	}
	return !suite->proof.n &&
		say(c, "suite %04x without a proof", suite->code);
}

static bool group_lacks_proof(
	const struct claim *c, const struct group_fact *group)
{
	for (size_t i = 0; i < group->proof.n; i++) {
		const struct observation *o =
			row_of(c->log, group->proof.probes[i]);

		if (group->state == TRUTH_YES && o &&
			(o->version != c->fact->version ||
				o->group != group->code))
			return say(c, "group %u, but probe %u has another",
				group->code, o->probe);
	}
	return group->state != TRUTH_INCONCLUSIVE && !group->proof.n &&
		say(c, "group %u without a proof", group->code);
}

/* What is cited for a "yes" shows it. */
static bool cites_what_does_not_show_it(const struct claim *c)
{
	const struct version_fact *f = c->fact;

	for (size_t i = 0; i < f->n_suites; i++)
		if (suite_lacks_proof(c, &f->suites[i]))
			return true;
	for (size_t i = 0; i < f->n_groups; i++)
		if (group_lacks_proof(c, &f->groups[i]))
			return true;
	for (size_t i = 0; f->state == TRUTH_YES && i < f->proof.n; i++) {
		const struct observation *o =
			row_of(c->log, f->proof.probes[i]);

		if (o && (!row_answers(o) || o->version != f->version))
			return say(c, "is yes by probe %u, which says no such",
				o->probe);
	}
	return f->state == TRUTH_YES && !f->proof.n &&
		say(c, "is yes without a proof");
}

/* Three refusals in words of it, each with an answer since the last. */
static bool insists(const struct claim *c, uint16_t version)
{
	bool answered = false;
	size_t n = 0;

	for (size_t i = 0; i < c->log->n; i++) {
		const struct observation *o = &c->log->rows[i];

		if (row_answers(o))
			answered = true;
		if (!answered || !row_refuses_in_words(o) ||
			o->asked_version != version)
			continue;
		answered = false;
		n++;
	}
	return n >= ENOUGH;
}

/* Why row @o, at @i, is no refusal that counts; NULL: it is one. */
static const char *doubt(const struct claim *c, size_t i)
{
	const struct observation *o = &c->log->rows[i];

	if (!row_may_refuse(o))
		return "is no refusal";
	if (row_is_wordless(o) && c->weather)
		return "closed, as some equal hellos were and others not";
	if (!row_refuses_in_words(o) && rows_alike(c->log, o) < ENOUGH)
		return "says it without words, and too seldom";
	if (!c->mixed && !row_is_between_answers(c->log, i) &&
		!insists(c, o->asked_version))
		return "has no answer before and after it";
	return NULL;
}

/* A hello for this version or above that was answered in a lower one. */
static bool is_downgrade(const struct claim *c, const struct observation *o)
{
	return row_answers(o) && o->version < c->fact->version &&
		o->asked_version >= c->fact->version;
}

static bool any_as_long(const struct claim *c, size_t bytes)
{
	for (size_t i = 0; i < c->log->n; i++)
		if (row_answers(&c->log->rows[i]) &&
			c->log->rows[i].hello_bytes >= bytes)
			return true;
	return false;
}

/* The "no" to a version: a downgrade, or refusals that count, of which one
 * names the version or is no longer than what was answered. */
static bool denies_without_proof(const struct claim *c)
{
	const struct proof *proof = &c->fact->proof;
	bool about_version = c->fact->version == VERSION_SSL2;
	const char *why = NULL;
	bool counts = false;
	uint32_t doubtful = 0;

	if (c->fact->state != TRUTH_NO)
		return false;
	for (size_t i = 0; i < proof->n; i++) {
		const struct observation *o = row_of(c->log, proof->probes[i]);

		if (!o || is_downgrade(c, o))
			return false; /* another rule's, or proven */
		about_version = about_version || o->alert == 70 ||
			any_as_long(c, o->hello_bytes);
		if (row_answers(o) || counts)
			continue;
		why = doubt(c, (size_t)(o - c->log->rows));
		counts = !why;
		doubtful = o->probe;
	}
	if (!proof->n)
		return say(c, "is no without a proof");
	if (why)
		return say(c, "is no, but probe %u %s", doubtful, why);
	return !about_version &&
		say(c, "is no, but no hello as long was answered");
}

static size_t longest_answered(const struct claim *c, uint16_t version)
{
	size_t longest = 0;

	for (size_t i = 0; i < c->log->n; i++)
		if (row_chose(&c->log->rows[i], version) &&
			c->log->rows[i].n_offered > longest)
			longest = c->log->rows[i].n_offered;
	return longest;
}

/* A list failed that was longer than all that its version answered. */
static bool lists_are_limited(const struct claim *c)
{
	for (size_t i = 0; i < c->log->n; i++) {
		const struct observation *o = &c->log->rows[i];
		size_t longest = longest_answered(c, o->asked_version);

		if (o->probe && !row_answers(o) && longest &&
			o->n_offered > longest)
			return true;
	}
	return false;
}

static bool any_covers(const struct claim *c, uint32_t suite)
{
	for (size_t i = 0; i < c->log->n; i++)
		if (c->log->rows[i].asked_version == c->fact->version &&
			row_answers(&c->log->rows[i]) &&
			row_offers(&c->log->rows[i], suite))
			return true;
	return false;
}

static bool any_refuses(const struct claim *c, uint32_t suite)
{
	for (size_t i = c->log->n; i-- > 0;) {
		const struct observation *o = &c->log->rows[i];

		if (o->asked_version != c->fact->version ||
			!row_offers(o, suite) || row_chose(o, c->fact->version))
			continue;
		if (row_answers(o) || !doubt(c, i))
			return true;
	}
	return false;
}

/* Each suite that a complete version lacks was refused, and was in a list that
 * was answered, or lists are known to be limited. */
static bool completes_what_is_open(const struct claim *c)
{
	if (!c->fact->suites_complete || c->fact->version == VERSION_SSL2)
		return false;
	for (size_t i = 0; i < suite_table_len; i++) {
		const struct suite *suite = &suite_table[i];

		if (suite->code > 0xffff || suite->family == SUITE_SSL2 ||
			!suite_is_candidate(suite) ||
			version_suite(c->fact, suite->code))
			continue;
		if (!any_refuses(c, suite->code))
			return say(c, "complete, but nobody refused %04x",
				suite->code);
		if (!lists_are_limited(c) && !any_covers(c, suite->code))
			return say(c, "complete, but %04x is not covered",
				suite->code);
	}
	return false;
}

static bool is_whole_with_a_gap(const struct claim *c)
{
	if (!c->portrait->complete ||
		c->portrait->state == TRUTH_NOT_APPLICABLE)
		return false;
	return (c->fact->state == TRUTH_INCONCLUSIVE ||
		       (c->fact->state == TRUTH_YES &&
			       !c->fact->suites_complete)) &&
		say(c, "open, but the whole is complete");
}

static bool limits_below_an_answer(const struct claim *c)
{
	size_t limit = c->portrait->list_limit;

	for (size_t i = 0; limit && i < c->log->n; i++) {
		const struct observation *o = &c->log->rows[i];

		if (row_answers(o) && o->asked_version == c->fact->version &&
			o->asked_version != VERSION_SSL2 &&
			o->n_offered > limit)
			return say(c,
				"at most %zu suites, but probe %u had "
				"%zu and was answered",
				limit, o->probe, o->n_offered);
	}
	return false;
}

static bool denies_a_group_without_proof(const struct claim *c)
{
	for (size_t i = 0; i < c->fact->n_groups; i++) {
		const struct group_fact *group = &c->fact->groups[i];
		bool refused = group->state != TRUTH_NO;

		for (size_t k = 0; k < c->log->n && !refused; k++) {
			const struct observation *o = &c->log->rows[k];

			refused = o->asked_version == c->fact->version &&
				row_offers_group(o, group->code) &&
				!row_answers(o) && !doubt(c, k);
		}
		if (!refused)
			return say(c, "group %u is no, but nobody refused it",
				group->code);
	}
	return false;
}

/* Compression: somebody was asked for it and answered without. */
static bool denies_deflate_without_proof(const struct claim *c)
{
	const struct proof *proof = &c->fact->deflate_proof;

	if (c->fact->deflate != TRUTH_NO)
		return false;
	for (size_t i = 0; i < proof->n; i++) {
		const struct observation *o = row_of(c->log, proof->probes[i]);

		if (o && row_answers(o) && o->form & FORM_DEFLATE &&
			!o->compression)
			return false;
	}
	return say(c, "deflate is no, but nobody left it");
}

/* Does an answer beat what is said to stand before it? Not where it had few
 * groups to choose from. */
static bool orders_against_an_answer(const struct claim *c)
{
	for (size_t i = 0; i < c->log->n; i++) {
		const struct observation *o = &c->log->rows[i];
		size_t k = 0;

		if (c->fact->order != SUITE_ORDER_SERVER || c->mixed ||
			c->portrait->unequal || o->form & FORM_RFC7919 ||
			o->purpose == PURPOSE_GROUPS ||
			!row_chose(o, c->fact->version))
			continue;
		while (k < c->fact->n_suites &&
			!row_offers(o, c->fact->suites[k].code))
			k++;
		if (k < c->fact->n_suites &&
			c->fact->suites[k].code != o->suite &&
			c->fact->suites[k].shape != SHAPE_RFC7919)
			return say(c, "%04x first, but probe %u chose %04x",
				c->fact->suites[k].code, o->probe, o->suite);
	}
	return false;
}

static bool (*const rules[])(const struct claim *c) = { cites_what_is_not_there,
	denies_what_was_chosen, cites_what_does_not_show_it,
	denies_without_proof, completes_what_is_open, is_whole_with_a_gap,
	limits_below_an_answer, denies_a_group_without_proof,
	denies_deflate_without_proof, orders_against_an_answer };

bool contradicted(char why[CONTRADICTION_SIZE], const struct portrait *portrait,
	const struct observation_log *log)
{
	struct claim c = { .why = why,
		.portrait = portrait,
		.log = log,
		.mixed = portrait->n_backends > 0,
		.weather = rows_show_weather(log) };

	why[0] = '\0';
	for (int v = 0; v < PORTRAIT_VERSIONS; v++) {
		c.fact = &portrait->versions[v];
		for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
			if (rules[i](&c))
				return true;
	}
	return false;
}
