/* SPDX-License-Identifier: ISC */
/*
 * A portrait held against the profile that it should show. The profile is the
 * truth, so all its suites must be usable (responder_can()).
 */
#ifndef HALLO_TESTS_ANALYSIS_AGAINST_PROFILE_H
#define HALLO_TESTS_ANALYSIS_AGAINST_PROFILE_H

#include "analysis/model/portrait.h"
#include "responder/responder.h"

/* Complete, and each version, set and order as the profile has it. False: @why
 * says what differs. */
bool portrait_is_right(const struct portrait *portrait,
	const struct profile *profile, char *why, size_t size);

/* What is said is true, and what could not be proven says so with a reason. */
bool portrait_is_honest(const struct portrait *portrait,
	const struct profile *profile, char *why, size_t size);

/* Suites found, all versions together. */
size_t portrait_suites(const struct portrait *portrait);

#endif
