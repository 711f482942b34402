/* SPDX-License-Identifier: ISC */
/*
 * One exchange as one line of a transcript, and back: what was sent, byte by
 * byte, and what came. Before it there is a line for the hello that goes out:
 * in which order questions and answers met is half of the story. The other
 * lines are for cli/run/transcript.h; the format as a whole is told in
 * hallo-transcript(5).
 *
 *	line = transcript_asked_json(0, probe);
 *	line = transcript_exchange_json(0, probe, outcome);
 *	…
 *	if (transcript_exchange_read(&exchange, line, message))
 *		transcript_exchange_retell(&exchange, audit);
 *	transcript_exchange_clear(&exchange);
 *
 * The reader takes the file as hostile: types, ranges and sizes are checked,
 * and so is that the outcome is what the bytes say.
 */
#ifndef HALLO_ANALYSIS_REPORT_TRANSCRIPT_H
#define HALLO_ANALYSIS_REPORT_TRANSCRIPT_H

#include <jansson.h>

#include "wire/probe/probe.h"

#define TRANSCRIPT_FORMAT "hallo.transcript/1"
#define TRANSCRIPT_ENDPOINTS_MAX 2048
#define TRANSCRIPT_HELLO_MAX (128 * 1024)
#define TRANSCRIPT_PROBES_MAX 10000000
#define TRANSCRIPT_MESSAGE 120

struct audit;

struct transcript_exchange {
	size_t endpoint; /* its place in the list of endpoints */
	bool asked;	 /* a hello goes out: of the probe its id and dialog */
	bool has_probe;	 /* false: a connection without go-ahead */
	struct probe probe;
	struct outcome outcome; /* without flight: learn() makes it */
	uint8_t *bytes;		/* owned; all slices point into it */
};

/* New references. @probe of an exchange may be NULL. */
json_t *transcript_asked_json(size_t endpoint, const struct probe *probe);
json_t *transcript_exchange_json(size_t endpoint, const struct probe *probe,
	const struct outcome *outcome);

/* False: @message says what is wrong. Clear in either case. */
bool transcript_exchange_read(struct transcript_exchange *exchange,
	const json_t *line, char message[TRANSCRIPT_MESSAGE])
	__attribute__((warn_unused_result));
void transcript_exchange_clear(struct transcript_exchange *exchange);

/* Tells an audit what was recorded, the flight made again from its bytes. What
 * we cancelled ourselves says nothing and is not told. */
void transcript_exchange_retell(
	const struct transcript_exchange *exchange, struct audit *audit);

#endif
