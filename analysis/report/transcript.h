/* SPDX-License-Identifier: ISC */
/*
 * The events of a run as lines of a transcript, and back: a hello goes out,
 * with what it asks; what the audit decides beside asking; an exchange, byte by
 * byte. An audit that is told these in their order stands where the first one
 * stood. The other lines are for cli/run/transcript.h; the format as a whole is
 * told in hallo-transcript(5).
 *
 *	line = transcript_asked_json(0, &asked);
 *	line = transcript_decided_json(0, decisions, n);
 *	line = transcript_exchange_json(0, probe, outcome);
 *	…
 *	if (transcript_event_read(&event, line, message))
 *		transcript_event_tell(&event, machines);
 *	transcript_event_clear(&event);
 *
 * The reader takes the file as hostile: keys (each is there, and no other),
 * types, ranges and sizes are checked, and so is that a probe and an outcome
 * are what their bytes say.
 */
#ifndef HALLO_ANALYSIS_REPORT_TRANSCRIPT_H
#define HALLO_ANALYSIS_REPORT_TRANSCRIPT_H

#include <jansson.h>

#include "analysis/json/strict.h"
#include "analysis/machines/machines.h"

#define TRANSCRIPT_FORMAT "hallo.transcript/2"
#define TRANSCRIPT_ENDPOINTS_MAX 2048
#define TRANSCRIPT_HELLO_MAX (128 * 1024)
#define TRANSCRIPT_PROBES_MAX 10000000
#define TRANSCRIPT_DECISIONS_MAX 100000
#define TRANSCRIPT_COUNT_MAX ((1ULL << 40) - 1) /* of which sums are made */
#define TRANSCRIPT_MESSAGE STRICT_MESSAGE

enum transcript_event_kind {
	TRANSCRIPT_ASKED,
	TRANSCRIPT_DECIDED,
	TRANSCRIPT_EXCHANGE,
};

struct transcript_event {
	enum transcript_event_kind kind;
	size_t endpoint;	     /* its place in the list of endpoints */
	struct machines_asked asked; /* its question is: */
	struct question question;    /* without its lists */
	size_t n_decisions;
	struct decision *decisions; /* owned; made in one go */
	bool has_probe;		    /* false: a connection without go-ahead */
	struct probe probe;
	struct outcome outcome; /* without flight: telling makes it */
	uint8_t *bytes;		/* owned; all slices point into it */
};

/* New references. @probe of an exchange may be NULL. */
json_t *transcript_asked_json(
	size_t endpoint, const struct machines_asked *asked);
json_t *transcript_decided_json(
	size_t endpoint, const struct decision *decisions, size_t n);
json_t *transcript_exchange_json(size_t endpoint, const struct probe *probe,
	const struct outcome *outcome);

/* Is the line one of these? */
bool transcript_event_is(const json_t *line);

/* False: @message says what is wrong. Clear in either case. */
bool transcript_event_read(struct transcript_event *event, const json_t *line,
	char message[TRANSCRIPT_MESSAGE]) __attribute__((warn_unused_result));
void transcript_event_clear(struct transcript_event *event);

/* Tells what was recorded, the flight made again from its bytes. What we
 * cancelled ourselves says nothing and is not told. */
void transcript_event_tell(
	const struct transcript_event *event, struct machines *machines);

#endif
