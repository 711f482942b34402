/* SPDX-License-Identifier: ISC */
/*
 * Bytes of a peer as text that may be printed anywhere: valid UTF-8 without
 * control, format or direction characters; whatever else came is written as
 * \XX, one pair of hex digits an octet (RFC 4514 section 2.4). What does not
 * fit is cut between characters, never inside one or inside an escape.
 */
#ifndef HALLO_TRUST_TEXT_H
#define HALLO_TRUST_TEXT_H

#include "wire/bytes/slice.h"

struct text {
	char *out; /* always terminated */
	size_t size;
	size_t n;
	bool cut;
};

struct text text_of(char *out, size_t size);

/* Ours, as it is; all of it or nothing. */
void text_put(struct text *t, const char *s);

/* Two hex digits an octet. */
void text_hex(struct text *t, struct slice bytes);

/* The peer's. Characters of @special get a backslash; a blank or a number sign
 * in @special means those at the edges only, as RFC 4514 wants. */
void text_utf8(struct text *t, struct slice bytes, const char *special);

/* Big-endian characters of @width octets: 1 (ISO 8859-1), 2 (UTF-16), 4. Its
 * length must be a multiple of @width. */
void text_wide(
	struct text *t, struct slice bytes, size_t width, const char *special);

#endif
