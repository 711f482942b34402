/* SPDX-License-Identifier: ISC */
/*
 * Golden bytes as text: tests/golden/NAME.hex holds pairs of hex digits, blanks
 * anywhere between pairs, and comments from '#' to the end of the line.
 *
 *	size_t len;
 *	uint8_t *hello = golden_read("tls12_hello", &len);
 *	...
 *	free(hello);
 *
 * A file that cannot be read or is no hex fails the test.
 */
#ifndef HALLO_TESTS_LIB_HEX_H
#define HALLO_TESTS_LIB_HEX_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of @text in a heap block of exactly their number; free() it. */
uint8_t *hex_read(const char *text, size_t *len);

/* The same from tests/golden/@name.hex. */
uint8_t *golden_read(const char *name, size_t *len);

#endif
