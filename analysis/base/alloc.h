/* SPDX-License-Identifier: ISC */
/*
 * Memory in analysis/: out of memory aborts, so callers need no second path.
 */
#ifndef HALLO_ANALYSIS_BASE_ALLOC_H
#define HALLO_ANALYSIS_BASE_ALLOC_H

#include <stddef.h>

/* Zeroed. */
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *old, size_t n, size_t size);

/* A copy of @n items, NULL when @n is 0. */
void *xcopy(const void *data, size_t n, size_t size);

/* Makes room for one more in an array that doubles. */
void *xgrow(void *old, size_t n, size_t *room, size_t size);

#endif
