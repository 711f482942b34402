/* SPDX-License-Identifier: ISC */
/*
 * The transcript of a run, written while it happens (--transcript), and taken
 * up again (--resume). JSON Lines, see hallo-transcript(5):
 *
 *	head		format, program, time, target, options, limits
 *	endpoints	what the name stood for, and who is asked
 *	event *		analysis/report/transcript.h: a hello goes out, what is
 *			decided beside it, what came of it
 *	cost		of one endpoint when its part of the run is over
 *	part		a further part of the run begins
 *
 *	transcript_begin()	reads --resume, sets the options it names
 *	transcript_open()	makes the file and its head
 *	transcript_endpoints()	writes the line, unless it was read
 *	transcript_retell()	tells all audits what was recorded
 *	recorder_begin()	one an endpoint; recorder_driver runs it
 */
#ifndef HALLO_CLI_RUN_TRANSCRIPT_H
#define HALLO_CLI_RUN_TRANSCRIPT_H

#include <stdio.h>

#include "analysis/report/transcript.h"
#include "cli/options/options.h"
#include "net/dial/inquiry.h"
#include "net/dns/resolve.h"

/* What earlier parts of a run have cost at one endpoint; what the last part
 * says is 0 or "" where it does not say. */
struct transcript_cost {
	struct cost cost;
	uint64_t started_ms; /* of the last part */
	uint64_t resumed;    /* connections before the last part */
	uint64_t under_way;  /* hellos whose outcome was not read yet */
};

/* Within which a part of a run asked. */
struct transcript_limits {
	struct limits of_one; /* connection or endpoint */
	struct budget_limits of_address;
};

struct transcript_rows;

/* What happened, in its order. */
struct transcript_entry {
	enum transcript_entry_kind { ENTRY_EVENT, ENTRY_COST, ENTRY_PART } kind;
	struct transcript_event event; /* cost: its endpoint only */
};

struct transcript {
	FILE *file;	  /* NULL: none is written */
	const char *name; /* of it, borrowed from the options */
	bool failed;	  /* a line could not be written; was told */

	/* of --resume */
	bool resumed;
	const char *option; /* "--resume" or "--replay" */
	const char *from;   /* the file, borrowed from the options */
	long good_bytes;    /* up to its last whole line */
	size_t n_lines, n_parts;
	struct transcript_limits limits; /* of the last part */
	char target[512];
	json_t *head, *endpoints;      /* these lines, or NULL */
	struct resolution *resolution; /* owned; NULL: not yet known */
	size_t n_endpoints;
	struct transcript_cost *costs; /* owned; one an endpoint */
	struct transcript_cost *since; /* by exchanges, without a cost yet */
	struct transcript_rows *rows;  /* owned; one an endpoint */
	size_t n, room;
	struct transcript_entry *entries; /* owned */
};

/* Reads the file of --resume, if there is one. @options get what it says of the
 * shape of the run (owned values too); what they already say must agree. */
bool transcript_begin(struct transcript *transcript, struct options *options,
	struct error *error) __attribute__((warn_unused_result));
bool transcript_open(struct transcript *transcript,
	const struct options *options, struct error *error)
	__attribute__((warn_unused_result));
void transcript_head(struct transcript *transcript,
	const struct options *options, const struct transcript_limits *limits,
	const char *target, const char *helo, const uint8_t seed[SEED_SIZE]);

/* False when the whole was not written. */
bool transcript_end(struct transcript *transcript);

/* Writes the line, unless it was read. */
void transcript_endpoints(struct transcript *transcript,
	const struct target *target, const struct resolution *resolution,
	const struct endpoint *endpoints, size_t n);

/* The driver that writes down what the audit learns. */
struct recorder {
	struct transcript *transcript;
	size_t endpoint;
	struct machines *audit;
	size_t n_decisions;  /* that are written */
	uint64_t started_ms; /* since 1970; set when it is started */
	const char *ended;   /* before the audit was done, in words; or NULL */
};
extern const struct inquiry_driver recorder_driver; /* ctx: recorder */

/* Tells each endpoint's audit what was recorded of it, all in the order of the
 * file, and nothing else: it goes on in recorder_begin(). @over is called where
 * one had come to its end in its part of the run.
 */
void transcript_retell(const struct transcript *transcript,
	struct machines *(*audit_of)(void *ctx, size_t endpoint),
	void (*over)(void *ctx, size_t endpoint), void *ctx);

void recorder_begin(struct recorder *recorder, struct transcript *transcript,
	size_t endpoint, struct machines *audit);

/* Writes what this part has cost and adds to @cost what earlier ones did.
 * Returns the connections of those. */
uint64_t recorder_end(const struct recorder *recorder, struct cost *cost);

/* What was read of its endpoint; NULL: nothing. */
const struct transcript_cost *recorder_read(const struct recorder *recorder);

#endif
