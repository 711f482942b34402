/* SPDX-License-Identifier: ISC */
/*
 * What a server answered, as a JSON value (of analysis/json/flight_view.h):
 *
 *	{ "end": "hello-done", "words": "chose TLSv1.2, TLS_DHE_RSA_… with …",
 *	  "records": [ { "at": 0, "type": 22, "name": "handshake", … } ],
 *	  "items": [
 *	    { "what": "message", "at": 5, "name": "server_hello", "type": 2,
 *	      "length": 89, "server_hello": { … } },
 *	    { "what": "alert", "at": 94, "level": 2, "fatal": true,
 *	      "description": 40, "name": "handshake_failure" } ], … }
 *
 * "at" is null where it is not known.
 */
#ifndef HALLO_ANALYSIS_JSON_FLIGHT_VALUE_H
#define HALLO_ANALYSIS_JSON_FLIGHT_VALUE_H

#include <jansson.h>

#include "analysis/json/flight_view.h"

/* New references; @heard as for flight_view_of(). */
json_t *flight_view_value(const struct flight_view *view);
json_t *flight_value(const struct server_flight *flight, struct slice heard);

#endif
