/* SPDX-License-Identifier: ISC */
/*
 * How long a list does the server take? Asked last, where lists had to be cut
 * and one of codes that it bears has failed for its length: between the longest
 * that was answered and the shortest that was not, halved until they are
 * neighbours. Nothing but the limit is concluded from these hellos.
 * Those that fail look like bad weather: all else must be done by then.
 */
#include "analysis/steps/steps.h"

#include "analysis/log/cover.h"

#define ASKED_MOST 32 /* 15 halvings of 32,767, and what met bad weather */

static bool cut_lists(const struct audit *audit)
{
	for (int v = SSL3; v <= TLS13; v++)
		if (audit->chains[v].limits.now && audit->chains[v].n_found)
			return true;
	return false;
}

/* An end without words may be bad weather: it is met twice. */
static bool is_certain(
	const struct audit *audit, const struct observation *failed)
{
	size_t met = 0;

	for (size_t i = 0; i < audit->log->n; i++)
		met += audit->log->rows[i].question == failed->question;
	return observation_refused(failed) || met > 1;
}

static bool next_limit(
	const struct audit *audit, int version, struct plan *plan)
{
	struct question *q = &plan->question;
	const struct observation *failed;
	size_t taken, length;

	if (!audit_at_last(audit, version, PURPOSE_LIMIT, ASKED_MOST) ||
		!cut_lists(audit))
		return false;
	failed = cover_length(audit->log, &taken);
	if (!failed || !taken)
		return false;
	length = failed->n_offered - taken > 1
		? taken + (failed->n_offered - taken) / 2
		: failed->n_offered;
	if (length == failed->n_offered && is_certain(audit, failed))
		return false;
	observation_ask_again(failed, q);
	q->about = failed->probe;
	if (length < failed->n_offered)
		q->n_suites = cover_fill(q->suites, length, audit->log);
	q->purpose = PURPOSE_LIMIT;
	return true;
}

const struct step step_limit = { next_limit };
