/* SPDX-License-Identifier: ISC */
/*
 * Two helpers for every parser and every writer: a parser must find a fault in
 * each proper prefix of a good message, a writer must fail at each capacity
 * below the full one. Bytes lie in heap blocks of exactly their size, so that
 * the address sanitizer sees a step over the end.
 */
#ifndef HALLO_TESTS_LIB_PREFIX_H
#define HALLO_TESTS_LIB_PREFIX_H

#include "wire/bytes/writer.h"

/* @parses tells whether @bytes are a whole, good message. */
void every_prefix_faults(struct slice message,
	bool (*parses)(void *ctx, struct slice bytes), void *ctx);

/* @write writes one message of at most 16 kB, the same each time. */
void every_capacity_fails(
	void (*write)(struct writer *w, void *ctx), void *ctx);

#endif
