/* SPDX-License-Identifier: ISC */
/*
 * DHE in two shapes. RFC 7919 section 4: a server that knows the groups 256-260
 * uses one of them or, without a common one, no DHE at all; and some do DHE
 * only then. Two hellos a version tell whether the shapes agree: the DHE suites
 * not found so far, beside those groups (refused?), and the found ones, beside
 * them (answered?). Where they disagree, or when asked for, the chain runs.
 */
#include "analysis/steps/steps.h"

#include "analysis/base/alloc.h"
#include "wire/tables/names.h"

static bool has_shapes(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	return version >= TLS10 && version <= TLS12 &&
		chain->shape != SHAPE_OTHER && chain->state == CHAIN_COMPLETE &&
		chain->n_found;
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

static bool is_open(const struct roll *roll, bool marked)
{
	for (size_t i = 0; i < roll->n; i++)
		if (roll->rows[i].state == CANDIDATE_OPEN &&
			roll->rows[i].marked == marked)
			return true;
	return false;
}

static enum question_topic topic(const struct audit *audit, int version)
{
	const struct dhe_state *dhe = &audit->dhe[version];

	if (dhe->roll.stuck || dhe->roll.n_open == 0)
		return TOPIC_NONE;
	if (!dhe->rest_done && wants_rest(audit, version))
		return TOPIC_DHE_REST;
	if (!dhe->found_done)
		return TOPIC_DHE_FOUND;
	if (!wants_chain(audit, version))
		return TOPIC_NONE;
	if (!is_open(&dhe->roll, false))
		return TOPIC_DHE_FOUND;
	return is_open(&dhe->roll, true) ? TOPIC_DHE_ALL : TOPIC_DHE_REST;
}

/* At most @limit codes (0: any number). */
static void offer_part(const struct roll *roll, enum question_topic which,
	size_t limit, struct question *q)
{
	q->n_suites = 0;
	for (size_t i = roll->n; i-- > 0 && (!limit || q->n_suites < limit);) {
		const struct roll_row *row = &roll->rows[i];
		if (row->state == CANDIDATE_OPEN &&
			(which == TOPIC_DHE_ALL ||
				row->marked == (which == TOPIC_DHE_FOUND)))
			q->suites[q->n_suites++] = row->code;
	}
}

static bool next_dhe(const struct audit *audit, int version, struct plan *plan)
{
	const struct dhe_state *dhe = &audit->dhe[version];
	struct question *q = &plan->question;

	if (!has_shapes(audit, version))
		return false;
	if (!dhe->roll.ready)
		return plan_decide(plan, DECISION_DHE, version, 0, 0);
	q->topic = topic(audit, version);
	if (q->topic == TOPIC_NONE)
		return false;
	offer_part(&dhe->roll, q->topic, audit->chains[version].limits.now, q);
	if (q->n_suites == 0)
		return plan_decide(plan,
			q->topic == TOPIC_DHE_FOUND ? DECISION_DHE_FOUND
						    : DECISION_DHE_REST,
			version, 0, 0);
	q->purpose = PURPOSE_DHE;
	audit_use_form(audit, version, q);
	q->form |= FORM_RFC7919;
	return true;
}

bool decide_dhe(struct audit *audit, const struct decision *decision)
{
	struct dhe_state *dhe = &audit->dhe[decision->version];

	if ((decision->kind == DECISION_DHE) == dhe->roll.ready)
		return false;
	if (decision->kind == DECISION_DHE)
		call_roll(dhe, &audit->chains[decision->version]);
	else if (decision->kind == DECISION_DHE_FOUND)
		dhe->found_done = true;
	else if (decision->kind == DECISION_DHE_REST)
		dhe->rest_done = true;
	else {
		roll_reask(&dhe->roll);
		dhe->rest_done = dhe->found_done = false;
	}
	return true;
}

/* Of another audit: what its list is made of, by what is known here. */
static enum question_topic topic_of_list(
	const struct roll *roll, const struct observation *o)
{
	bool marked = false, unmarked = false;

	for (size_t i = 0; i < roll->n; i++)
		if (observation_offered(o, roll->rows[i].code)) {
			marked |= roll->rows[i].marked;
			unmarked |= !roll->rows[i].marked;
		}
	return marked && unmarked ? TOPIC_DHE_ALL
		: marked	  ? TOPIC_DHE_FOUND
				  : TOPIC_DHE_REST;
}

static void note_part(
	struct dhe_state *dhe, enum question_topic which, bool answered)
{
	if (which == TOPIC_DHE_REST)
		dhe->rest_done = answered || !is_open(&dhe->roll, false);
	else if (which == TOPIC_DHE_FOUND)
		dhe->found_done = answered || !is_open(&dhe->roll, true);
	if ((which == TOPIC_DHE_REST && answered) ||
		(which == TOPIC_DHE_FOUND && !answered))
		dhe->disagrees = true;
}

void learn_dhe(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct dhe_state *dhe = &audit->dhe[version];
	enum question_topic which;
	bool answered;

	if (!dhe->roll.ready)
		call_roll(dhe, &audit->chains[version]);
	which = o->topic ? o->topic : topic_of_list(&dhe->roll, o);
	answered = observation_answered(o) &&
		o->version == log_versions[version] &&
		roll_answer(&dhe->roll, o->suite);
	if (!answered &&
		!roll_negative(&dhe->roll, o, row, o->offered, o->n_offered))
		return;
	note_part(dhe, which, answered);
}

void reopen_dhe(struct audit *audit, int version, const struct observation *o)
{
	struct dhe_state *dhe = &audit->dhe[version];

	if (roll_reopen_offered(&dhe->roll, o->offered, o->n_offered))
		dhe->rest_done = dhe->found_done = false;
}

const struct step step_dhe = { next_dhe };
