/* SPDX-License-Identifier: ISC */
/*
 * What tests of the senders share: a row of the table by its name, and what is
 * judged of it.
 */
#ifndef HALLO_TESTS_ANALYSIS_JUDGED_H
#define HALLO_TESTS_ANALYSIS_JUDGED_H

#include "tests/analysis/made.h"

const struct sender *judged_sender(const char *id);

/* Judges, asked as @context says; @words must stand in the reason, and @unless
 * in what it rests on (NULL: nothing). */
void judged_as(struct made *made, const struct sender_context *context,
	const char *id, enum sender_result result, enum sender_cause cause,
	const char *words, const char *unless);

/* The same, asked without a server name; it may rest on anything. */
void judged(struct made *made, const char *id, enum sender_result result,
	enum sender_cause cause, const char *words);

#endif
