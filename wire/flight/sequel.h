/* SPDX-License-Identifier: ISC */
/*
 * What a client says once its hello was answered: did it go on, complain by an
 * alert, or speak no TLS any more? Read from the records alone; what is sealed
 * is only counted.
 *
 *	answer ──► ClientKeyExchange, ChangeCipherSpec, sealed   it went on
 *	       └─► alert 40 …                                    it complained
 *	       └─► "QUIT"                                        that is no TLS
 *
 * Bytes come in any cut; nothing is allocated, nothing is kept but counts.
 */
#ifndef HALLO_WIRE_FLIGHT_SEQUEL_H
#define HALLO_WIRE_FLIGHT_SEQUEL_H

#include "wire/bytes/slice.h"

#define SEQUEL_MESSAGES 8
#define SEQUEL_STRANGE 64

enum sequel_kind {
	SEQUEL_NOTHING, /* or less than a record header */
	SEQUEL_UNCLEAR, /* records, but none that tells: an early CCS, warnings
			 */
	SEQUEL_WENT_ON, /* it answered as if the flight was good */
	SEQUEL_ALERT,	/* a fatal alert in clear, or close_notify */
	SEQUEL_STRANGE_BYTES, /* no TLS records */
};

struct sequel {
	enum sequel_kind kind; /* of the first thing that told */
	uint64_t n_bytes;
	unsigned n_records;
	bool change_cipher_spec;
	unsigned n_sealed; /* records: encrypted, as far as seen */
	size_t n_messages; /* handshake messages in clear */
	uint8_t messages[SEQUEL_MESSAGES]; /* their types */
	bool has_alert;			   /* the first in clear */
	uint8_t alert_level, alert;
	size_t n_strange;
	uint8_t strange[SEQUEL_STRANGE]; /* the first that were no TLS */

	/* state of reading */
	uint8_t header[5];
	size_t n_header, record_left, record_length;
	uint8_t record_type;
	uint8_t alert_bytes[2], message[4]; /* its header */
	size_t n_alert_bytes, n_message, message_left;
	bool is_strange;
};

void sequel_begin(struct sequel *sequel);
void sequel_feed(struct sequel *sequel, const uint8_t *data, size_t len);

/* Is more of no use: kind is one of the last three. */
bool sequel_told(const struct sequel *sequel);

#endif
