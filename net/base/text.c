/* SPDX-License-Identifier: ISC */
/*
 * Escaping and small text work for this room. UTF-8 is kept as it is, so that
 * a U-label stays readable; what could move the cursor or turn the line does
 * not get through (C0, DEL, C1, the bidirectional controls of UAX 9).
 */
#include "net/base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool follows(const char *text, size_t n)
{
	for (size_t i = 1; i <= n; i++)
		if (((uint8_t)text[i] & 0xc0) != 0x80)
			return false;
	return true;
}

size_t text_char(const char *text, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0x01, 0x80, 0x800, 0x10000 };
	uint8_t lead = (uint8_t)text[0];
	size_t n = lead < 0x80		? 1
		: (lead & 0xe0) == 0xc0 ? 2
		: (lead & 0xf0) == 0xe0 ? 3
		: (lead & 0xf8) == 0xf0 ? 4
					: 0;

	if (n == 0 || !follows(text, n - 1))
		return 0;
	*code = n == 1 ? lead : lead & (0x7fu >> n);
	for (size_t i = 1; i < n; i++)
		*code = *code << 6 | ((uint8_t)text[i] & 0x3f);
	if (*code < least[n] || *code > 0x10ffff ||
		(*code >= 0xd800 && *code <= 0xdfff))
		return 0;
	return n;
}

static bool is_harmless(uint32_t code)
{
	if (code < 0x20 || (code >= 0x7f && code < 0xa0))
		return false;
	return !(code == 0x061c || code == 0xfeff ||
		(code >= 0x200b && code <= 0x200f) ||
		(code >= 0x2028 && code <= 0x202e) ||
		(code >= 0x2060 && code <= 0x206f));
}

void text_escape(char *out, size_t size, const char *text)
{
	size_t used = 0;

	while (*text != '\0') {
		uint32_t code = 0;
		size_t n = text_char(text, &code);
		bool plain = n > 0 && is_harmless(code);
		size_t bytes = n > 0 ? n : 1;
		size_t need = plain ? bytes : 4 * bytes;

		if (used + need >= size)
			break;
		if (plain)
			memcpy(out + used, text, bytes);
		for (size_t i = 0; !plain && i < bytes; i++)
			snprintf(out + used + 4 * i, 5, "\\x%02x",
				(uint8_t)text[i]);
		used += need;
		text += bytes;
	}
	out[used] = '\0';
}

bool text_lower(char *out, size_t size, const char *text, size_t len)
{
	if (len >= size)
		return false;
	for (size_t i = 0; i < len; i++)
		out[i] = text[i] >= 'A' && text[i] <= 'Z'
			? (char)(text[i] - 'A' + 'a')
			: text[i];
	out[len] = '\0';
	return true;
}

bool text_number(unsigned long *number, const char *text, unsigned long max)
{
	unsigned long n = 0;

	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (!isdigit((unsigned char)*text))
			return false;
		n = n * 10 + (unsigned long)(*text - '0');
		if (n > max)
			return false;
	}
	*number = n;
	return true;
}
