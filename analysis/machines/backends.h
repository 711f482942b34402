/* SPDX-License-Identifier: ISC */
/*
 * Several machines behind one address. Equal hellos that met unequal answers
 * show them; weather (FIN, RST, silence) never does. Where they greet in
 * several ways (observation.face) the audit is divided:
 *
 *	face ──► answers to the marks ──► part: an audit of its own
 *	           (hellos that were answered in several ways)
 *
 * Where they cannot be told apart before the hello the audit is fickle: it asks
 * each refusal again and again, and never says that something is absent.
 */
#ifndef HALLO_ANALYSIS_MACHINES_BACKENDS_H
#define HALLO_ANALYSIS_MACHINES_BACKENDS_H

#include "analysis/log/observation.h"

#define BACKENDS_MAX 4
#define BACKENDS_MARKS 4
#define BACKENDS_PATIENCE 20 /* connections that others got in a row */

struct audit;

struct backend {
	struct audit *audit;		  /* owned */
	uint64_t answers[BACKENDS_MARKS]; /* to the marks */
	unsigned passed; /* connections that others got, while it wanted one */
};

struct backends {
	/* Equal hellos, unequal answers: two rows of the log; -1: none. */
	bool seen, fickle, split;
	long a, b;
	unsigned asked, idle; /* by the step that compares; idle: it would
			       * rather have met another */
	bool spare;	      /* its next question is idle */

	size_t n_marks;
	uint64_t marks[BACKENDS_MARKS]; /* questions */
	size_t n;			/* 0: not divided */
	struct backend rows[BACKENDS_MAX];
	bool crowded;			/* more kinds than that */
	int part_of[OBSERVATION_FACES]; /* index into rows, or -1 */
	size_t n_retired;
	struct audit *retired[BACKENDS_MAX * BACKENDS_MARKS]; /* owned: hellos
							       * under way */
};

void backends_clear(struct backends *backends);

/* Looks at row @o of the audit's own log, just learnt. */
void backends_watch(struct audit *audit, int version,
	const struct observation *o, long row);

/* The three calls of the driver, once the audit is divided. */
size_t backends_wanted(struct audit *audit);
bool backends_next(struct audit *audit, int face, struct probe *probe);
void backends_learn(struct audit *audit, const struct observation *o);

/* What was answered, as one number; 0: nothing that decides. */
uint64_t backends_answer(const struct observation *o);

#endif
