/* SPDX-License-Identifier: ISC */
/*
 * See cover.h. Lists are compared as sets, over all code points of two octets;
 * SSL 2 has its own codes and is not asked about here.
 */
#include "analysis/cover.h"

#include <stdlib.h>

#include "analysis/alloc.h"
#include "wire/names.h"

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
		answered->without_extensions == refused->without_extensions;
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

bool cover_suites(
	const struct observation_log *log, const struct observation *refused)
{
	return observation_answered(refused) ||
		is_covered(log, refused, same_form);
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

bool cover_length(const struct observation_log *log)
{
	bool *harmless = xcalloc(CODES, sizeof(*harmless));
	bool shown = false;

	mark_harmless(harmless, log);
	for (size_t i = 0; i < log->n && !shown; i++) {
		const struct observation *o = &log->rows[i];
		shown = o->probe && o->kind != OUTCOME_CANCELLED &&
			o->asked_version != VERSION_SSL2 &&
			!observation_answered(o) &&
			count_marked(harmless, o) == o->n_offered &&
			o->n_offered > longest_answered(log, o) &&
			had_a_choice(log, o);
	}
	free(harmless);
	return shown;
}
