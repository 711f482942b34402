/* SPDX-License-Identifier: ISC */
/*
 * One captured connection as `hallo read` understands it: what both sides said
 * before TLS, the hellos and the answer, the course of both directions, and how
 * it ended. The caller fills in what the capture and the dialog gave (upper
 * part), reading_tls() the rest; read_verdict() says what went wrong and
 * read_value() makes the JSON value of it all.
 *
 * It is large (the buffers of the parsers): one on the heap, used again.
 */
#ifndef HALLO_ANALYSIS_CAPTURE_READING_H
#define HALLO_ANALYSIS_CAPTURE_READING_H

#include "wire/flight/course.h"
#include "wire/flight/flight.h"
#include "wire/capture/reassembly.h"
#include "wire/hello/hello.h"

#define READING_LINES 128

enum reading_side { READING_CLIENT, READING_SERVER };

struct reading_event {
	bool seen;
	int64_t ns;
};

/* One side, as the capture shows it. */
struct reading_half {
	char address[48];
	uint16_t port;
	const struct reassembly *stream; /* borrowed */
	bool has_tls, joined_tls;
	size_t tls_at;
	struct slice instead; /* clear text where TLS was to begin */
	struct reading_event syn, fin, rst, last_data;
	uint64_t packets, bytes, confirmed, lost;
	unsigned syns, repeats;

	/* by reading_tls() */
	struct slice tls; /* its bytes from TLS on */
	struct course course;
};

enum reading_answer { READING_NO_ANSWER, READING_GO, READING_REFUSED };

struct reading_line {
	enum reading_side side;
	size_t end; /* in its stream */
	struct slice text;
	bool hidden;
};

enum reading_end {
	READING_OPEN, /* the capture ended first */
	READING_FIN,
	READING_RST,
	READING_FULL,	  /* our table of connections was full */
	READING_REPLACED, /* the ports were used again */
};
const char *reading_end_name(enum reading_end end);

struct reading_hello {
	bool read;	/* a ClientHello, malformed or not */
	bool cut;	/* its begin: the stream ends before it does */
	size_t at, len; /* of its records, in the client's half.tls */
	struct hello hello;
};

struct reading {
	uint64_t number;
	bool opened; /* SYN seen: client and server are what they are */
	int64_t first_ns, last_ns;
	struct reading_half half[2];
	enum reading_end end;
	enum reading_side first_to_end; /* with FIN or RST, if any */
	struct reading_event over;
	int64_t round_trip_ns; /* 0: not known */

	const char *protocol; /* "smtp"; NULL: no known dialog */
	bool unknown_talk;    /* something else was said in clear */
	bool offered, asked, negative, login, mail;
	enum reading_answer answer;
	struct slice reply; /* the last one of the server */
	int code;
	size_t n_lines, n_lines_left_out;
	struct reading_line lines[READING_LINES];

	/* by reading_tls() */
	bool tls; /* one side at least */
	bool ssl2;
	struct reading_hello first, second;
	bool retried; /* a HelloRetryRequest came */
	struct server_hello retry;
	struct server_flight flight;
	bool tls13;
	uint8_t joined[2][FLIGHT_BUFFER];
	uint8_t buffer[FLIGHT_BUFFER];
};

void reading_tls(struct reading *r);

/* The bytes of the ClientHello as they went over the wire; empty: none. */
struct slice reading_hello_bytes(const struct reading *r);

/* When @end of half[@side].tls had come; false: not known. */
bool reading_when(const struct reading *r, enum reading_side side, size_t end,
	int64_t *ns);

#endif
