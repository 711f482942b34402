/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/machines/.
 */
#ifndef HALLO_ANALYSIS_MACHINES_MACHINES_PARTS_H
#define HALLO_ANALYSIS_MACHINES_MACHINES_PARTS_H

#include "analysis/audit/audit.h"
#include "analysis/machines/machines.h"
#include "analysis/state/audit_state.h"

#define MACHINES_MAX PORTRAIT_BACKENDS
#define MACHINES_MARKS 4
#define MACHINES_RETIRED (MACHINES_MAX * (MACHINES_MARKS + 1))
#define MACHINES_PATIENCE 20 /* connections that others got in a row */

/* An audit of all rows, or of those of some faces. */
struct member {
	uint32_t id;		     /* 0: of all rows */
	struct audit *audit;	     /* owned */
	struct observation_log *log; /* its rows; owned by a part */
	struct portrait portrait;

	/* Equal hellos, unequal answers: two rows of its log; -1: none. */
	bool seen, fickle, split;
	long a, b;
	unsigned compared, idle; /* hellos that compare; idle: in a row, that
				  * would rather have met another */

	uint64_t answers[MACHINES_MARKS]; /* to the marks */
	unsigned passed; /* connections that others got, while it wanted one */
};

struct machines {
	struct observation_log log;
	struct audit_options options; /* owned copies */
	char server_name[256];
	uint32_t *suites;

	struct member all;
	uint32_t last_member, n_probes;
	struct machines_asked asked;
	struct question last_question;
	uint8_t *buffer; /* of a hello */

	size_t n_marks;
	uint64_t marks[MACHINES_MARKS];	    /* questions */
	size_t n;			    /* 0: not divided */
	struct member *parts[MACHINES_MAX]; /* owned */
	int part_of[OBSERVATION_FACES];	    /* index into parts, or -1 */
	size_t n_retired; /* those that were, with hellos under way; owned */
	struct member *retired[MACHINES_RETIRED];
};

/* machines.c: how many more probes would help now (wire/probe/probe.h). */
size_t machines_wanted(const struct machines *machines);

/* The events of a hello that goes out, of an outcome that comes. */
void machines_send(struct machines *machines, struct member *member,
	uint32_t id, const struct step *step, const struct question *question);
void machines_learn(struct machines *machines, const struct probe *probe,
	const struct outcome *outcome);

/* member.c: a member that knows nothing yet. */
void member_begin(
	struct machines *machines, struct member *member, uint32_t id);
void member_end(struct member *member);

/* Decides, and writes it down. */
bool machines_decide(struct machines *machines, struct member *member,
	const struct decision *decision);

/* All members in turn: that of all rows, the parts, those that were parts; NULL
 * behind the last. */
struct member *machines_nth(struct machines *machines, size_t i);

/* The member of that number, or NULL. */
struct member *machines_member(struct machines *machines, uint32_t id);

/* divide.c: what was answered, as one number; 0: nothing that decides. */
uint64_t machines_answer(const struct observation *o);

/* Learns the last row of its log, and looks whether machines are unequal. */
void member_learn(struct machines *machines, struct member *member, bool own);

/* The last row of the log, once the address is divided. @own: the member that
 * asked for it, or NULL. */
void parts_learn(struct machines *machines, const struct member *own);

/* The first mark that @face was not asked, and its answers to those before;
 * n_marks: none. */
size_t machines_missing_mark(const struct machines *machines, int face,
	uint64_t answers[MACHINES_MARKS]);

/* compare.c: what tells machines apart, asked of who greets as @face (-1:
 * whoever). */
bool machines_compare(const struct member *member, int face, struct plan *plan);

#endif
