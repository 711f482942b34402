/* SPDX-License-Identifier: ISC */
/*
 * What the files of the walk share; private to walk*.c. A walk is a place in
 * the stream, the payload that is left in its record, and the bytes that are
 * left in the innermost vector.
 */
#ifndef HALLO_WIRE_WALK_WALK_PARTS_H
#define HALLO_WIRE_WALK_WALK_PARTS_H

#include "wire/walk/walk.h"

struct walk {
	struct slice stream;
	walk_visit *visit;
	void *ctx;
	bool client;
	size_t at;	    /* the next byte */
	size_t record_left; /* of the payload */
	uint8_t record_type;
	size_t left; /* in the innermost vector */
	unsigned depth;
	bool over;	/* the stream has ended, or is no TLS from here on */
	bool abandoned; /* another kind of record stands in this message */
	bool has_hello, sealed;
	uint16_t suite, version; /* of the ServerHello */
};

/* Tells of @len bytes of a header, whose number it is; of all that is left, and
 * the walk is over. */
void walk_header(struct walk *walk, const char *name, size_t len);
void walk_rest(struct walk *walk, const char *name);

/* The next record header; false: there is none. */
bool walk_next_record(struct walk *walk);

/* Tells of the next @n bytes, or of as many as the vector has; returns their
 * number when they are at most four and all there. */
uint32_t walk_take(struct walk *walk, size_t n, const char *name);

/* The vector whose length stands in @width bytes. What is returned goes to
 * walk_close(), which takes what nobody took as @name. */
size_t walk_open(struct walk *walk, size_t width, const char *name);
void walk_close(struct walk *walk, size_t outer, const char *name);

/* A vector of one field, or of many of @width bytes each. */
void walk_vector(struct walk *walk, size_t width, const char *length_name,
	const char *name);
void walk_list(struct walk *walk, size_t length_width, size_t width,
	const char *length_name, const char *name);

/* The body of a handshake message; walk->left is its length. */
void walk_message(struct walk *walk, uint8_t type);

/* An SSL 2 message; walk->left is its length. */
void walk_ssl2_message(struct walk *walk);

void walk_extensions(struct walk *walk, bool retry);

#endif
