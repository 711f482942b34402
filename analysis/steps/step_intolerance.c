/* SPDX-License-Identifier: ISC */
/*
 * A list failed although it held a suite to choose, and its length is not the
 * cause: which of its codes is it that the server cannot bear? Asked last; what
 * stays inconclusive gets its cause by it (intolerance.h).
 */
#include "analysis/steps/steps.h"

#include "analysis/log/intolerance.h"

#define ASKED_MOST 24

static void ask_pair(const struct intolerance *found, struct question *q)
{
	q->suites[0] = found->companion;
	q->suites[1] = found->choice;
	q->n_suites = 2;
}

/* Half of the suspects; at last the one that is left, and that twice; then
 * another of its kind. */
static bool next_intolerance(
	const struct audit *audit, int version, struct plan *plan)
{
	struct question *q = &plan->question;
	struct intolerance found;

	if (!audit_at_last(audit, version, PURPOSE_INTOLERANCE, ASKED_MOST) ||
		!intolerance_find(&found, audit->log))
		return false;
	observation_ask_again(found.failed, q);
	q->about = found.failed->probe;
	q->purpose = PURPOSE_INTOLERANCE;
	if (!found.certain) {
		q->n_suites = intolerance_halve(&found, audit->log, q->suites);
		q->suites[q->n_suites++] = found.choice;
		return true;
	}
	if (!found.companion || found.beside)
		return false;
	ask_pair(&found, q);
	return true;
}

const struct step step_intolerance = { next_intolerance };
