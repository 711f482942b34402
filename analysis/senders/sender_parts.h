/* SPDX-License-Identifier: ISC */
/*
 * What the files of the sender simulation share; private to sender*.c.
 */
#ifndef HALLO_ANALYSIS_SENDERS_SENDER_PARTS_H
#define HALLO_ANALYSIS_SENDERS_SENDER_PARTS_H

#include "analysis/senders/sender.h"

/* All that one judgement looks at. */
struct judgement {
	const struct sender *sender;
	const struct portrait *portrait;
	const struct version_fact *version;
	struct sender_verdict *verdict;
};

#define CANDIDATES_MAX 128

/* The suites that may come out. @open: perhaps none of them does. */
struct choice {
	size_t n;
	const struct suite_fact *suites[CANDIDATES_MAX];
	bool open;
	const char *open_reason;
};

/* Which of the server's suites may come out for this sender? */
void sender_choose(const struct judgement *j, struct choice *choice);

#endif
