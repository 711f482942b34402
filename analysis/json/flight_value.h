/* SPDX-License-Identifier: ISC */
/*
 * What a server answered, as a JSON value: message by message, in the order of
 * the stream, with names and decoded content. All bytes of the peer are
 * escaped.
 *
 *	{ "end": "hello-done", "words": "chose TLSv1.2, TLS_DHE_RSA_… with …",
 *	  "records": [ { "at": 0, "type": 22, "name": "handshake", … } ],
 *	  "items": [
 *	    { "what": "message", "at": 5, "name": "server_hello", "type": 2,
 *	      "length": 89, "server_hello": { … } },
 *	    { "what": "alert", "at": 94, "level": 2, "fatal": true,
 *	      "description": 40, "name": "handshake_failure" } ], … }
 *
 * "what" of an item: message, alert, change-cipher-spec, sealed, ssl2, other
 * (a record of another type), not-tls. "at" is null where it is not known.
 */
#ifndef HALLO_ANALYSIS_JSON_FLIGHT_VALUE_H
#define HALLO_ANALYSIS_JSON_FLIGHT_VALUE_H

#include <jansson.h>

#include "wire/flight/flight.h"

/* @heard: the very bytes that were fed to @flight, for the offsets; empty: they
 * are not at hand. A new reference. */
json_t *flight_value(const struct server_flight *flight, struct slice heard);

/* The answer in a line: "chose TLSv1.2, TLS_RSA_… with DH 1024 bits", "alert 40
 * (handshake_failure), fatal"; null when nothing was said. */
json_t *flight_words(const struct server_flight *flight);

/* "server_hello"; NULL when the type is not known. */
const char *handshake_name(uint8_t type);

/* "handshake"; NULL when the type is not known. */
const char *content_name(uint8_t type);

#endif
