/* SPDX-License-Identifier: ISC */
/*
 * Is a point one of its curve? For the tests of those who make points.
 */
#ifndef HALLO_TESTS_WIRE_HELLO_ON_CURVE_H
#define HALLO_TESTS_WIRE_HELLO_ON_CURVE_H

#include <stddef.h>
#include <stdint.h>

struct ecc_curve;

/* @point is uncompressed (RFC 8422 5.4.1), with coordinates of @size bytes. */
void assert_on_curve(
	const uint8_t *point, const struct ecc_curve *curve, size_t size);

/* Calls @check for each group that nettle knows a curve of. */
void on_each_curve(void (*check)(
	uint16_t group, const struct ecc_curve *curve, size_t size));

#endif
