/* SPDX-License-Identifier: ISC */
/*
 * What becomes of each hello, told by bytes: a server of the responder drawn
 * from the first FATE_HEAD of them, and, from the rest, what departs from it
 * hello by hello.
 *
 *	0     connections at once - 1 (2 bits), --ask suites, two greetings,
 *	      the departures begin anew at their end
 *	1     its versions, a bit each
 *	2     how it refuses a list, how a version
 *	3     order, DH, RFC 7919 groups, renegotiation
 *	4, 5  its suites and groups follow from these by hashing
 *	6, 7  a quirk, and of what
 *	8 …   a deed for each hello, where it says so with an argument behind
 */
#ifndef HALLO_FUZZ_AUDIT_FATE_H
#define HALLO_FUZZ_AUDIT_FATE_H

#include "responder/responder.h"
#include "wire/probe/probe.h"

#define FATE_HEAD 8

struct fate {
	const uint8_t *data;
	size_t size, at;
	size_t at_once;
	bool frugal, two_faces, again;
	struct profile profile;

	/* of the last outcome */
	struct server_flight flight;
	uint8_t bytes[FLIGHT_BUFFER], buffer[FLIGHT_BUFFER];
	uint8_t body[FLIGHT_BUFFER], scratch[72 * 1024];
};

/* @data is borrowed. False: too short to say anything. */
bool fate_begin(struct fate *fate, const uint8_t *data, size_t size);

/* A number below @n, by the next byte; 0 where there is none left. */
size_t fate_choice(struct fate *fate, size_t n);

/* Does the next connection fail before its go-ahead? Then so. */
bool fate_of_connection(struct fate *fate, struct outcome *outcome);

/* What comes of @probe. It borrows from @fate until the next one. */
void fate_of_hello(
	struct fate *fate, struct outcome *outcome, const struct probe *probe);

#endif
