/* SPDX-License-Identifier: ISC */
/*
 * A slice is a borrowed view of bytes: it never owns. Whoever owns the bytes
 * (a transcript, a table, the caller's buffer) must outlive it.
 */
#ifndef HALLO_WIRE_BYTES_SLICE_H
#define HALLO_WIRE_BYTES_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const uint8_t *data;
	size_t len;
};

static inline struct slice slice_of(const void *data, size_t len)
{
	return (struct slice){ data, len };
}

static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.data, b.data, a.len));
}

/* Big-endian number of @width (1..4) bytes at @at; the caller checked room. */
static inline uint32_t slice_number(struct slice s, size_t at, size_t width)
{
	uint32_t v = 0;

	for (size_t i = 0; i < width; i++)
		v = v << 8 | s.data[at + i];
	return v;
}

#endif
