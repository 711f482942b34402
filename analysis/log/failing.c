/* SPDX-License-Identifier: ISC */
/* See failing.h. */
#include "analysis/log/failing.h"

#include <string.h>

#define CODES 0x10000

/* A set of 16-bit codes. */
struct set {
	uint8_t bits[CODES / 8];
};

static void set_add(struct set *set, uint32_t code)
{
	if (code < CODES)
		set->bits[code / 8] |= (uint8_t)(1u << code % 8);
}

static bool set_has(const struct set *set, uint32_t code)
{
	return code < CODES && set->bits[code / 8] & 1u << code % 8;
}

static bool same_form(const struct observation *a, const struct observation *b)
{
	return a->asked_version == b->asked_version && a->form == b->form &&
		a->n_groups == b->n_groups;
}

static bool has_chosen(const struct observation *o)
{
	return observation_answered(o) && o->version == o->asked_version &&
		o->has_suite && observation_chose_from_list(o);
}

/* Does @part hold nothing but codes of @list, in its order? */
static bool is_part(
	const struct observation *part, const struct observation *list)
{
	size_t at = 0;

	for (size_t i = 0; i < list->n_offered && at < part->n_offered; i++)
		at += list->offered[i] == part->offered[at];
	return at == part->n_offered;
}

static bool same_end(const struct observation *a, const struct observation *b)
{
	return a->kind == b->kind && a->alert == b->alert;
}

bool failing_failed(const struct observation *o)
{
	return o->probe && o->purpose != PURPOSE_GROUPS &&
		(o->kind == OUTCOME_ALERT || o->kind == OUTCOME_CLOSED ||
			o->kind == OUTCOME_RESET ||
			o->kind == OUTCOME_MALFORMED ||
			o->kind == OUTCOME_BROKEN_OFF);
}

/* It chose, began to answer, and broke off: no suite must stand beside. */
static bool has_begun(const struct observation *o)
{
	return o->kind == OUTCOME_BROKEN_OFF;
}

/* Where no suite stood beside, any answer is a control. */
static bool controls(const struct observation *o,
	const struct observation *least, uint32_t choice)
{
	return least->n_offered == 1
		? observation_answered(o)
		: has_chosen(o) && o->suite == choice && same_form(o, least);
}

/* May @o be the last question about a suite? */
static bool is_least(const struct observation *o)
{
	return o->purpose == PURPOSE_FAILING && failing_failed(o) &&
		(o->n_offered == 2 || (o->n_offered == 1 && has_begun(o)));
}

/* How often was @least met so, and was the suite beside it (else anything)
 * answered since the first time? */
static size_t count_met(const struct observation_log *log,
	const struct observation *least, uint32_t choice, bool *controlled)
{
	size_t met = 0;

	*controlled = false;
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (met && controls(o, least, choice))
			*controlled = true;
		met += o->question == least->question && same_end(o, least);
	}
	return met;
}

static bool was_answered(
	const struct observation_log *log, const struct observation *asked)
{
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].question == asked->question &&
			observation_answered(&log->rows[i]))
			return true;
	return false;
}

bool failing_is_named(const struct observation_log *log, uint16_t version,
	uint32_t code, const struct observation **how)
{
	const struct observation *last = NULL;

	for (size_t i = log->n; i-- > 0 && !last;) {
		const struct observation *o = &log->rows[i];
		bool controlled, first;
		uint32_t beside;
		if (!is_least(o) || (version && o->asked_version != version) ||
			!observation_offered(o, code))
			continue;
		first = o->offered[0] == code;
		beside = o->offered[first && o->n_offered == 2];
		if (count_met(log, o, beside, &controlled) > 1 && controlled &&
			!was_answered(log, o))
			last = o;
	}
	if (how)
		*how = last;
	return last;
}

bool failing_was_passed_over(
	const struct observation_log *log, uint16_t version, uint32_t code)
{
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].asked_version == version &&
			has_chosen(&log->rows[i]) &&
			observation_offered(&log->rows[i], code))
			return true;
	return false;
}

/* Weather looks alike: an end without words is met twice before it counts. */
static bool is_firm(
	const struct observation_log *log, const struct observation *failed)
{
	size_t met = 0;

	if (was_answered(log, failed))
		return false;
	if (observation_refused(failed) || failed->purpose == PURPOSE_FAILING)
		return true;
	for (size_t i = 0; i < log->n; i++)
		met += log->rows[i].question == failed->question &&
			same_end(&log->rows[i], failed);
	return met > 1;
}

/* A suite of it that was chosen of a hello of that form. */
static bool find_choice(const struct observation_log *log,
	const struct observation *failed, uint32_t *choice)
{
	for (size_t i = log->n; i-- > 0;) {
		const struct observation *o = &log->rows[i];
		if (has_chosen(o) && same_form(o, failed) &&
			observation_offered(failed, o->suite)) {
			*choice = o->suite;
			return true;
		}
	}
	return false;
}

