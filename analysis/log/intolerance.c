/* SPDX-License-Identifier: ISC */
/* See intolerance.h. */
#include "analysis/log/intolerance.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/log/cover.h"
#include "wire/tables/names.h"

#define CODES 0x10000

/* Equal but for the suites: a server may need the groups for its choice. */
static bool same_form(const struct observation *a, const struct observation *b)
{
	return a->asked_version == b->asked_version &&
		((a->form ^ b->form) & ~(unsigned)FORM_DEFLATE) == 0 &&
		a->n_groups == b->n_groups;
}

static bool answers_like(
	const struct observation *o, const struct observation *failed)
{
	return observation_answered(o) && o->version == o->asked_version &&
		same_form(o, failed);
}

/* Marks the codes of all lists that were answered in the form of @failed. */
static void mark_harmless(bool *harmless, const struct observation_log *log,
	const struct observation *failed)
{
	memset(harmless, 0, CODES * sizeof(*harmless));
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		for (size_t k = 0; answers_like(o, failed) && k < o->n_offered;
			k++)
			if (o->offered[k] < CODES)
				harmless[o->offered[k]] = true;
	}
}

static size_t count_suspects(
	const bool *harmless, const struct observation *failed, uint32_t *first)
{
	size_t n = 0;

	for (size_t i = failed->n_offered; i-- > 0;)
		if (failed->offered[i] < CODES &&
			!harmless[failed->offered[i]]) {
			*first = failed->offered[i];
			n++;
		}
	return n;
}

/* The suite that was chosen before from a list that the failed one could have
 * been answered like; false: none is in it. */
static bool find_choice(const struct observation_log *log,
	const struct observation *failed, uint32_t *choice)
{
	for (size_t i = 0; i < log->n; i++)
		if (answers_like(&log->rows[i], failed) &&
			log->rows[i].has_suite && !log->rows[i].unasked &&
			observation_offered(failed, log->rows[i].suite)) {
			*choice = log->rows[i].suite;
			return true;
		}
	return false;
}

static bool may_be(const struct observation *o, size_t too_long)
{
	return o->probe && o->kind != OUTCOME_CANCELLED &&
		o->asked_version != VERSION_SSL2 && o->n_offered > 1 &&
		!observation_answered(o) && o->purpose != PURPOSE_GROUPS &&
		(!too_long || o->n_offered < too_long);
}

static bool is_pair(const struct observation *o, uint32_t code, uint32_t choice)
{
	return o->n_offered == 2 && observation_offered(o, code) &&
		observation_offered(o, choice);
}

static size_t count_met(
	const struct observation_log *log, const struct observation *failed)
{
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++)
		n += log->rows[i].question == failed->question &&
			log->rows[i].kind == failed->kind;
	return n;
}

/* Key exchanges that one parser knows or does not know. */
static const char *family_of(const struct suite *suite)
{
	static const char *const families[] = { "PSK", "SRP" };

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (strstr(suite->kx, families[i]))
			return families[i];
	return suite->kx;
}

static bool is_of_kind(const struct intolerance *found, uint32_t code)
{
	const struct suite *one = suite_find(found->suspect);
	const struct suite *other = suite_find(code);

	return code != found->suspect && one && other &&
		!strcmp(family_of(one), family_of(other)) &&
		suite_is_candidate(other);
}

/* One that was asked already, alone beside the choice. */
static void find_asked(
	struct intolerance *found, const struct observation_log *log)
{
	for (size_t i = 0; i < log->n && !found->beside; i++) {
		const struct observation *o = &log->rows[i];
		for (size_t k = 0; k < o->n_offered && o->n_offered == 2; k++)
			if (same_form(o, found->failed) &&
				o->kind != OUTCOME_CANCELLED &&
				is_of_kind(found, o->offered[k]) &&
				is_pair(o, o->offered[k], found->choice)) {
				found->companion = o->offered[k];
				found->beside = o;
			}
	}
}

/* One more of the kind in a list that failed as well. */
static void find_companion(struct intolerance *found,
	const struct observation_log *log, const bool *harmless)
{
	find_asked(found, log);
	for (size_t i = 0; i < log->n && !found->companion; i++) {
		const struct observation *o = &log->rows[i];
		for (size_t k = 0; same_form(o, found->failed) &&
			!observation_answered(o) && !found->companion &&
			k < o->n_offered;
			k++)
			if (o->offered[k] < CODES && !harmless[o->offered[k]] &&
				is_of_kind(found, o->offered[k]))
				found->companion = o->offered[k];
	}
}

static bool is_better(const struct intolerance *found,
	const struct observation *o, size_t n_suspects)
{
	return !found->failed || n_suspects < found->n_suspects ||
		(n_suspects == found->n_suspects &&
			o->n_offered < found->failed->n_offered);
}

bool intolerance_find(
	struct intolerance *found, const struct observation_log *log)
{
	const struct observation *length = cover_length(log, NULL);
	bool *harmless = xcalloc(CODES, sizeof(*harmless));

	memset(found, 0, sizeof(*found));
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		uint32_t choice, first = 0;
		size_t n;

		if (!may_be(o, length ? length->n_offered : 0) ||
			!find_choice(log, o, &choice))
			continue;
		mark_harmless(harmless, log, o);
		n = count_suspects(harmless, o, &first);
		if (n && is_better(found, o, n))
			*found = (struct intolerance){ .failed = o,
				.choice = choice,
				.n_suspects = n,
				.suspect = first };
	}
	if (found->failed && found->n_suspects == 1 &&
		is_pair(found->failed, found->suspect, found->choice)) {
		found->certain = observation_refused(found->failed) ||
			count_met(log, found->failed) > 1;
		mark_harmless(harmless, log, found->failed);
		find_companion(found, log, harmless);
	}
	free(harmless);
	return found->failed;
}

bool intolerance_is_of_kind(const struct intolerance *found)
{
	return found->beside && found->beside->kind == found->failed->kind &&
		found->beside->alert == found->failed->alert;
}

size_t intolerance_halve(const struct intolerance *found,
	const struct observation_log *log, uint32_t *codes)
{
	bool *harmless = xcalloc(CODES, sizeof(*harmless));
	size_t n = 0, wanted = (found->n_suspects + 1) / 2;

	mark_harmless(harmless, log, found->failed);
	for (size_t i = 0; i < found->failed->n_offered && n < wanted; i++) {
		uint32_t code = found->failed->offered[i];
		if (code < CODES && !harmless[code])
			codes[n++] = code;
	}
	free(harmless);
	return n;
}
