/* SPDX-License-Identifier: ISC */
/*
 * What the files of the flight's view share; private to flight_*.c.
 */
#ifndef HALLO_ANALYSIS_JSON_FLIGHT_PARTS_H
#define HALLO_ANALYSIS_JSON_FLIGHT_PARTS_H

#include "analysis/json/flight_view.h"

/* Adds the decoded content of a message to its @item. */
void flight_view_message(struct arena *arena, struct flight_item *item,
	const struct server_flight *flight, struct slice body);

/* Those of the flight, of whatever message. */
void flight_view_certificates(struct arena *arena,
	struct certificates_view *view, const struct server_flight *flight);

/* The SERVER-HELLO or ERROR of SSL 2. */
struct ssl2_view *flight_view_ssl2(
	struct arena *arena, const struct server_flight *flight);

/* @retry: it stood in a HelloRetryRequest. */
void flight_view_extension(struct arena *arena, struct answer_extension *view,
	const struct hello_extension *extension, bool retry);

/* "DH 1024 bits (Postfix)"; "": none. */
const char *flight_exchange_words(
	struct arena *arena, const struct server_key_exchange *exchange);

/* In words; "": there is none. */
const char *flight_fault_words(struct arena *arena, const struct fault *fault);

/* Names of codes, kept in the arena. */
const char *flight_version(struct arena *arena, uint16_t version);
const char *flight_group(struct arena *arena, uint16_t code);
const char *flight_scheme(struct arena *arena, uint16_t code);

#endif
