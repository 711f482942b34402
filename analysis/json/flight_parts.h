/* SPDX-License-Identifier: ISC */
/*
 * What the files of the flight's value share; private to analysis/flight*.c.
 */
#ifndef HALLO_ANALYSIS_JSON_FLIGHT_PARTS_H
#define HALLO_ANALYSIS_JSON_FLIGHT_PARTS_H

#include "analysis/json/flight_value.h"

/* Adds the decoded content of a message to its @item, under its own key. */
void flight_put_message(json_t *item, const struct server_flight *flight,
	uint8_t type, struct slice body);

/* The SERVER-HELLO or ERROR of SSL 2. */
json_t *flight_ssl2(const struct server_flight *flight);

/* An extension of a ServerHello: number, name, content in words, hex. */
json_t *flight_extension(const struct hello_extension *extension, bool retry);

/* "DH 1024 bits, a prime that thousands share: Postfix"; null: none. */
json_t *flight_exchange_words(const struct server_key_exchange *exchange);

#endif
