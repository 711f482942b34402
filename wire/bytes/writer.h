/* SPDX-License-Identifier: ISC */
/*
 * Writing length-prefixed, big-endian bytes into a buffer of the caller.
 *
 *	size_t suites = writer_open(&w, 2, "hello.suites.length");
 *	writer_put(&w, 2, 0xc02f, "hello.suites[]");
 *	writer_close(&w, suites);
 *
 * Sticky like the reader: the first overflow (of the buffer, or of a body over
 * what its length prefix can say) makes writer_ok() false for good and nothing
 * more is written. With a field map each write is noted by name, place and
 * length, so that the fuzzer can lie about "hello.suites.length" afterwards.
 */
#ifndef HALLO_WIRE_BYTES_WRITER_H
#define HALLO_WIRE_BYTES_WRITER_H

#include "wire/bytes/slice.h"

/* Where a field went. @name is static. A length field covers only itself. */
struct field {
	const char *name;
	size_t at;
	size_t len;
};

/* Rows beyond @room are counted in @n but not stored. */
struct field_map {
	struct field *fields;
	size_t room;
	size_t n;
};

#define WRITER_DEPTH 16

struct writer {
	uint8_t *data;
	size_t room;
	size_t len;
	bool failed;
	struct field_map *map; /* borrowed; may be NULL */
	size_t depth;
	struct {
		size_t at;
		size_t width;
	} open[WRITER_DEPTH];
};

struct writer writer_of(uint8_t *data, size_t room);
void writer_put(struct writer *w, size_t width, uint32_t v, const char *name);
void writer_bytes(
	struct writer *w, const void *data, size_t len, const char *name);
void writer_slice(struct writer *w, struct slice s, const char *name);

/* Opens a vector with a length of @width (1..3) bytes; returns its scope. */
size_t writer_open(struct writer *w, size_t width, const char *name);

/* Back-fills the length. Scopes close in the reverse order of opening. */
void writer_close(struct writer *w, size_t scope);

bool writer_ok(const struct writer *w);
struct slice writer_done(const struct writer *w);

#endif
