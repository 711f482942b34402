/* SPDX-License-Identifier: ISC */
/*
 * The types of records and of handshake messages, in the words of the RFCs
 * (RFC 8446 B.1, B.3; RFC 5246 A.1, A.4).
 */
#ifndef HALLO_ANALYSIS_JSON_FLIGHT_NAMES_H
#define HALLO_ANALYSIS_JSON_FLIGHT_NAMES_H

#include <stdint.h>

/* "server_hello"; NULL when the type is not known. */
const char *handshake_name(uint8_t type);

/* "handshake"; NULL when the type is not known. */
const char *content_name(uint8_t type);

#endif
