/* SPDX-License-Identifier: ISC */
/*
 * Points of the curves of RFC 8422 5.4, uncompressed, as they stand in
 * key_share (RFC 8446 4.2.8.2) and ServerKeyExchange.
 */
#ifndef HALLO_WIRE_HELLO_CURVE_POINT_H
#define HALLO_WIRE_HELLO_CURVE_POINT_H

#include "wire/bytes/seed.h"

/* Bytes of a point of @group; 0: no curve that a point can be made of. */
size_t curve_point_size(uint16_t group);

/* A public one that follows from @seed and @label (at most 30 letters), into
 * curve_point_size() bytes. */
void curve_point_make(uint8_t *out, uint16_t group,
	const uint8_t seed[SEED_SIZE], const char *label);

#endif
