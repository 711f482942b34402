/* SPDX-License-Identifier: ISC */
/*
 * The record layer's headers, shared by hello.c and flight.c.
 *
 *	TLS, SSL 3:  type, version (2), length (2)          (RFC 8446 5.1)
 *	SSL 2:       1lllllll llllllll                      (two bytes)
 *	             0elllllll lllllll pppppppp             (three, padding)
 */
#ifndef HALLO_WIRE_BYTES_RECORD_H
#define HALLO_WIRE_BYTES_RECORD_H

#include "wire/bytes/writer.h"

#define RECORD_HEADER 5
#define RECORD_PAYLOAD 16384	    /* RFC 8446 5.1 */
#define RECORD_LIMIT (16384 + 2048) /* RFC 5246 6.2.3, for the tolerant */

enum content_type {
	CONTENT_CHANGE_CIPHER_SPEC = 20,
	CONTENT_ALERT = 21,
	CONTENT_HANDSHAKE = 22,
	CONTENT_APPLICATION_DATA = 23,
	CONTENT_HEARTBEAT = 24,
};

enum handshake_type {
	HANDSHAKE_CLIENT_HELLO = 1,
	HANDSHAKE_SERVER_HELLO = 2,
	HANDSHAKE_CERTIFICATE = 11,
	HANDSHAKE_SERVER_KEY_EXCHANGE = 12,
	HANDSHAKE_CERTIFICATE_REQUEST = 13,
	HANDSHAKE_SERVER_HELLO_DONE = 14,
	HANDSHAKE_CERTIFICATE_STATUS = 22,
};

/* A ServerHello with this random is a HelloRetryRequest (RFC 8446 4.1.3). */
extern const uint8_t hello_retry_random[32];

/* Could @version stand in a record: 3.x, or TLCP's 1.1? */
bool record_version_known(uint16_t version);

struct record_header {
	uint8_t type;
	uint16_t version;
	size_t len; /* of the payload, as stated */
};

/* The header at @at, whatever stands in it. False: it is not all there. */
bool record_header_read(
	struct record_header *header, struct slice bytes, size_t at);

struct ssl2_header {
	size_t size;	/* of the header: 2 or 3 */
	size_t len;	/* of what follows, padding included */
	size_t padding; /* at the end of it */
};

/* False when @bytes are too few or the three-byte form has its escape bit or
 * more padding than content. */
bool ssl2_header_read(struct ssl2_header *header, struct slice bytes);

/* The record of one message of SSL 2 with a header of two bytes, as in
 * writer_open() and writer_close(); fails over 32,767 bytes. */
size_t ssl2_record_open(struct writer *w);
void ssl2_record_close(struct writer *w, size_t at);

/* Payload sizes of records: none: RECORD_PAYLOAD each; one: none is larger (0:
 * RECORD_PAYLOAD); more: these as long as there is payload, and then as with
 * none. At most 65,535 each. */
struct record_cuts {
	size_t n;
	const size_t *sizes;
};

/*
 * Turns what was written since @start into records, in place. Fields in the map
 * move along; the headers' own fields are noted at its end.
 */
void records_cut_as(struct writer *w, size_t start, uint8_t type,
	uint16_t version, const struct record_cuts *cuts);

/* The same with at most @cut payload bytes each (0: RECORD_PAYLOAD). */
void records_cut(struct writer *w, size_t start, uint8_t type, uint16_t version,
	size_t cut);

#endif
