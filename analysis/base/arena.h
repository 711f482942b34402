/* SPDX-License-Identifier: ISC */
/*
 * Memory that is given back as a whole: all that belongs to one value and dies
 * with it.
 *
 *	struct arena arena = { 0 };
 *	rows = arena_zeroed(&arena, n, sizeof(*rows));
 *	name = arena_printf(&arena, "0x%04X", code);
 *	arena_clear(&arena);
 */
#ifndef HALLO_ANALYSIS_BASE_ARENA_H
#define HALLO_ANALYSIS_BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *block; /* the newest; each owns its elders */
};

/* Room for @n items, zeroed and aligned for any type; never NULL. */
void *arena_zeroed(struct arena *arena, size_t n, size_t size);

const char *arena_printf(struct arena *arena, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Text of anybody, made harmless (analysis/base/escape.h): bytes as they came,
 * and words that are escaped already (NULL: ""). */
const char *arena_bytes(struct arena *arena, const void *data, size_t len);
const char *arena_words(struct arena *arena, const char *words);

/* Gives all of it back; the arena can be used anew. */
void arena_clear(struct arena *arena);

#endif
