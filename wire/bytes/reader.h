/* SPDX-License-Identifier: ISC */
/*
 * Reading length-prefixed, big-endian bytes (the presentation language of
 * RFC 8446 section 3) in a column of plain calls, with one question at the end.
 *
 *	struct fault fault = { 0 };
 *	struct reader r = reader_of(&fault, data, len);
 *	hello->version = reader_u16(&r, "server_hello.version");
 *	hello->random = reader_bytes(&r, 32, "server_hello.random");
 *	struct reader id = reader_vec(&r, 1, "server_hello.session_id");
 *	...
 *	return reader_ok(&r);
 *
 * The first fault sticks: from then on every read gives 0 or an empty slice and
 * reader_more() is false, so no loop can spin. A child made by reader_vec()
 * cannot see past its own end and shares the fault of its parent; offsets are
 * counted from the first byte of the outermost reader.
 */
#ifndef HALLO_WIRE_BYTES_READER_H
#define HALLO_WIRE_BYTES_READER_H

#include "wire/bytes/slice.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_SHORT,	/* @what at offset @at wants @need bytes */
	FAULT_TRAILING, /* bytes are left behind @what */
	FAULT_VALUE,	/* the bytes are there, but @what may not be this */
	FAULT_CAP,	/* @what is larger than we are willing to keep */
};

/* What was wrong with the peer's bytes. @what is a static field name. */
struct fault {
	enum fault_kind kind;
	const char *what;
	size_t at;
	size_t need;
};

struct reader {
	const uint8_t *base; /* offset 0 of the outermost reader */
	const uint8_t *pos;
	const uint8_t *end;
	struct fault *fault; /* borrowed; shared with children */
};

const char *fault_kind_name(enum fault_kind kind);

/* "server_hello.session_id at offset 35 wants 4 bytes"; always terminated. */
void fault_text(const struct fault *fault, char *out, size_t size);

struct reader reader_of(struct fault *fault, const uint8_t *data, size_t len);
uint8_t reader_u8(struct reader *r, const char *what);
uint16_t reader_u16(struct reader *r, const char *what);
uint32_t reader_u24(struct reader *r, const char *what);
uint32_t reader_u32(struct reader *r, const char *what);

/* Exactly @n bytes, borrowed. */
struct slice reader_bytes(struct reader *r, size_t n, const char *what);

/* A child over the vector whose length stands in @width (1..3) bytes. */
struct reader reader_vec(struct reader *r, size_t width, const char *what);

/* All that is left, borrowed; never a fault. */
struct slice reader_rest(struct reader *r);

/* Offset of the next byte, and bytes left. */
size_t reader_at(const struct reader *r);
size_t reader_left(const struct reader *r);

/* True while there is no fault and a byte is left. */
bool reader_more(const struct reader *r);

/* Faults if bytes are left: the end of @what was expected here. */
void reader_end(struct reader *r, const char *what);

/* The bytes are well formed but @what is not allowed: fault at the place. */
void reader_fault(struct reader *r, enum fault_kind kind, const char *what);

bool reader_ok(const struct reader *r);

#endif
