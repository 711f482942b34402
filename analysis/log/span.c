/* SPDX-License-Identifier: ISC */
/*
 * See span.h. Refusals and unclear alerts may stand between a "no" and its
 * controls; time-outs, resets, 4xx and failed connections may not.
 */
#include "analysis/log/span.h"

#define ENOUGH 3 /* the same answer so many times is an answer */

static long answered_before(const struct observation_log *log, long row)
{
	for (long i = row - 1; i >= 0; i--) {
		if (observation_answered(&log->rows[i]))
			return i;
		if (observation_congested(&log->rows[i]))
			return -1;
	}
	return -1;
}

static long answered_after(
	const struct observation_log *log, long row, bool *waits)
{
	*waits = false;
	for (long i = row + 1; i < (long)log->n; i++) {
		if (observation_answered(&log->rows[i]))
			return i;
		if (observation_congested(&log->rows[i]))
			return -1;
	}
	*waits = true;
	return -1;
}

/* Inside the span: resets may be what refuses. */
static bool stands_between(
	const struct observation *o, const struct observation *refusal)
{
	return o->probe == 0 ||
		(observation_congested(o) &&
			(o->kind != OUTCOME_RESET || o->kind != refusal->kind));
}

enum span span_judge(const struct observation_log *log, long first, long last,
	long *before, long *after)
{
	bool waits;

	*before = answered_before(log, first);
	*after = answered_after(log, last, &waits);
	for (long i = first; i <= last; i++)
		if (stands_between(&log->rows[i], &log->rows[last]))
			return SPAN_BROKEN;
	if (*before < 0)
		return SPAN_BROKEN;
	if (*after < 0)
		return waits ? SPAN_WAITS : SPAN_BROKEN;
	return SPAN_CONFIRMED;
}

bool span_answered_between(
	const struct observation_log *log, long from, long to)
{
	for (long i = from + 1; i < to; i++)
		if (observation_answered(&log->rows[i]))
			return true;
	return false;
}

bool span_insists(const struct refusal_span *refusals, size_t n,
	unsigned rounds, const struct observation_log *log)
{
	for (size_t i = 0; i < n; i++) {
		const struct refusal_span *no = &refusals[i];
		if (!observation_refused(&log->rows[no->last]) ||
			(i + 1 < n &&
				!span_answered_between(
					log, no->last, no[1].first)))
			return false;
	}
	return rounds >= ENOUGH - 1 && n >= ENOUGH;
}
