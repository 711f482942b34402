/* SPDX-License-Identifier: ISC */
/*
 * The parsers of single messages, which flight.c calls when a message is all
 * there. Private to wire/. Each is given the body without its header; the fault
 * is the caller's. True: well formed.
 */
#ifndef HALLO_WIRE_FLIGHT_FLIGHT_PARTS_H
#define HALLO_WIRE_FLIGHT_FLIGHT_PARTS_H

#include "wire/flight/flight.h"

/* The form of the body follows from suite and version of the ServerHello. */
void key_exchange_read(struct server_key_exchange *exchange, struct slice body,
	uint16_t suite, uint16_t version);

/* At most FLIGHT_MAX_CERTIFICATES of at most CERTIFICATE_CAP bytes. */
#define CERTIFICATE_CAP (64 * 1024)
bool certificates_read(
	struct server_flight *flight, struct slice body, struct fault *fault);
bool certificate_request_read(struct certificate_request *request,
	struct slice body, uint16_t version, struct fault *fault);

/* SERVER-HELLO or ERROR of SSL 2: sets flight->end. */
void ssl2_message_read(struct server_flight *flight, struct slice message);

#endif
