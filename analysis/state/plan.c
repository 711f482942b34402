/* SPDX-License-Identifier: ISC */
/* See plan.h. */
#include "analysis/state/plan.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"

void plan_init(struct plan *plan, size_t room)
{
	memset(plan, 0, sizeof(*plan));
	plan->room = room;
	plan->question.suites = xcalloc(room, sizeof(uint32_t));
	question_clear(&plan->question);
}

void plan_clear(struct plan *plan)
{
	free(plan->question.suites);
	free(plan->decisions);
	memset(plan, 0, sizeof(*plan));
}

void plan_forget_question(struct plan *plan)
{
	question_clear(&plan->question);
	plan->asks = false;
	plan->step = NULL;
	plan->n_decisions = 0;
}

void plan_restart(struct plan *plan)
{
	plan_forget_question(plan);
	plan->at = 0;
	plan->reopened = false;
}

bool plan_decide(struct plan *plan, enum decision_kind kind, int version,
	size_t span, size_t n)
{
	plan->decisions = xgrow(plan->decisions, plan->n_decisions,
		&plan->decisions_room, sizeof(*plan->decisions));
	plan->decisions[plan->n_decisions++] = (struct decision){
		.kind = kind, .version = (unsigned)version, .span = span, .n = n
	};
	return true;
}
