/* SPDX-License-Identifier: ISC */
/*
 * Does a refusal speak of the suites that it held? It may speak of the hello:
 * of its length, or of one code that the server cannot bear. A refused list is
 * covered where the server answered a hello in spite of the same codes and the
 * same length. In an ordinary chain each list is what is left of one that was
 * answered, so that this costs nothing.
 */
#ifndef HALLO_ANALYSIS_COVER_H
#define HALLO_ANALYSIS_COVER_H

#include "analysis/observation.h"

/* Was a list of the same version and form answered that held all the codes that
 * @refused held? What was answered in a lower version speaks for itself. */
bool cover_suites(
	const struct observation_log *log, const struct observation *refused);

/* The same for groups: were these, in a hello of as many suites or fewer? */
bool cover_groups(
	const struct observation_log *log, const struct observation *refused);

/* The same for the "no" to a version: was a hello of as many bytes answered in
 * whichever version? @same_suites: with all the codes that @refused held? */
bool cover_version(const struct observation_log *log,
	const struct observation *refused, bool same_suites);

/* Was a list refused that was longer than any that was answered in its version
 * and form, though it held a suite to choose, and
 * nothing that was not answered elsewhere or is no suite at all? Then it was
 * the length. */
bool cover_length(const struct observation_log *log);

#endif
