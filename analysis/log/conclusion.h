/* SPDX-License-Identifier: ISC */
/*
 * What follows from the rows of a log, as far as it takes more than a look at
 * them: which codes were found, in which order, which rows together refuse
 * which others, what was asked again, why a version stays open. Whoever learns
 * from a row says what has changed by it; the log keeps that in its order, and
 * the facts are read from the log alone.
 *
 *	conclusions_read(&so_far, log);
 *	… so_far.versions[4][OF_SUITES].found[0] …
 *	conclusions_clear(&so_far);
 */
#ifndef HALLO_ANALYSIS_LOG_CONCLUSION_H
#define HALLO_ANALYSIS_LOG_CONCLUSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SSL 2, SSL 3, TLS 1.0 … TLS 1.3: an index into this. */
#define LOG_VERSIONS 6
extern const uint16_t log_versions[LOG_VERSIONS];

enum conclusion_subject {
	OF_SUITES,
	OF_DHE, /* DHE suites beside RFC 7919 groups */
	OF_GROUPS,
	OF_SUBJECTS,
};

/* How far the question for all codes of a subject has come. */
enum chain_state {
	CHAIN_UNTOUCHED,
	CHAIN_RUNNING,
	CHAIN_COMPLETE, /* the rest was refused */
	CHAIN_ABSENT,	/* the version was refused */
	CHAIN_STUCK,	/* neither: see the words */
};

enum candidate_state { CANDIDATE_OPEN, CANDIDATE_FOUND, CANDIDATE_REFUSED };

/* Numbers, of which the last one said counts; at first 0, but -1 for rows. */
enum conclusion_kind {
	CONCLUDED_STATE,      /* enum chain_state */
	CONCLUDED_IMPLIED_BY, /* row of a downgrade that says no */
	CONCLUDED_FIRST,      /* suites: rows since the last answer that say */
	CONCLUDED_LAST,	      /* no; else all rows that do */
	CONCLUDED_FORM,	      /* set of enum hello_property that is answered */
	CONCLUDED_LIMIT,      /* codes a list may have; 0: any number */
	CONCLUDED_LONGEST,    /* list that was answered */
	CONCLUDED_ROUNDS,     /* times it was asked again */
	CONCLUDED_SOFT,	      /* decided by closes, resets, not by words */
	CONCLUDED_WEATHER,    /* the same hello was met in two ways */
	CONCLUDED_ANSWER,     /* DHE: set of enum dhe_answer; groups: enum
			       * suite_order */
	CONCLUDED_NUMBERS,
	/* and what is added to a list: */
	CONCLUDED_CODE = CONCLUDED_NUMBERS, /* a code is in a new state */
	CONCLUDED_REFUSAL, /* rows first … last say no to some codes */
	CONCLUDED_DROPPED, /* that refusal was asked again */
	CONCLUDED_STOP,	   /* the row that ended all; -1: it goes on */
};

enum dhe_answer { DHE_REST_DONE = 1, DHE_FOUND_DONE = 2, DHE_DISAGREES = 4 };

struct conclusion {
	enum conclusion_kind kind;
	enum conclusion_subject subject;
	unsigned version; /* index */
	uint32_t code;
	long value;	   /* number, state of the code, index of the refusal,
			    * row */
	long first, last;  /* rows of a refusal */
	size_t length;	   /* of its shortest list */
	const char *words; /* static; of a state, or NULL */
	size_t row;	   /* rows in the log before it */
};

/* Rows of the log, first .. last, that together say no to some candidates. */
struct refusal_span {
	long first, last;
	size_t length; /* of the shortest list among them */
	bool dropped;  /* was asked again */
	bool covered;  /* known to be (cover.h), once for all */
};

struct code_state {
	uint32_t code;
	enum candidate_state state;
};

/* All that was concluded of one subject; arrays are owned. */
struct subject_conclusions {
	long number[CONCLUDED_NUMBERS];
	const char *words;
	size_t n_codes, codes_room;
	struct code_state *codes;
	size_t n_found, found_room;
	uint32_t *found; /* in the order of their answers */
	size_t n_refusals, refusals_room;
	struct refusal_span *refusals;
};

struct conclusions {
	struct subject_conclusions versions[LOG_VERSIONS][OF_SUBJECTS];
	long stop_row;
};

/* What these numbers are at first. */
void conclusions_begin(long number[CONCLUDED_NUMBERS]);

struct observation_log;
void conclusions_read(
	struct conclusions *so_far, const struct observation_log *log);
void conclusions_clear(struct conclusions *so_far);

bool conclusions_found(const struct subject_conclusions *of, uint32_t code);

/* Codes that are neither found nor refused. */
size_t conclusions_open(const struct subject_conclusions *of);

#endif
