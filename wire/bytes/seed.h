/* SPDX-License-Identifier: ISC */
/*
 * All that is random in a hello follows from one seed, so that it can be made
 * again, byte by byte.
 *
 *	uint8_t random[32];
 *	seed_expand(random, sizeof(random), seed, "random");
 */
#ifndef HALLO_WIRE_BYTES_SEED_H
#define HALLO_WIRE_BYTES_SEED_H

#include <stddef.h>
#include <stdint.h>

#define SEED_SIZE 32

/* Bytes that follow from @seed and @label alone (SHA-256 in counter mode). */
void seed_expand(uint8_t *out, size_t len, const uint8_t seed[SEED_SIZE],
	const char *label);

#endif
