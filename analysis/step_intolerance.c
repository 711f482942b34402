/* SPDX-License-Identifier: ISC */
/*
 * A list failed although it held a suite to choose, and its length is not the
 * cause: which of its codes is it that the server cannot bear? Asked last; what
 * stays inconclusive gets its cause by it (intolerance.h).
 */
#include "analysis/audit_state.h"

#include "analysis/intolerance.h"

#define ASKED_MOST 24

static size_t count_asked(const struct audit *audit)
{
	size_t n = 0;

	for (size_t i = 0; i < audit->log.n; i++)
		n += audit->log.rows[i].purpose == PURPOSE_INTOLERANCE;
	return n;
}

static void ask_pair(const struct intolerance *found, struct question *q)
{
	q->suites[0] = found->companion;
	q->suites[1] = found->choice;
	q->n_suites = 2;
}

/* Half of the suspects; at last the one that is left, and that twice; then
 * another of its kind. */
static bool next_intolerance(
	struct audit *audit, int version, struct question *q)
{
	struct intolerance found;

	if (version != TLS13 || audit->n_flying || audit->replan ||
		audit->is_part || audit_saw_weather(audit) ||
		count_asked(audit) >= ASKED_MOST ||
		!intolerance_find(&found, &audit->log))
		return false;
	audit_ask_again(found.failed, q);
	q->purpose = PURPOSE_INTOLERANCE;
	if (!found.certain) {
		q->n_suites = intolerance_halve(&found, &audit->log, q->suites);
		q->suites[q->n_suites++] = found.choice;
		return true;
	}
	if (!found.companion || found.beside)
		return false;
	ask_pair(&found, q);
	return true;
}

/* Nothing is kept but the log. */
static void learn_intolerance(
	struct audit *audit, int version, const struct observation *o, long row)
{
	(void)audit;
	(void)version;
	(void)o;
	(void)row;
}

const struct step step_intolerance = { next_intolerance, learn_intolerance };
