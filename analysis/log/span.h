/* SPDX-License-Identifier: ISC */
/*
 * A span of rows of the log that say no: is it between two answers, with
 * nothing between that smells of throttling?
 */
#ifndef HALLO_ANALYSIS_LOG_SPAN_H
#define HALLO_ANALYSIS_LOG_SPAN_H

#include "analysis/log/observation.h"

enum span {
	SPAN_CONFIRMED,
	SPAN_WAITS,  /* for an answer after it */
	SPAN_BROKEN, /* bad weather, or no answer before it */
};

/* The rows of the answers around rows @first .. @last go to *before and
 * *after, -1 when there is none. */
enum span span_judge(const struct observation_log *log, long first, long last,
	long *before, long *after);

/* Refused in words three times or more, each time with an answer since the
 * last, and asked again @rounds times: what came between (4xx, failed
 * connections) does not explain that. */
bool span_insists(const struct refusal_span *refusals, size_t n,
	unsigned rounds, const struct observation_log *log);

/* Was something answered between rows @from and @to, both left out? */
bool span_answered_between(
	const struct observation_log *log, long from, long to);

#endif
