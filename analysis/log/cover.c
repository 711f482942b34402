/* SPDX-License-Identifier: ISC */
/*
 * See cover.h. Lists are compared as sets, over all code points of two octets;
 * SSL 2 has its own codes and is not asked about here.
 */
#include "analysis/log/cover.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "wire/tables/names.h"

#define CODES 0x10000

static void mark(bool *set, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++)
		if (o->offered[i] < CODES)
			set[o->offered[i]] = true;
}

static size_t count_marked(const bool *set, const struct observation *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_offered; i++)
		n += o->offered[i] < CODES && set[o->offered[i]];
	return n;
}

static bool same_form(
	const struct observation *answered, const struct observation *refused)
{
	return answered->version == refused->asked_version &&
		answered->asked_version == refused->asked_version &&
		((answered->form ^ refused->form) & FORM_WITHOUT_EXTENSIONS) ==
		0;
}

static bool as_many_bytes(
	const struct observation *answered, const struct observation *refused)
{
	return answered->hello_bytes >= refused->hello_bytes;
}

static bool is_covered(const struct observation_log *log,
	const struct observation *refused,
	bool (*counts)(const struct observation *answered,
		const struct observation *refused))
{
	bool *set = xcalloc(CODES, sizeof(*set));
	bool covered = false;

	mark(set, refused);
	for (size_t i = 0; i < log->n && !covered; i++) {
		const struct observation *o = &log->rows[i];
		covered = observation_answered(o) &&
			o->n_offered >= refused->n_offered &&
			counts(o, refused) &&
			count_marked(set, o) == refused->n_offered;
	}
	free(set);
	return covered;
}

/* Was a list of the same version and form answered that held all the codes that
 * @refused held? What was answered in a lower version speaks for itself. */
static bool covers_suites(
	const struct observation_log *log, const struct observation *refused)
{
	return observation_answered(refused) ||
		is_covered(log, refused, same_form);
}

static size_t first_uncovered(const struct observation_log *log,
	const struct refusal_span *refusals, size_t n)
{
	size_t i = 0;

	while (i < n &&
		(refusals[i].dropped || refusals[i].covered ||
			covers_suites(log, &log->rows[refusals[i].first])))
		i++;
	return i;
}

size_t cover_first_missing(const struct observation_log *log,
	const struct refusal_span *refusals, size_t n, size_t limit)
{
	size_t i = first_uncovered(log, refusals, n);

	return i < n && limit && cover_length(log, NULL) ? n : i;
}

void cover_remember(const struct observation_log *log,
	struct refusal_span *refusals, size_t n)
{
	size_t uncovered = first_uncovered(log, refusals, n);

	for (size_t i = 0; i < uncovered; i++)
		refusals[i].covered = true;
}

static bool has_group(const struct observation *o, uint16_t group)
{
	for (size_t i = 0; i < o->n_groups; i++)
		if (o->groups[i] == group)
			return true;
	return false;
}

static bool has_groups(
	const struct observation *answered, const struct observation *refused)
{
	for (size_t i = 0; i < refused->n_groups; i++)
		if (!has_group(answered, refused->groups[i]))
			return false;
	return true;
}

bool cover_groups(
	const struct observation_log *log, const struct observation *refused)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (observation_answered(o) && same_form(o, refused) &&
			o->n_offered <= refused->n_offered &&
			has_groups(o, refused))
			return true;
	}
	return false;
}

bool cover_version(const struct observation_log *log,
	const struct observation *refused, bool same_suites)
{
	for (size_t i = 0; i < log->n && !same_suites; i++)
		if (observation_answered(&log->rows[i]) &&
			as_many_bytes(&log->rows[i], refused))
			return true;
	return same_suites && is_covered(log, refused, as_many_bytes);
}

/* Without a suite to choose it would have been refused whatever its length. */
static bool had_a_choice(
	const struct observation_log *log, const struct observation *refused)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (observation_answered(o) && o->has_suite &&
			same_form(o, refused) &&
			observation_offered(refused, o->suite))
			return true;
	}
	return false;
}

static size_t longest_answered(
	const struct observation_log *log, const struct observation *refused)
{
	size_t longest = 0;

	for (size_t i = 0; i < log->n; i++)
		if (observation_answered(&log->rows[i]) &&
			same_form(&log->rows[i], refused) &&
			log->rows[i].n_offered > longest)
			longest = log->rows[i].n_offered;
	return longest;
}

static void mark_harmless(bool *set, const struct observation_log *log)
{
	memset(set, true, CODES * sizeof(*set));
	for (size_t i = 0; i < suite_table_len; i++)
		if (suite_table[i].code < CODES)
			set[suite_table[i].code] = false;
	for (size_t i = 0; i < log->n; i++)
		if (observation_answered(&log->rows[i]))
			mark(set, &log->rows[i]);
}

/* Longer than all that was answered, of nothing but harmless codes, and not
 * answered. */
static bool failed_by_length(const struct observation_log *log,
	const bool *harmless, const struct observation *o)
{
	return o->probe && o->kind != OUTCOME_CANCELLED &&
		o->asked_version != VERSION_SSL2 && !observation_answered(o) &&
		count_marked(harmless, o) == o->n_offered &&
		o->n_offered > longest_answered(log, o) && had_a_choice(log, o);
}

const struct observation *cover_length(
	const struct observation_log *log, size_t *taken)
{
	bool *harmless = xcalloc(CODES, sizeof(*harmless));
	const struct observation *least = NULL;

	mark_harmless(harmless, log);
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (failed_by_length(log, harmless, o) &&
			(!least || o->n_offered < least->n_offered))
			least = o;
	}
	free(harmless);
	if (taken)
		*taken = least ? longest_answered(log, least) : 0;
	return least;
}

/* Codes that are no suites, to make a list longer with: the first of them leads
 * each list that asks for a length, and no other. */
#define FILLER 0xd200

bool cover_asked_length(const struct observation *o)
{
	return o->n_offered && o->offered[0] == FILLER;
}

size_t cover_fill(
	uint32_t *codes, size_t length, const struct observation_log *log)
{
	bool *known = xcalloc(CODES, sizeof(*known));
	size_t n = 0;

	codes[n++] = FILLER;
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		for (size_t k = 0; observation_answered(o) &&
			k < o->n_offered && n < length;
			k++) {
			uint32_t code = o->offered[k];
			if (code >= CODES || known[code])
				continue;
			known[code] = true;
			codes[n++] = code;
		}
	}
	for (uint32_t i = 1; i < CODES && n < length; i++) {
		uint32_t code = (FILLER + i) % CODES;
		if (!known[code] && !suite_find(code))
			codes[n++] = code;
	}
	free(known);
	return n;
}
