/* SPDX-License-Identifier: ISC */
/*
 * What the files of the sender simulation share; private to sender*.c.
 */
#ifndef HALLO_ANALYSIS_SENDERS_SENDER_PARTS_H
#define HALLO_ANALYSIS_SENDERS_SENDER_PARTS_H

#include "analysis/senders/sender.h"
#include "wire/tables/names.h"

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
	const char *doubt; /* why the last of them may not come out */
};

/* What a sender says to the certificate. */
struct certificate_refusal {
	enum sender_result result; /* FAILS, or UNKNOWN */
	enum sender_cause cause;
	char words[300];
	uint32_t probe; /* one more that shows it; 0: none */
};

/* Does it break off, or may it? @shown: the row where the server chose @suite,
 * or NULL. False: it goes on. */
bool sender_refuses_certificate(const struct judgement *j,
	const struct suite *suite, const struct observation *shown,
	struct certificate_refusal *refusal);

/* Which of the server's suites may come out for this sender? */
void sender_choose(const struct judgement *j, struct choice *choice);

#endif
