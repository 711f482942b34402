/* SPDX-License-Identifier: ISC */
/*
 * DHE in two shapes. RFC 7919 section 4: a server that knows the groups 256-260
 * uses one of them or, without a common one, no DHE at all; and some do DHE
 * only then. Two hellos a version tell whether the shapes agree: the DHE suites
 * not found so far, beside those groups (refused?), and the found ones, beside
 * them (answered?). Where they disagree, or when asked for, the chain runs.
 */
#include "analysis/state/audit_state.h"

#include "analysis/base/alloc.h"
#include "wire/tables/names.h"

static bool has_shapes(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	return version >= TLS10 && version <= TLS12 && !chain->other_form &&
		chain->state == CHAIN_COMPLETE && chain->n_found;
}

static void call_roll(struct dhe_state *dhe, const struct chain *chain)
{
	roll_init(&dhe->roll, chain->n);
	dhe->found_done = true;
	for (size_t i = 0; i < chain->n; i++) {
		const struct suite *suite = suite_find(chain->rows[i].code);
		bool found = chain->rows[i].state == CANDIDATE_FOUND;
		if (!suite || !suite_uses_dhe(suite))
			continue;
		roll_add(&dhe->roll, suite->code, found);
		if (found)
			dhe->found_done = false;
	}
}

/* The frugal audit asks for the rest where there is DHE at all, and in the
 * newest version of those that have shapes. */
static bool wants_rest(const struct audit *audit, int version)
{
	int highest = audit_highest(audit, TLS12);

	return !audit_is_frugal(audit) || version == highest ||
		!audit->dhe[version].found_done ||
		audit->dhe[version].roll.n_found;
}

static bool wants_chain(const struct audit *audit, int version)
{
	const struct dhe_state *dhe = &audit->dhe[version];

	return dhe->disagrees || audit->ask & ASK_DHE;
}

enum dhe_part { PART_REST, PART_FOUND, PART_ALL, PART_NONE };

static enum dhe_part part(const struct audit *audit, int version)
{
	const struct dhe_state *dhe = &audit->dhe[version];

	if (dhe->roll.stuck || dhe->roll.n_open == 0)
		return PART_NONE;
	if (!dhe->rest_done && wants_rest(audit, version))
		return PART_REST;
	if (!dhe->found_done)
		return PART_FOUND;
	return wants_chain(audit, version) ? PART_ALL : PART_NONE;
}

/* At most @limit codes (0: any number). */
static void offer_part(const struct roll *roll, enum dhe_part which,
	size_t limit, struct question *q)
{
	q->n_suites = 0;
	for (size_t i = roll->n; i-- > 0 && (!limit || q->n_suites < limit);) {
		const struct roll_row *row = &roll->rows[i];
		if (row->state == CANDIDATE_OPEN &&
			(which == PART_ALL ||
				row->marked == (which == PART_FOUND)))
			q->suites[q->n_suites++] = row->code;
	}
}

static bool next_dhe(struct audit *audit, int version, struct question *q)
{
	struct dhe_state *dhe = &audit->dhe[version];
	enum dhe_part which;

	if (!has_shapes(audit, version))
		return false;
	if (!dhe->roll.ready)
		call_roll(dhe, &audit->chains[version]);
	which = part(audit, version);
	if (which == PART_NONE)
		return false;
	offer_part(&dhe->roll, which, audit->chains[version].limit, q);
	if (q->n_suites == 0) {
		*(which == PART_FOUND ? &dhe->found_done : &dhe->rest_done) =
			true;
		return next_dhe(audit, version, q);
	}
	q->purpose = PURPOSE_DHE;
	audit_use_form(audit, version, q);
	q->recipe.shape = DHE_RFC7919;
	return true;
}

static bool is_open(const struct roll *roll, bool marked)
{
	for (size_t i = 0; i < roll->n; i++)
		if (roll->rows[i].state == CANDIDATE_OPEN &&
			roll->rows[i].marked == marked)
			return true;
	return false;
}

/* What the list was made of tells which question it was. */
static enum dhe_part part_of(
	const struct roll *roll, const struct observation *o)
{
	bool marked = false, unmarked = false;

	for (size_t i = 0; i < roll->n; i++)
		for (size_t k = 0; k < o->n_offered; k++)
			if (roll->rows[i].code == o->offered[k]) {
				marked |= roll->rows[i].marked;
				unmarked |= !roll->rows[i].marked;
			}
	return marked && unmarked ? PART_ALL : marked ? PART_FOUND : PART_REST;
}

static void learn_dhe(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct dhe_state *dhe = &audit->dhe[version];
	enum dhe_part which;
	bool answered;

	if (!dhe->roll.ready)
		call_roll(dhe, &audit->chains[version]);
	which = part_of(&dhe->roll, o);
	answered = observation_answered(o) &&
		o->version == audit_versions[version] &&
		roll_answer(&dhe->roll, o->suite);
	if (!answered &&
		!roll_negative(&dhe->roll, o, row, o->offered, o->n_offered))
		return;
	if (which == PART_REST)
		dhe->rest_done = answered || !is_open(&dhe->roll, false);
	else if (which == PART_FOUND)
		dhe->found_done = answered || !is_open(&dhe->roll, true);
	if ((which == PART_REST && answered) ||
		(which == PART_FOUND && !answered))
		dhe->disagrees = true;
}

void dhe_reopen_offered(
	struct audit *audit, int version, const struct observation *o)
{
	struct dhe_state *dhe = &audit->dhe[version];

	if (roll_reopen_offered(&dhe->roll, o->offered, o->n_offered))
		dhe->rest_done = dhe->found_done = false;
}

const struct step step_dhe = { next_dhe, learn_dhe };
