/* SPDX-License-Identifier: ISC */
/*
 * What the files of the sender simulation share; private to sender*.c.
 */
#ifndef HALLO_ANALYSIS_SENDERS_SENDER_PARTS_H
#define HALLO_ANALYSIS_SENDERS_SENDER_PARTS_H

#include "analysis/senders/sender.h"
#include "wire/tables/names.h"

#define ALERT_UNRECOGNIZED_NAME 112 /* RFC 6066 3 */

/* All that one judgement looks at. */
struct judgement {
	const struct sender *sender;
	const struct portrait *portrait;
	const struct sender_context *context;
	const struct version_fact *version;
	struct sender_verdict *verdict;
};

void judgement_conclude(struct judgement *j, enum sender_result result,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void judgement_fail(struct judgement *j, enum sender_cause cause,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Unknown, but for @cause it will probably fail. */
void judgement_doubt(struct judgement *j, enum sender_cause cause,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* On what else the verdict rests; several are set side by side. */
void judgement_unless(struct judgement *j, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void judgement_prove(struct judgement *j, const struct proof *proof);

const char *suite_words(uint32_t code);

/* The first few of a list. */
#define NAMES_SHOWN 4
struct names {
	size_t n;
	char text[160];
};
void names_add(struct names *names, const char *name);

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

/* Is it a group of which TLS 1.3, or ECDHE below, may make a key? */
bool group_counts(uint16_t code, uint16_t version);

/* None comes out: fails, and says what the two have not in common. */
void sender_lacks(struct judgement *j);

/* Plays the end where the server has chosen @fact. */
void sender_bears(struct judgement *j, const struct suite_fact *fact);

#endif
