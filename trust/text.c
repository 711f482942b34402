/* SPDX-License-Identifier: ISC */
/*
 * The one place where bytes of a certificate become text.
 */
#include "trust/text.h"

struct text text_of(char *out, size_t size)
{
	out[0] = '\0';
	return (struct text){ .out = out, .size = size };
}

static void put(struct text *t, const char *s, size_t len)
{
	if (t->cut || len >= t->size - t->n) {
		t->cut = true;
		return;
	}
	memcpy(t->out + t->n, s, len);
	t->n += len;
	t->out[t->n] = '\0';
}

void text_put(struct text *t, const char *s)
{
	put(t, s, strlen(s));
}

static const char digits[] = "0123456789ABCDEF";

void text_hex(struct text *t, struct slice bytes)
{
	for (size_t i = 0; i < bytes.len && !t->cut; i++) {
		char pair[2] = { digits[bytes.data[i] >> 4],
			digits[bytes.data[i] & 15] };

		put(t, pair, 2);
	}
}

static void put_escaped(struct text *t, const uint8_t *bytes, size_t len)
{
	char out[3 * 4];

	for (size_t i = 0; i < len; i++) {
		out[3 * i] = '\\';
		out[3 * i + 1] = digits[bytes[i] >> 4];
		out[3 * i + 2] = digits[bytes[i] & 15];
	}
	put(t, out, 3 * len);
}

/* RFC 3629: how many bytes a character has whose first byte is @first, 0 when
 * no character begins so. */
static size_t utf8_length(uint8_t first)
{
	static const struct {
		uint8_t below, len;
	} rows[] = { { 0x80, 1 }, { 0xc2, 0 }, { 0xe0, 2 }, { 0xf0, 3 },
		{ 0xf5, 4 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (first < rows[i].below)
			return rows[i].len;
	return 0;
}

/* RFC 3629: length of the character at the start of @s, and its code point; 0
 * when it is none (cut, overlong, surrogate, over U+10FFFF). */
static size_t utf8_char(struct slice s, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint8_t first = s.data[0];
	size_t len = utf8_length(first);

	if (len == 0 || len > s.len)
		return 0;
	*code = len == 1 ? first : first & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s.data[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (s.data[i] & 0x3f);
	}
	if (*code < least[len] || *code > 0x10ffff ||
		(*code >= 0xd800 && *code < 0xe000))
		return 0;
	return len;
}

/* Control, format, direction, private and unassigned-for-ever characters: they
 * move a terminal's cursor, hide, or make two names look alike. */
static bool printable(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} hidden[] = { { 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad },
		{ 0x61c, 0x61c }, { 0x180b, 0x180f }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xe000, 0xf8ff },
		{ 0xfdd0, 0xfdef }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },
		{ 0xfff0, 0xffff }, { 0xe0000, 0x10ffff } };

	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		if (code >= hidden[i].first && code <= hidden[i].last)
			return false;
	return (code & 0xfffe) != 0xfffe;
}

static bool is_special(
	uint32_t code, const char *special, bool first, bool last)
{
	if (code >= 0x80 || !strchr(special, (int)code))
		return false;
	if (code == ' ')
		return first || last;
	return code != '#' || first;
}

void text_utf8(struct text *t, struct slice bytes, const char *special)
{
	size_t at = 0;

	while (at < bytes.len && !t->cut) {
		const uint8_t *p = bytes.data + at;
		uint32_t code = 0;
		size_t n = utf8_char(slice_of(p, bytes.len - at), &code);

		if (n == 0 || !printable(code)) {
			n = n ? n : 1;
			put_escaped(t, p, n);
		} else if (is_special(code, special, at == 0,
				   at + n == bytes.len)) {
			char pair[2] = { '\\', (char)code };

			put(t, pair, 2);
		} else {
			put(t, (const char *)p, n);
		}
		at += n;
	}
}

/* Half a surrogate pair or too great a number comes out as no valid UTF-8, and
 * so gets escaped by text_utf8(). */
static size_t encode(uint8_t out[4], uint32_t code)
{
	if (code < 0x80) {
		out[0] = (uint8_t)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (uint8_t)(0xc0 | code >> 6);
		out[1] = (uint8_t)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (uint8_t)(0xe0 | code >> 12);
		out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
		out[2] = (uint8_t)(0x80 | (code & 0x3f));
		return 3;
	}
	if (code > 0x10ffff) {
		memset(out, 0xff, 4);
		return 4;
	}
	out[0] = (uint8_t)(0xf0 | code >> 18);
	out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
	out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
	out[3] = (uint8_t)(0x80 | (code & 0x3f));
	return 4;
}

static uint32_t wide_char(struct slice bytes, size_t *at, size_t width)
{
	uint32_t code = slice_number(bytes, *at, width), low;

	*at += width;
	if (width != 2 || code < 0xd800 || code > 0xdbff || bytes.len - *at < 2)
		return code;
	low = slice_number(bytes, *at, 2);
	if (low < 0xdc00 || low > 0xdfff)
		return code;
	*at += 2;
	return 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
}

void text_wide(
	struct text *t, struct slice bytes, size_t width, const char *special)
{
	uint8_t utf8[4096];
	size_t n = 0, at = 0;

	/* no output of ours has room for 1000 characters: the rest is cut */
	while (at < bytes.len && n + 4 <= sizeof(utf8))
		n += encode(utf8 + n, wide_char(bytes, &at, width));
	text_utf8(t, slice_of(utf8, n), special);
	if (at < bytes.len)
		t->cut = true;
}
