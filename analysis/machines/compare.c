/* SPDX-License-Identifier: ISC */
/*
 * What compares machines. Where there are several ways to greet, what closes a
 * chain (a refusal, an answer below) and what opens it is asked of each; where
 * equal hellos met unequal answers without a greeting to tell by, each refusal
 * is asked again and again. A full audit asks twice more what closes a chain,
 * in case. An unequal answer is what member_learn() waits for.
 */
#include "analysis/machines/machines_parts.h"

#define TELLING 400    /* rows that are worth asking again, at most */
#define FACES_ALL 4    /* more of them: two of each serve */
#define FICKLE_TIMES 5 /* refused so many times */
#define UNSURE_TIMES 3 /* no order, or a full audit: asked so many times */
#define ASKED_MOST 600
#define ASKED_ALONE 60 /* where there is but one face */

struct telling {
	size_t n;
	long rows[TELLING];
	bool unsure[TELLING]; /* of a version without an order */
};

static void add(struct telling *t, const struct observation_log *log, long row,
	bool unsure)
{
	const struct observation *rows = log->rows;

	if (t->n == TELLING || !machines_answer(&rows[row]))
		return;
	for (size_t i = 0; i < t->n; i++)
		if (rows[t->rows[i]].question == rows[row].question)
			return;
	t->unsure[t->n] = unsure;
	t->rows[t->n++] = row;
}

static bool tells_suites(const struct observation *o)
{
	return o->purpose != PURPOSE_GROUPS && o->purpose != PURPOSE_DHE &&
		o->purpose != PURPOSE_COMPRESSION;
}

/* All answers where each is asked of each machine; else the first and the last
 * one. */
static void add_answers(
	struct telling *t, const struct audit *audit, int v, bool each)
{
	long last = -1;
	bool unsure = audit_order(audit, v)->order == SUITE_ORDER_MIXED;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (!observation_answered(o) || !tells_suites(o) ||
			o->version != log_versions[v])
			continue;
		if (each || last < 0)
			add(t, audit->log, (long)i, unsure);
		last = (long)i;
	}
	if (last >= 0)
		add(t, audit->log, last, unsure);
}

static void collect(struct telling *t, const struct audit *audit, bool each)
{
	for (int v = TLS13; v >= SSL2; v--) {
		const struct chain *chain = &audit->chains[v];
		if (!chain_is_over(chain))
			continue;
		if (chain->implied_by >= 0)
			add(t, audit->log, chain->implied_by, false);
		for (size_t i = 0; i < chain->n_nos; i++)
			if (!chain->nos[i].dropped)
				add(t, audit->log, chain->nos[i].last, false);
		add_answers(t, audit, v, each);
	}
}

static size_t count_faces(uint64_t faces)
{
	size_t n = 0;

	for (; faces; faces &= faces - 1)
		n++;
	return n;
}

/* Who was met at all, or (@question) gave an answer to that that decides. */
static uint64_t faces_met(const struct observation_log *log,
	const uint64_t *question, unsigned *times)
{
	uint64_t faces = 0;

	*times = 0;
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!o->probe ||
			(question &&
				(o->question != *question ||
					!machines_answer(o))))
			continue;
		++*times;
		if (o->face >= 0)
			faces |= (uint64_t)1 << o->face;
	}
	return faces;
}

static bool holds(uint64_t faces, int face)
{
	return face < OBSERVATION_FACES && faces >> face & 1;
}

/* @idle: it may, but would rather have another connection than that of @face.
 */
static bool is_wanted(const struct member *member, const struct telling *t,
	size_t i, uint64_t faces, int face, bool *idle)
{
	const struct observation *o = &member->log->rows[t->rows[i]];
	size_t n = count_faces(faces);
	unsigned times;
	uint64_t asked = faces_met(member->log, &o->question, &times);
	uint64_t missing = faces & ~asked;
	bool closes = observation_refused(o) || o->version < o->asked_version;

	*idle = false;
	if (member->fickle && closes && times < FICKLE_TIMES)
		return true;
	if (n < 2)
		return times < UNSURE_TIMES &&
			(t->unsure[i] ||
				(closes && !audit_is_frugal(member->audit)));
	if (!missing || (n > FACES_ALL && count_faces(asked) >= 2))
		return false;
	*idle = face >= 0 && !holds(missing, face);
	return true;
}

static bool may_compare(const struct member *member, size_t n_faces)
{
	return !member->audit->n_flying && member->log->n &&
		member->compared < (n_faces < 2 ? ASKED_ALONE : ASKED_MOST) &&
		member->idle < MACHINES_PATIENCE;
}

static void ask(const struct observation *o, bool idle, struct plan *plan)
{
	plan_forget_question(plan);
	observation_ask_again(o, &plan->question);
	plan->question.purpose = PURPOSE_CONTROL;
	plan->question.topic = idle ? TOPIC_COMPARE_IDLE : TOPIC_COMPARE;
	plan->question.about = o->probe;
	plan->asks = true;
}

bool machines_compare(const struct member *member, int face, struct plan *plan)
{
	struct telling t = { 0 };
	unsigned times;
	uint64_t faces = faces_met(member->log, NULL, &times);
	size_t n = count_faces(faces), chosen;
	bool idle, chosen_idle = false;

	if (!may_compare(member, n))
		return false;
	collect(&t, member->audit, n > 1 && n <= FACES_ALL);
	chosen = t.n;
	for (size_t i = 0; i < t.n; i++) {
		if (!is_wanted(member, &t, i, faces, face, &idle))
			continue;
		if (chosen == t.n || !idle)
			chosen = i;
		chosen_idle = idle;
		if (!idle)
			break;
	}
	if (chosen == t.n)
		return false;
	ask(&member->log->rows[t.rows[chosen]], chosen_idle, plan);
	return true;
}
