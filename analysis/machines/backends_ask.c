/* SPDX-License-Identifier: ISC */
/*
 * The step that compares machines. Where there are several ways to greet, what
 * closes a chain (a refusal, an answer below) and what opens it is asked of
 * each; where an audit is fickle, each refusal is asked again and again. A full
 * audit asks twice more what closes a chain, in case. An unequal answer is what
 * backends_watch() waits for.
 */
#include "analysis/state/audit_state.h"

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

static void add(
	struct telling *t, const struct audit *audit, long row, bool unsure)
{
	const struct observation *rows = audit->log.rows;

	if (t->n == TELLING || !backends_answer(&rows[row]))
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
	struct telling *t, struct audit *audit, int v, bool each)
{
	long last = -1;
	bool unsure = audit_order(audit, v)->order == SUITE_ORDER_MIXED;

	for (size_t i = 0; i < audit->log.n; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (!observation_answered(o) || !tells_suites(o) ||
			o->version != audit_versions[v])
			continue;
		if (each || last < 0)
			add(t, audit, (long)i, unsure);
		last = (long)i;
	}
	if (last >= 0)
		add(t, audit, last, unsure);
}

static void collect(struct telling *t, struct audit *audit, bool each)
{
	for (int v = TLS13; v >= SSL2; v--) {
		const struct chain *chain = &audit->chains[v];
		if (!chain_is_over(chain))
			continue;
		if (chain->implied_by >= 0)
			add(t, audit, chain->implied_by, false);
		for (size_t i = 0; i < chain->n_nos; i++)
			if (!chain->nos[i].dropped)
				add(t, audit, chain->nos[i].last, false);
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
static uint64_t faces_met(
	const struct audit *audit, const uint64_t *question, unsigned *times)
{
	uint64_t faces = 0;

	*times = 0;
	for (size_t i = 0; i < audit->log.n; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (!o->probe ||
			(question &&
				(o->question != *question ||
					!backends_answer(o))))
			continue;
		++*times;
		if (o->face >= 0)
			faces |= (uint64_t)1 << o->face;
	}
	return faces;
}

/* @idle: it may, but would rather have another connection. */
static bool is_wanted(const struct audit *audit, const struct telling *t,
	size_t i, uint64_t faces, bool *idle)
{
	const struct observation *o = &audit->log.rows[t->rows[i]];
	size_t n = count_faces(faces);
	unsigned times;
	uint64_t asked = faces_met(audit, &o->question, &times);
	uint64_t missing = faces & ~asked;

	bool closes = observation_refused(o) || o->version < o->asked_version;

	*idle = false;
	if (audit->backends.fickle && closes && times < FICKLE_TIMES)
		return true;
	if (n < 2)
		return times < UNSURE_TIMES &&
			(t->unsure[i] || (closes && !audit_is_frugal(audit)));
	if (!missing || (n > FACES_ALL && count_faces(asked) >= 2))
		return false;
	*idle = audit->at_hand >= 0 && !(missing >> audit->at_hand & 1);
	return true;
}

static bool next_backends(struct audit *audit, int version, struct question *q)
{
	static struct telling t;
	struct backends *backends = &audit->backends;
	size_t spare, n;
	bool idle;
	unsigned times;
	uint64_t faces;

	if (version != TLS13 || audit->n_flying || !audit->log.n ||
		backends->asked >= ASKED_MOST)
		return false;
	faces = faces_met(audit, NULL, &times);
	t.n = 0;
	n = count_faces(faces);
	if (n < 2 && backends->asked >= ASKED_ALONE)
		return false;
	collect(&t, audit, n > 1 && n <= FACES_ALL);
	spare = t.n;
	for (size_t i = 0; i < t.n; i++) {
		if (!is_wanted(audit, &t, i, faces, &idle))
			continue;
		if (spare == t.n || !idle)
			spare = i;
		backends->spare = idle;
		if (!idle)
			break;
	}
	if (spare == t.n || backends->idle >= BACKENDS_PATIENCE)
		return false;
	audit_ask_again(&audit->log.rows[t.rows[spare]], q);
	return true;
}

/* Rows that come by learn_control(): the purpose is the same. */
static void learn_backends(
	struct audit *audit, int version, const struct observation *o, long row)
{
	step_control.learn(audit, version, o, row);
}

const struct step step_backends = { next_backends, learn_backends };
