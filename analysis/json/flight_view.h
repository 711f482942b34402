/* SPDX-License-Identifier: ISC */
/*
 * What a server answered, as it is shown: record by record and message by
 * message, in the order of the stream, with names and decoded content. The page
 * (cli/page/flight_page.h), the JSON (flight_value.h) and the likeness of two
 * answers (analysis/say/say_gist.c) are made from this struct.
 *
 *	flight_view_of(&arena, &view, &flight, heard);
 *
 * Text is never NULL but where it says so; "" is none. It belongs to the arena
 * or is static, and what the peer wrote is harmless (analysis/base/escape.h).
 * Nothing is borrowed from the flight.
 */
#ifndef HALLO_ANALYSIS_JSON_FLIGHT_VIEW_H
#define HALLO_ANALYSIS_JSON_FLIGHT_VIEW_H

#include "analysis/base/arena.h"
#include "analysis/json/certificate_value.h"
#include "wire/flight/flight.h"

struct record_view {
	size_t at;
	uint32_t type;
	const char *name, *version;
	size_t length;
};

/* An extension of a ServerHello or HelloRetryRequest. */
struct answer_extension {
	uint16_t type;
	const char *code, *name;
	size_t length;
	const char *words; /* what the answer means */
	const char *hex;   /* of its first 1024 bytes */
};

struct server_hello_view {
	bool retry;
	const char *version, *negotiated;
	const char *random; /* hex */
	const char *downgrade;
	const char *session_id; /* hex */
	uint16_t suite;
	const char *compression;
	bool has_extensions;
	size_t n_extensions;
	struct answer_extension *extensions;
	const char *fault;
};

struct prime_view {
	unsigned bits;
	bool known;
	const char *name;		/* "": not known */
	bool standard, composite, safe; /* where it is known */
	const char *sha256;
};

struct key_exchange_view {
	const char *kind, *words, *group;
	unsigned bits; /* of prime, curve or key; 0: none */
	bool dh;
	struct prime_view prime; /* where @dh */
	const char *generator;	 /* hex, where @dh */
	size_t public_bytes;
	const char *signature_scheme;
	size_t signature_bytes;
	const char *fault;
};

struct certificate_request_view {
	size_t n_types, n_schemes;
	const char **types, **schemes;
	size_t n_authorities;
};

struct certificate_status_view {
	uint8_t type;
	const char *name;
	size_t response_bytes;
	const char *fault;
};

struct certificates_view {
	size_t n;
	struct certificate_words *list; /* as sent, the peer's first */
};

enum ssl2_message { SSL2_NOTHING, SSL2_SERVER_HELLO, SSL2_ERROR };

struct ssl2_view {
	enum ssl2_message message;
	uint16_t error;
	const char *error_name;
	const char *version;
	bool session_id_hit;
	uint8_t certificate_type;
	struct certificates_view certificates;
	size_t n_kinds;
	uint32_t *kinds;
	const char *connection_id; /* hex */
};

enum item_kind {
	ITEM_MESSAGE,
	ITEM_ALERT,
	ITEM_CHANGE_CIPHER_SPEC,
	ITEM_SEALED, /* records of it in a row */
	ITEM_SSL2,
	ITEM_OTHER, /* a record of another type */
	ITEM_NOT_TLS,
};
/* "message" "alert" "change-cipher-spec" "sealed" "ssl2" "other" "not-tls" */
const char *item_kind_name(enum item_kind kind);

struct flight_item {
	enum item_kind kind;
	bool has_at; /* its place in the stream is known */
	size_t at;
	size_t length;		     /* not of alerts and SSL 2 */
	uint8_t type;		     /* of a message */
	uint32_t level, description; /* of an alert */
	const char *name;	     /* of a message or an alert */
	bool whole;		     /* the message was read */
	const char *text;	     /* what is not TLS; NULL: not at hand */

	/* The content of a message; NULL: it has none of that kind. */
	struct server_hello_view *server_hello;
	struct certificates_view *certificates;
	struct key_exchange_view *key_exchange;
	struct certificate_request_view *certificate_request;
	struct certificate_status_view *certificate_status;
	struct ssl2_view *ssl2;
};

struct flight_view {
	enum flight_end end;
	const char *words;	    /* the answer in a line */
	const char *record_version; /* of the first record; "": SSL 2 */
	unsigned n_records;	    /* of TLS */
	size_t n_shown;
	struct record_view *records; /* the first 128 */
	size_t n_items, items_left_out;
	struct flight_item *items;
	const char *fault;
	size_t n_bytes; /* 0: they are not at hand */
};

/* @heard: the very bytes that were fed to @flight, for the offsets; empty: they
 * are not at hand. */
void flight_view_of(struct arena *arena, struct flight_view *view,
	const struct server_flight *flight, struct slice heard);

/* The answer in a line: "chose TLSv1.2, TLS_RSA_… with DH 1024 bits", "alert 40
 * (handshake_failure), fatal"; "" when nothing was said. */
const char *flight_words(
	struct arena *arena, const struct server_flight *flight);

#endif