/* Would it have ended like the list if the suite were in it? */
static bool ended_otherwise(
	const struct observation *part, const struct observation *list)
{
	return has_chosen(part) ||
		(observation_refused(part) && !same_end(part, list));
}

/* What was chosen, and what stood in a part of the list that ended otherwise.
 */
static void clear_suspects(struct set *cleared,
	const struct observation_log *log, const struct observation *failed)
{
	memset(cleared, 0, sizeof(*cleared));
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!same_form(o, failed) || !ended_otherwise(o, failed))
			continue;
		if (has_chosen(o))
			set_add(cleared, o->suite);
		for (size_t k = 0; k < o->n_offered && is_part(o, failed); k++)
			set_add(cleared, o->offered[k]);
	}
}

static void count_suspects(
	struct failing *found, const struct observation_log *log)
{
	const struct observation *list = found->list;
	struct set cleared;

	clear_suspects(&cleared, log, list);
	for (size_t i = list->n_offered; i-- > 0;)
		if (!set_has(&cleared, list->offered[i])) {
			found->suspect = list->offered[i];
			found->n_suspects++;
		}
	found->is_least = found->n_suspects == 1 &&
		list->n_offered == (found->has_choice ? 2 : 1);
}

static bool holds_any(const struct observation *o, const struct set *set)
{
	for (size_t i = 0; i < o->n_offered; i++)
		if (set_has(set, o->offered[i]))
			return true;
	return false;
}

static void gather_named(
	struct set *named, const struct observation_log *log, uint16_t version)
{
	memset(named, 0, sizeof(*named));
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!is_least(o) || (version && o->asked_version != version))
			continue;
		for (size_t k = 0; k < o->n_offered; k++)
			if (failing_is_named(
				    log, o->asked_version, o->offered[k], NULL))
				set_add(named, o->offered[k]);
	}
}

static void gather_chosen(
	struct set *chosen, const struct observation_log *log, uint16_t version)
{
	memset(chosen, 0, sizeof(*chosen));
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].version == version &&
			has_chosen(&log->rows[i]))
			set_add(chosen, log->rows[i].suite);
}

/* Is @o a list of @version that something of it made fail, not one named? */
static bool is_to_explain(const struct observation_log *log,
	const struct observation *o, uint16_t version, const struct set *named)
{
	return o->asked_version == version && failing_failed(o) &&
		!holds_any(o, named) && is_firm(log, o);
}

static bool is_better(const struct failing *a, const struct failing *b)
{
	return !b->list || a->n_suspects < b->n_suspects ||
		(a->n_suspects == b->n_suspects &&
			a->list->n_offered < b->list->n_offered);
}

bool failing_find(struct failing *found, const struct observation_log *log,
	uint16_t version, size_t longest)
{
	struct set chosen, named;

	memset(found, 0, sizeof(*found));
	gather_chosen(&chosen, log, version);
	gather_named(&named, log, version);
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		struct failing next = { .list = o };

		if (o->n_offered > longest ||
			!is_to_explain(log, o, version, &named))
			continue;
		next.has_choice = holds_any(o, &chosen) &&
			find_choice(log, o, &next.choice);
		if (!next.has_choice && !has_begun(o))
			continue;
		count_suspects(&next, log);
		if (next.n_suspects && is_better(&next, found))
			*found = next;
	}
	if (found->list && found->is_least)
		found->met = count_met(
			log, found->list, found->choice, &found->controlled);
	return found->list;
}

/* The suspects that are asked next: *only one, or the first @n. */
static size_t choose_suspects(const struct failing *found,
	const struct observation_log *log, const struct set *cleared,
	uint32_t *only)
{
	struct set named;

	gather_named(&named, log, 0);
	for (size_t i = 0; i < found->list->n_offered; i++) {
		uint32_t code = found->list->offered[i];
		if (set_has(&named, code) && !set_has(cleared, code)) {
			*only = code;
			return 1;
		}
	}
	*only = CODES;
	return (found->n_suspects + 1) / 2;
}

size_t failing_part(const struct failing *found,
	const struct observation_log *log, uint32_t *codes)
{
	const struct observation *list = found->list;
	struct set cleared;
	uint32_t only;
	size_t n = 0, left;

	clear_suspects(&cleared, log, list);
	left = choose_suspects(found, log, &cleared, &only);
	for (size_t i = 0; i < list->n_offered; i++) {
		uint32_t code = list->offered[i];
		bool in = left && !set_has(&cleared, code) &&
			(only == CODES || code == only);
		left -= in;
		if (in || (found->has_choice && code == found->choice))
			codes[n++] = code;
	}
	return n;
}
