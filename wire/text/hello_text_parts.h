/* SPDX-License-Identifier: ISC */
/*
 * What the files of the text form share; private to hello_text_*.c.
 */
#ifndef HALLO_WIRE_TEXT_HELLO_TEXT_PARTS_H
#define HALLO_WIRE_TEXT_HELLO_TEXT_PARTS_H

#include "wire/text/hello_text.h"

#define NO_COMMENT "%s", ""
#define HEX_BYTES 32 /* a line */

/* What writes the lines: text beyond the room is counted and not kept. */
struct pen {
	char *out;
	size_t room, len;
	size_t column;
	size_t depth; /* of blocks */
};

/* A line: begin, put …, end with its comment (NO_COMMENT: none). At most 159
 * letters each. */
void pen_begin(struct pen *pen, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void pen_put(struct pen *pen, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void pen_end(struct pen *pen, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void pen_open(struct pen *pen); /* " {"; pen_end() follows */
void pen_close(struct pen *pen);
void pen_digits(struct pen *pen, struct slice bytes);
void pen_slice(struct pen *pen, struct slice text); /* as it is */
void pen_version(struct pen *pen, uint16_t version);

/* Lines of hex behind @word ("hex"), none for no bytes; @comment: of the first.
 */
void pen_lines(struct pen *pen, const char *word, struct slice bytes,
	const char *comment);
void pen_hex(struct pen *pen, struct slice bytes);

/* The end of a line that has begun: bytes, or a block of them. */
void pen_vector(struct pen *pen, struct slice bytes);

/* hello_text_extension.c */
void pen_extension(struct pen *pen, uint16_t type, struct slice body);

#endif
