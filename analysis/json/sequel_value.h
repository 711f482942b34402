/* SPDX-License-Identifier: ISC */
/*
 * What a client said to the answer, as a JSON value: "then" of a connection of
 * `hallo listen` (docs/hallo.1, LISTEN).
 *
 *	{ "kind": "went-on", "words": "it went on: client_key_exchange, …",
 *	  "after_ms": 4, "parted_ms": 310, "parting": "timeout",
 *	  "bytes": 126, "records": 3, "messages": ["client_key_exchange"],
 *	  "change_cipher_spec": true, "sealed_records": 1,
 *	  "alert": null, "text": null }
 *
 * "kind": went-on, alert, not-tls, closed, reset, waited, stopped. "after_ms"
 * is null when it said nothing; both times count from the answer.
 */
#ifndef HALLO_ANALYSIS_JSON_SEQUEL_VALUE_H
#define HALLO_ANALYSIS_JSON_SEQUEL_VALUE_H

#include <jansson.h>

#include "wire/flight/sequel.h"

enum sequel_answer {
	SEQUEL_TO_FLIGHT,	/* whole: the client's turn */
	SEQUEL_TO_SERVER_HELLO, /* of TLS 1.3: the client waits for the rest */
	SEQUEL_TO_REFUSAL,	/* alert, close, silence */
};

struct sequel_story {
	const struct sequel *sequel;
	enum sequel_answer answer;
	const char *parting; /* "fin", "reset", "timeout", "ours", "stopped" */
	uint32_t after_ms;   /* 0: it said nothing */
	uint32_t parted_ms;
};

/* A new reference. */
json_t *sequel_value(const struct sequel_story *story);

#endif
