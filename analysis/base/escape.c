/* SPDX-License-Identifier: ISC */
/*
 * See escape.h.
 */
#include "analysis/base/escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* How many bytes a sequence has that begins with @first; 0: none does. */
static size_t length_of(uint8_t first)
{
	if (first < 0x80)
		return 1;
	if (first >> 5 == 0x06)
		return 2;
	if (first >> 4 == 0x0E)
		return 3;
	return first >> 3 == 0x1E ? 4 : 0;
}

/* Length of the well-formed sequence at @p and its code point; 0: none. */
static size_t sequence(const uint8_t *p, size_t len, uint32_t *point)
{
	static const uint32_t lowest[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = length_of(p[0]);

	if (n == 0 || n > len)
		return 0;
	*point = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (p[i] >> 6 != 2)
			return 0;
		*point = *point << 6 | (p[i] & 0x3F);
	}
	if (*point < lowest[n] || *point > 0x10FFFF ||
		(*point >= 0xD800 && *point <= 0xDFFF))
		return 0;
	return n;
}

static bool harmless(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7F && point <= 0x9F))
		return false;
	if (point >= 0x200E && point <= 0x200F)
		return false;
	if (point >= 0x2028 && point <= 0x202E)
		return false;
	if (point >= 0x2066 && point <= 0x2069)
		return false;
	if (point == 0x061C || point == 0xFEFF)
		return false;
	return (point & 0xFFFE) != 0xFFFE; /* noncharacters */
}

static size_t put_escape(char *out, uint8_t byte)
{
	static const char hex[] = "0123456789abcdef";

	out[0] = '\\';
	out[1] = 'x';
	out[2] = hex[byte >> 4];
	out[3] = hex[byte & 15];
	return 4;
}

static size_t escape(char *out, const uint8_t *p, size_t len, bool marks)
{
	size_t used = 0;

	for (size_t i = 0; i < len;) {
		uint32_t point = 0;
		size_t n = sequence(p + i, len - i, &point);
		bool mark =
			marks && p[i] == '\\' && i + 1 < len && p[i + 1] == 'x';

		if (n == 0 || mark || !harmless(point)) {
			n = n ? n : 1;
			for (size_t k = 0; k < n; k++)
				used += put_escape(out + used, p[i + k]);
		} else {
			memcpy(out + used, p + i, n);
			used += n;
		}
		i += n;
	}
	return used;
}

size_t escape_bytes(char *out, const void *data, size_t len)
{
	return escape(out, data, len, true);
}

size_t escape_words(char *out, const void *data, size_t len)
{
	return escape(out, data, len, false);
}

const char *escape_quote(char *out, size_t room, const void *data, size_t len)
{
	const uint8_t *p = data;
	size_t used = 0, i = 0;

	/* an escape, the dots and a NUL still fit behind the last one */
	for (; i < len && used < room - 10; i++)
		if (p[i] < 0x20 || p[i] > 0x7E || p[i] == '\\')
			used += put_escape(out + used, p[i]);
		else
			out[used++] = (char)p[i];
	strcpy(out + used, i < len ? " ..." : "");
	return out;
}
