/* SPDX-License-Identifier: ISC */
/*
 * What a client said to the answer: "then" of a connection of `hallo listen`
 * (docs/hallo.1, LISTEN), in words and as JSON.
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

#include "analysis/base/arena.h"
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

/* Text belongs to the arena or is static; what the peer wrote is harmless. */
struct sequel_view {
	const char *kind;    /* "went-on" … */
	const char *words;   /* what happened, in a sentence */
	const char *parting; /* as in the story */
	uint32_t after_ms, parted_ms;
	size_t bytes, records, sealed_records;
	size_t n_messages;
	const char **messages; /* "client_key_exchange" */
	bool change_cipher_spec, has_alert;
	uint8_t alert_level, alert;
	const char *alert_name; /* "": not known */
	const char *text;	/* what was no TLS; "": nothing */
};

void sequel_view_of(struct arena *arena, struct sequel_view *view,
	const struct sequel_story *story);

/* New references. */
json_t *sequel_view_value(const struct sequel_view *view);
json_t *sequel_value(const struct sequel_story *story);

#endif
