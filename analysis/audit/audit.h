/* SPDX-License-Identifier: ISC */
/*
 * The audit of one machine: which versions, which suites in which order, which
 * groups, with as few connections as the proof allows. Pure: no socket, no
 * clock, no randomness but the seed. Its driver is analysis/machines/, which
 * owns the log.
 *
 * An audit is what the events of its run have made of it, in their order:
 *
 *	audit_asked()	a hello goes out
 *	audit_learnt()	what came of it is the last row of the log
 *	audit_decided()	what it wanted beside asking
 *
 * An audit reads its log and never writes it: what an event concludes goes into
 * the log that its driver hands over with it, the same one each time.
 *
 * audit_plan() says what it wants next, and changes nothing; a run that was
 * recorded is told again by the same events, without a plan.
 */
#ifndef HALLO_ANALYSIS_AUDIT_AUDIT_H
#define HALLO_ANALYSIS_AUDIT_AUDIT_H

#include "analysis/state/ask.h"
#include "analysis/state/plan.h"

/* @log: borrowed, empty. */
struct audit *audit_new(
	const struct audit_options *options, struct observation_log *log);
void audit_free(struct audit *audit);

/* The hello of @question goes out with @probe->id, for @step (NULL: for none of
 * its steps). */
void audit_asked(struct audit *audit, uint32_t id, const struct step *step,
	const struct question *question);

/* It is not under way any more, its question goes into *question. False: it
 * never was, not here. */
bool audit_landed(struct audit *audit, uint32_t id, uint32_t answer,
	struct question *question);

/* Keeps the bytes of a hello under way until then. */
struct slice audit_keep_hello(
	struct audit *audit, uint32_t id, struct slice hello);

/* Learns the last row of its log. @own: this audit has asked for it. Returns
 * the version that was judged by it, -1 for none. */
int audit_learnt(struct audit *audit, struct observation_log *log, bool own);

/* That row contradicts what was concluded. */
void audit_contradicted(
	struct audit *audit, struct observation_log *log, int version);

/* Carries a decision out; false: it makes no sense, and nothing was done. */
bool audit_decided(struct audit *audit, struct observation_log *log,
	const struct decision *decision);

/* A part of the run is over: hellos under way are lost, and that this host had
 * no route says nothing of the next part. */
void audit_part_ends(struct audit *audit, struct observation_log *log);

/* The rows so far were asked for by another audit, of a mixture of machines:
 * what went wrong then is no fault of this one's. */
void audit_takes_over(struct audit *audit);

/* May it ask anything now? */
bool audit_may_ask(const struct audit *audit);

/* Goes on with the plan: a question or decisions; false: neither. When all else
 * is done _last() explains what stayed open; _ahead() asks before the answer to
 * the last hello is there. */
bool audit_plan(const struct audit *audit, struct plan *plan);
bool audit_plan_last(const struct audit *audit, struct plan *plan);
bool audit_plan_ahead(const struct audit *audit, struct plan *plan);

/* How many more probes would help now, if @audit->plan is what it wants. */
size_t audit_wanted(const struct audit *audit);

/* A rough number of probes still to come, for progress. */
size_t audit_estimate(const struct audit *audit);

/* What another address of the same host showed: a better guess of its order,
 * nothing else. Copied. */
void audit_kin(struct audit *audit, const struct audit *kin);

/* Is nothing left to find out? Then not by the number of its rows. */
bool audit_is_endless(const struct audit *audit);

#endif
