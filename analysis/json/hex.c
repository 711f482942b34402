/* SPDX-License-Identifier: ISC */
/*
 * See hex.h.
 */
#include "analysis/json/hex.h"

const char *arena_hex(struct arena *arena, struct slice bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_zeroed(arena, 2 * bytes.len + 1, 1);

	for (size_t i = 0; i < bytes.len; i++) {
		text[2 * i] = digits[bytes.data[i] >> 4];
		text[2 * i + 1] = digits[bytes.data[i] & 15];
	}
	return text;
}
