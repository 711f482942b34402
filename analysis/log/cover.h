/* SPDX-License-Identifier: ISC */
/*
 * Does a refusal speak of the suites that it held? It may speak of the hello:
 * of its length, or of one code that the server cannot bear. A refused list is
 * covered where the server answered a hello in spite of the same codes and the
 * same length. In an ordinary chain each list is what is left of one that was
 * answered, so that this costs nothing.
 */
#ifndef HALLO_ANALYSIS_LOG_COVER_H
#define HALLO_ANALYSIS_LOG_COVER_H

#include "analysis/log/observation.h"

/* The first of @n refusals that no answer covers, unless lists are limited
 * (@limit codes, 0: not) and the length is known to be the cause; n: none. */
size_t cover_first_missing(const struct observation_log *log,
	const struct refusal_span *refusals, size_t n, size_t limit);

/* Marks those ahead of that one: the log only grows, what is covered stays so.
 */
void cover_remember(const struct observation_log *log,
	struct refusal_span *refusals, size_t n);

/* The same for groups: were these, in a hello of as many suites or fewer? */
bool cover_groups(
	const struct observation_log *log, const struct observation *refused);

/* The same for the "no" to a version: was a hello of as many bytes answered in
 * whichever version? @same_suites: with all the codes that @refused held? */
bool cover_version(const struct observation_log *log,
	const struct observation *refused, bool same_suites);

/* The shortest list that failed for its length: longer than any that was
 * answered in its version and form, though it held a suite to choose, and
 * nothing that was not answered elsewhere or is no suite at all. NULL: none
 * was. *taken (may be NULL): the longest that was answered there. */
const struct observation *cover_length(
	const struct observation_log *log, size_t *taken);

/* Such a list to ask with, of @length codes at least 1: what was answered
 * before, then codes that are no suites. Returns how many there are. */
size_t cover_fill(
	uint32_t *codes, size_t length, const struct observation_log *log);

/* Is it one of these? */
bool cover_asked_length(const struct observation *o);

#endif
