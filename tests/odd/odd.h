/* SPDX-License-Identifier: ISC */
/*
 * Odd servers, one row each: a profile that is acted out on loopback, and what
 * an audit of it must come to. The profile is the truth. A row is tried at one
 * and at five connections; all trials of a batch run in one event base.
 *
 * To add an odd server: profiles/NAME.profile, and a row in rows_*.def.
 * Limits of the audit are divided by the profile's `clock`, as its waits are.
 */
#ifndef HALLO_TESTS_ODD_ODD_H
#define HALLO_TESTS_ODD_ODD_H

#include <event2/event.h>

#include "net/dial/inquiry.h"
#include "net/listen/listen.h"
#include "tests/analysis/against_profile.h"
#include "tests/analysis/recording.h"

enum odd_expectation {
	ODD_RIGHT,	    /* complete, and equal to the profile */
	ODD_INCONCLUSIVE,   /* true as far as it goes, and says why no further
			     */
	ODD_EITHER,	    /* right, or inconclusive and says why */
	ODD_NOT_APPLICABLE, /* no STARTTLS: nothing to ask */
};

struct odd_row {
	const char *profile; /* profiles/NAME.profile */
	enum odd_expectation expectation;
	const char *says;   /* part of a reason (right: of the report) */
	const char *truth;  /* NAME of the profile that is the truth, if not
			     * this one */
	const char *dialog; /* scheme; NULL: smtp */
	unsigned ask;	    /* 0: ASK_SUITES */
	unsigned spare;	    /* connections allowed beyond the usual bound */
	size_t suites;	    /* inconclusive: at least so many are known */
};

extern const struct odd_row odd_rows[];
extern const size_t odd_rows_len;

struct trial {
	const struct odd_row *row;
	unsigned connections; /* at once */
	struct profile profile, truth;
	struct signer *signer; /* borrowed */
	struct event_base *base;
	struct listener *listener;
	struct audit_options options;
	struct machines *audit;
	struct recording recording;
	struct inquiry *inquiry;
	struct event *watchdog;
	uint32_t hellos; /* answered */
	bool running, done, late;
	char address[64];  /* the listener's, without port */
	char trouble[300]; /* why it could not even begin; "": it did */
};

/* Starts the server and the audit; trial_collect() when done. A trial with
 * trouble is done at once. */
void trial_begin(struct trial *trial, const struct odd_row *row,
	unsigned connections, struct event_base *base, struct signer *signer);

/* Closes what the trial has open; its portrait remains. From outside of the
 * loop. */
void trial_collect(struct trial *trial);
void trial_free(struct trial *trial);

/* Did it come to what the row expects? @why says what did not. */
bool trial_holds(struct trial *trial, char *why, size_t size);

/* Was it the audit that saw no further question? Told again what was recorded,
 * another one must see none either, and report the same. */
bool trial_ended_by_itself(const struct trial *trial);
bool trial_resumes(const struct trial *trial, char *why, size_t size);

/* The report as JSON; owned by the caller. */
char *trial_report(const struct portrait *portrait);

/* What came of it and what it cost, in one printable line. */
void trial_tell(struct trial *trial, char *line, size_t size);

#endif
