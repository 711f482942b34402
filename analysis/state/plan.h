/* SPDX-License-Identifier: ISC */
/*
 * What an audit wants: a question, or decisions. A step is one kind of question
 * about one version; it looks at the audit and fills the plan.
 */
#ifndef HALLO_ANALYSIS_STATE_PLAN_H
#define HALLO_ANALYSIS_STATE_PLAN_H

#include "analysis/log/observation.h"

struct audit;
struct plan;

/* A further question is one file with next(), and one row in audit.c. True: the
 * plan has a question or decisions. It is asked again once these are carried
 * out. */
struct step {
	bool (*next)(const struct audit *audit, int version, struct plan *plan);
};

struct plan {
	bool asks;		 /* there is a question: */
	const struct step *step; /* that asks; NULL: no step of an audit */
	int version;
	struct question question; /* its list of suites is owned */
	size_t room;		  /* suites that fit */

	size_t n_decisions, decisions_room;
	struct decision *decisions; /* owned */

	/* the way through the steps: where it is, and whether a decision has
	 * opened something that was closed, so that it begins anew */
	size_t at;
	bool reopened;
};

void plan_init(struct plan *plan, size_t room);
void plan_clear(struct plan *plan);

/* Goes back to the beginning of the way. */
void plan_restart(struct plan *plan);
void plan_forget_question(struct plan *plan);

/* One more decision, of version @version; true for convenience. */
bool plan_decide(struct plan *plan, enum decision_kind kind, int version,
	size_t span, size_t n);

#endif
