/* SPDX-License-Identifier: ISC */
/*
 * Allocation that aborts: a prober without memory has nothing honest to say,
 * and every size here is bounded by our own tables, never by the peer.
 */
#include "analysis/base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_die(void *memory)
{
	if (!memory) {
		fputs("hallo: out of memory\n", stderr);
		abort();
	}
	return memory;
}

void *xcalloc(size_t n, size_t size)
{
	return or_die(calloc(n ? n : 1, size));
}

void *xrealloc(void *old, size_t n, size_t size)
{
	return or_die(reallocarray(old, n ? n : 1, size));
}

void *xcopy(const void *data, size_t n, size_t size)
{
	if (n == 0)
		return NULL;
	return memcpy(xcalloc(n, size), data, n * size);
}

void *xgrow(void *old, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return old;
	*room = *room ? *room * 2 : 8;
	return xrealloc(old, *room, size);
}
