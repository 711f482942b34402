/* SPDX-License-Identifier: ISC */
/*
 * A walk over the bytes of one direction, from the first record on, that names
 * each field where it stands: records, then messages, then their fields.
 *
 *	0000  16             record.type
 *	0001  03 03          record.version
 *	0003  00 59          record.length
 *	0005  02             handshake.type
 *	…
 *
 * The fields come in the order of the stream and leave no byte out. A field
 * that a record header cuts comes in pieces. Nothing is copied, nothing
 * allocated: any length of any peer is only a claim and ends where its vector
 * ends.
 *
 *	static void show(void *ctx, const struct walk_field *field) { … }
 *	walk_server(heard, asked_ssl2, show, ctx);
 */
#ifndef HALLO_WIRE_WALK_WALK_H
#define HALLO_WIRE_WALK_WALK_H

#include "wire/bytes/slice.h"

struct walk_field {
	const char *name; /* static: "server_hello.suite" */
	size_t at, len;	  /* in the stream */
	unsigned depth;	  /* 0 records, 1 messages, 2 fields, 3 below */
	bool first, last; /* piece of the field; both when it is in one */
	bool cut;	  /* it claims more than there is */
	uint32_t number;  /* of a whole field of at most 4 bytes */
};

typedef void walk_visit(void *ctx, const struct walk_field *field);

/* What a server said behind our hello. */
void walk_server(
	struct slice stream, bool asked_ssl2, walk_visit *visit, void *ctx);

/* What a client said: hellos in records of any version, or of SSL 2. */
void walk_client(struct slice stream, walk_visit *visit, void *ctx);

#endif
