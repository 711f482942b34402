/* SPDX-License-Identifier: ISC */
/*
 * Blocks in a list; what does not fit into the rest of a block gets a new one.
 */
#include "analysis/base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/base/escape.h"

#define BLOCK_SIZE 4000

struct arena_block {
	struct arena_block *elder;
	size_t used, room;
	max_align_t bytes[];
};

static struct arena_block *new_block(struct arena *arena, size_t need)
{
	size_t room = need > BLOCK_SIZE ? need : BLOCK_SIZE;
	struct arena_block *block = xcalloc(1, sizeof(*block) + room);

	block->elder = arena->block;
	block->room = room;
	arena->block = block;
	return block;
}

void *arena_zeroed(struct arena *arena, size_t n, size_t size)
{
	const size_t step = _Alignof(max_align_t);
	struct arena_block *block = arena->block;
	size_t need;
	void *taken;

	assert(size == 0 || n < SIZE_MAX / 2 / size);
	need = (n * size + step - 1) / step * step;
	if (!block || block->room - block->used < need)
		block = new_block(arena, need);
	taken = (uint8_t *)block->bytes + block->used;
	block->used += need;
	return taken;
}

/* Takes @text over. */
static const char *keep(struct arena *arena, char *text, size_t len)
{
	char *kept = arena_zeroed(arena, len + 1, 1);

	memcpy(kept, text, len);
	free(text);
	return kept;
}

const char *arena_printf(struct arena *arena, const char *fmt, ...)
{
	char *text = NULL;
	va_list list;
	int n;

	va_start(list, fmt);
	n = vasprintf(&text, fmt, list);
	va_end(list);
	if (n < 0)
		abort();
	return keep(arena, text, (size_t)n);
}

const char *arena_bytes(struct arena *arena, const void *data, size_t len)
{
	char *text = xcalloc(len + 1, ESCAPE_MOST);

	return keep(arena, text, escape_bytes(text, data, len));
}

const char *arena_words(struct arena *arena, const char *words)
{
	size_t len = words ? strlen(words) : 0;
	char *text;

	if (len == 0)
		return "";
	text = xcalloc(len + 1, ESCAPE_MOST);
	return keep(arena, text, escape_words(text, words, len));
}

void arena_clear(struct arena *arena)
{
	while (arena->block) {
		struct arena_block *block = arena->block;

		arena->block = block->elder;
		free(block);
	}
}
