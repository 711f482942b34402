/* SPDX-License-Identifier: ISC */
/*
 * The course of one direction of a TLS connection: what was sent one after the
 * other, with its place, as far as it can be seen from outside. Messages in
 * clear by their type, alerts in clear by their number, and what is sealed as a
 * run of records of one type.
 *
 *	course_read(&course, stream, tls13);
 *	client_hello, client_key_exchange, change_cipher_spec, sealed x 3
 *
 * RFC 5246 7.1: behind ChangeCipherSpec all is sealed. RFC 8446 5.1: sealed
 * records are application_data, and ChangeCipherSpec means nothing.
 */
#ifndef HALLO_WIRE_FLIGHT_COURSE_H
#define HALLO_WIRE_FLIGHT_COURSE_H

#include "wire/bytes/record.h"

#define COURSE_EVENTS 64

enum course_kind {
	COURSE_MESSAGE, /* @type: of the handshake */
	COURSE_ALERT,
	COURSE_CHANGE_CIPHER_SPEC,
	COURSE_SEALED,	/* @type: of the records; @n of them in a row */
	COURSE_OTHER,	/* @type: of a record with anything else */
	COURSE_STRANGE, /* no record from here on */
};
const char *course_kind_name(enum course_kind kind);

struct course_event {
	enum course_kind kind;
	uint8_t type;
	uint8_t level, description; /* of an alert */
	size_t at, end;		    /* in the stream */
	size_t len;  /* of the message's body, of all sealed payloads */
	size_t last; /* payload of the last record of a run */
	size_t n;
};

struct course {
	size_t n_events, n_left_out;
	struct course_event events[COURSE_EVENTS];
	size_t n_records;		/* whole ones */
	size_t n_sealed, n_application; /* sealed records; of type 23 */
	bool change_cipher_spec;
	size_t at; /* end of the last whole record */
	/* The record that the stream ends in: what it has and wants, with its
	 * header; 0: it ends between two. */
	size_t cut_has, cut_wants;

	/* state of reading */
	uint8_t header[4];
	size_t n_header, left; /* of the message that is being read */
	size_t message_at;
};

/* @tls13: the ServerHello said so. */
void course_read(struct course *course, struct slice stream, bool tls13);

/* The first event of @kind (and of @type, or -1); NULL: none. */
const struct course_event *course_find(
	const struct course *course, enum course_kind kind, int type);

#endif
