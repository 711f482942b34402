/* SPDX-License-Identifier: ISC */
/*
 * From a log to the portrait: what the rows and what was concluded from them
 * (log/conclusion.h) say of each version, with proof and controls, and whether
 * the whole is complete. Nothing else is looked at but a few plain facts of the
 * run.
 */
#ifndef HALLO_ANALYSIS_PORTRAIT_DERIVE_H
#define HALLO_ANALYSIS_PORTRAIT_DERIVE_H

#include "analysis/model/portrait.h"

/* What is no row: what was asked for, and how it ended. */
struct portrait_run {
	unsigned versions;	       /* bit i: index i was asked for */
	size_t n_suites[LOG_VERSIONS]; /* candidates of each */
	bool ipv6;
	bool unfinished;       /* there is a question left */
	const char *cut_short; /* why, in words; NULL: not known */
};

/* @portrait is empty or holds an older one. */
void portrait_derive(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run);

/* The two halves of it: what is known of each version; whether that is all.
 * Between them facts of several logs may be joined. */
void portrait_derive_facts(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run);
void portrait_judge(struct portrait *portrait,
	const struct observation_log *log, const struct portrait_run *run);

#endif
