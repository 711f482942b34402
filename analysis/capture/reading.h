/* SPDX-License-Identifier: ISC */
/*
 * One captured connection as `hallo read` understands it: the connection as the
 * capture shows it, what both sides said before TLS, the hellos and the answer,
 * the course of both directions. The caller fills in connection and dialog,
 * reading_tls() the rest; read_verdict() says what went wrong and read_value()
 * makes the JSON value of it all.
 *
 * It is large (the buffers of the parsers): one on the heap, used again.
 */
#ifndef HALLO_ANALYSIS_CAPTURE_READING_H
#define HALLO_ANALYSIS_CAPTURE_READING_H

#include "wire/capture/conversation.h"
#include "wire/capture/overheard.h"
#include "wire/flight/course.h"
#include "wire/flight/flight.h"
#include "wire/hello/hello.h"

struct reading_hello {
	bool read;	/* a ClientHello, malformed or not */
	bool cut;	/* its begin: the stream ends before it does */
	size_t at, len; /* of its records, in the client's half.tls */
	struct hello hello;
};

/* The TLS of one side. */
struct reading_half {
	struct slice tls; /* its bytes from TLS on; empty: none */
	struct course course;
};

struct reading {
	struct conversation connection; /* its streams are borrowed */
	struct overheard dialog;

	/* by reading_tls() */
	bool tls; /* one side at least */
	bool ssl2;
	bool retried; /* a HelloRetryRequest came */
	bool tls13;
	struct reading_half half[2];
	struct reading_hello first, second;
	struct server_hello retry;
	struct server_flight flight;
	uint8_t joined[2][FLIGHT_BUFFER];
	uint8_t buffer[FLIGHT_BUFFER];
};

/* Makes @r ready for another connection; the buffers need no clearing. */
void reading_clear(struct reading *r);

void reading_tls(struct reading *r);

/* "192.0.2.1", "2001:db8::1" of one side. */
#define READING_ADDRESS 48
const char *reading_address(char out[READING_ADDRESS], const struct reading *r,
	enum conversation_side side);

/* The bytes of the ClientHello as they went over the wire; empty: none. */
struct slice reading_hello_bytes(const struct reading *r);

/* When @end of half[@side].tls had come; false: not known. */
bool reading_when(const struct reading *r, enum conversation_side side,
	size_t end, int64_t *ns);

#endif
