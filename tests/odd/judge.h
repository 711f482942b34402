/* SPDX-License-Identifier: ISC */
/*
 * Holds a portrait against the truth that the oracle found. The answers are
 * words, so that a test may also expect them.
 */
#ifndef HALLO_TESTS_ODD_JUDGE_H
#define HALLO_TESTS_ODD_JUDGE_H

#include "analysis/model/portrait.h"
#include "responder/profile.h"

/* What there is, by the oracle. */
struct facts {
	const struct profile *profile;
	const char *name; /* that the audit asks for */
	size_t n[PROFILE_VERSIONS];
	bool has[PROFILE_VERSIONS][PROFILE_MAX_SUITES];
};

struct facts facts_of(const struct profile *profile, const char *name);

/* Why the last of the following said false. */
extern char trouble[400];

/* Nothing false is said: no version, suite, group or order that is not there,
 * none denied that is, no set called complete that is not. */
bool all_is_true(const struct facts *t, const struct portrait *said);

/* All that there is is known. */
bool all_is_known(const struct facts *t, const struct portrait *said);

/* The portrait is incomplete, and a reason says @cause. */
bool cause_is_named(const struct portrait *said, const char *cause);

#endif
