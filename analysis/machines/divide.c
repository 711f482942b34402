/* SPDX-License-Identifier: ISC */
/*
 * Several machines behind one address: how they are seen, and how the rows are
 * divided among audits by who greets. See machines.h.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/machines/machines_parts.h"

uint64_t machines_answer(const struct observation *o)
{
	uint64_t kinds = 0;

	if (!o->question || o->unasked)
		return 0;
	if (observation_refused(o))
		return 1;
	if (!observation_answered(o))
		return 0;
	for (size_t i = 0; i < o->n_kinds; i++)
		kinds = kinds * 31 + o->kinds[i];
	return (kinds << 48 | (uint64_t)o->version << 32 | o->suite) + 2;
}

/* The first row before @row that asked the same and was met differently; where
 * there are several, one of another face. -1: none. */
static long unequal_to(const struct observation_log *log, long row)
{
	const struct observation *o = &log->rows[row];
	uint64_t answer = machines_answer(o);
	long first = -1;

	for (long i = 0; answer && i < row; i++) {
		const struct observation *other = &log->rows[i];
		uint64_t it = machines_answer(other);
		if (!it || other->question != o->question || it == answer)
			continue;
		if (other->face != o->face)
			return i;
		if (first < 0)
			first = i;
	}
	return first;
}

/* Two rows are unequal: does their greeting tell who answers? */
static void note_unequal(struct member *member, long row, long other)
{
	const struct observation *o = &member->log->rows[row];
	const struct observation *it = &member->log->rows[other];
	bool apart = it->face >= 0 && o->face >= 0 && it->face != o->face;

	if (!member->seen || (apart && !member->split)) {
		member->a = other;
		member->b = row;
	}
	member->seen = true;
	member->split = member->split || apart;
	member->fickle = member->fickle || !apart;
}

static void add_mark(struct machines *machines, uint64_t question)
{
	for (size_t i = 0; i < machines->n_marks; i++)
		if (machines->marks[i] == question)
			return;
	if (machines->n_marks < MACHINES_MARKS)
		machines->marks[machines->n_marks++] = question;
}

/* How @face answered a mark; 0: it was not asked. */
static uint64_t answer_of(
	const struct observation_log *log, int face, uint64_t mark)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		uint64_t answer;
		if (o->face != face || o->question != mark)
			continue;
		answer = machines_answer(o);
		if (answer)
			return answer;
	}
	return 0;
}

size_t machines_missing_mark(const struct machines *machines, int face,
	uint64_t answers[MACHINES_MARKS])
{
	for (size_t i = 0; i < machines->n_marks; i++) {
		answers[i] =
			answer_of(&machines->log, face, machines->marks[i]);
		if (!answers[i])
			return i;
	}
	return machines->n_marks;
}

static size_t part_for(struct machines *machines, const uint64_t *answers)
{
	size_t size = machines->n_marks * sizeof(*answers);
	struct member *part;

	for (size_t i = 0; i < machines->n; i++)
		if (!memcmp(machines->parts[i]->answers, answers, size))
			return i;
	if (machines->n == MACHINES_MAX)
		return MACHINES_MAX - 1; /* more kinds than that */
	part = xcalloc(1, sizeof(*part));
	member_begin(machines, part, ++machines->last_member);
	memcpy(part->answers, answers, size);
	machines->parts[machines->n++] = part;
	return machines->n - 1;
}

/* The lists of these were made of what their asker knew. */
static void disown(struct observation *o)
{
	if (o->purpose == PURPOSE_DHE || o->purpose == PURPOSE_GROUPS)
		o->topic = TOPIC_NONE;
}

static void feed(struct machines *machines, struct member *part,
	const struct observation *row, bool own)
{
	observation_append_copy(part->log, &machines->log, row);
	if (!own)
		disown(&part->log->rows[part->log->n - 1]);
	member_learn(machines, part, own);
}

/* Certificates and primes are the whole's; its arrays may have moved. */
static void share(struct machines *machines)
{
	for (size_t i = 0; i < machines->n; i++)
		observation_share(machines->parts[i]->log, &machines->log);
}

/* Gives @face its part, when all marks are known; with its rows so far. */
static void place(struct machines *machines, int face)
{
	uint64_t answers[MACHINES_MARKS] = { 0 };
	struct member *part;

	if (machines_missing_mark(machines, face, answers) < machines->n_marks)
		return;
	machines->part_of[face] = (int)part_for(machines, answers);
	part = machines->parts[machines->part_of[face]];
	share(machines);
	for (size_t i = 0; i < machines->log.n; i++)
		if (machines->log.rows[i].face == face)
			feed(machines, part, &machines->log.rows[i], false);
	audit_takes_over(part->audit);
}

/* Their hellos under way still come back to them. */
static void retire(struct machines *machines)
{
	for (size_t i = 0; i < machines->n; i++) {
		struct member *part = machines->parts[i];
		if (part->audit->n_flying &&
			machines->n_retired < MACHINES_RETIRED) {
			machines->retired[machines->n_retired++] = part;
			continue;
		}
		member_end(part);
		free(part);
	}
	machines->n = 0;
}

/* Where the machines of a part are not equal after all their unequal hello is a
 * mark, if there is room for one more. */
static bool mark_uneven(struct machines *machines)
{
	size_t i = 0;

	while (i < machines->n && !machines->parts[i]->split)
		i++;
	if (i == machines->n || machines->n_marks == MACHINES_MARKS)
		return false;
	const struct member *part = machines->parts[i];
	add_mark(machines, part->log->rows[part->a].question);
	return true;
}

/* Until no part is found to be uneven. */
static void divide(struct machines *machines)
{
	do {
		retire(machines);
		for (int f = 0; f < OBSERVATION_FACES; f++)
			machines->part_of[f] = -1;
		for (int f = 0; f < (int)machines->log.n_faces; f++)
			place(machines, f);
	} while (mark_uneven(machines));
}

void member_learn(struct machines *machines, struct member *member, bool own)
{
	long row = (long)member->log->n - 1;
	int version = audit_learnt(member->audit, member->log, own);
	long other = version < 0 ? -1 : unequal_to(member->log, row);

	if (other >= 0)
		note_unequal(member, row, other);
	if (version < 0)
		return;
	if (member->split && member == &machines->all) {
		add_mark(machines, member->log->rows[row].question);
		divide(machines);
		return;
	}
	/* a part is fickle then, unless the whole is divided anew */
	member->fickle = member->fickle || member->split;
	if (member->fickle)
		audit_contradicted(member->audit, member->log, version);
}

void parts_learn(struct machines *machines, const struct member *own)
{
	const struct observation *o = &machines->log.rows[machines->log.n - 1];
	int mine = o->face >= 0 ? machines->part_of[o->face] : -1;

	share(machines);
	for (int i = 0; i < (int)machines->n; i++)
		if (i == mine || o->probe == 0)
			feed(machines, machines->parts[i], o,
				machines->parts[i] == own);
	if (o->probe && o->face >= 0 && mine < 0)
		place(machines, o->face);
	if (mark_uneven(machines))
		divide(machines);
}
