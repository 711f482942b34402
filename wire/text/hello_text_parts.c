/* SPDX-License-Identifier: ISC */
/*
 * The pen that writes the lines of the text form (hello_text_parts.h).
 */
#include "wire/text/hello_text_parts.h"

#include <stdarg.h>
#include <stdio.h>

#include "wire/tables/names.h"

#define COMMENT_COLUMN 56

static void put_bytes(struct pen *pen, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++, pen->len++)
		if (pen->len + 1 < pen->room)
			pen->out[pen->len] = text[i];
	pen->column += n;
}

void pen_put(struct pen *pen, const char *fmt, ...)
{
	char text[160];
	va_list list;

	va_start(list, fmt);
	vsnprintf(text, sizeof(text), fmt, list);
	va_end(list);
	put_bytes(pen, text, strlen(text));
}

void pen_begin(struct pen *pen, const char *fmt, ...)
{
	char text[160];
	va_list list;

	for (size_t i = 0; i < pen->depth; i++)
		put_bytes(pen, "    ", 4);
	va_start(list, fmt);
	vsnprintf(text, sizeof(text), fmt, list);
	va_end(list);
	put_bytes(pen, text, strlen(text));
}

void pen_end(struct pen *pen, const char *fmt, ...)
{
	char text[160];
	va_list list;

	va_start(list, fmt);
	vsnprintf(text, sizeof(text), fmt, list);
	va_end(list);
	while (*text != '\0' && pen->column < COMMENT_COLUMN - 1)
		put_bytes(pen, " ", 1);
	if (*text != '\0') {
		put_bytes(pen, " # ", 3);
		put_bytes(pen, text, strlen(text));
	}
	put_bytes(pen, "\n", 1);
	pen->column = 0;
}

void pen_open(struct pen *pen)
{
	put_bytes(pen, " {", 2);
	pen->depth++;
}

void pen_close(struct pen *pen)
{
	pen->depth--;
	pen_begin(pen, "}");
	pen_end(pen, NO_COMMENT);
}

void pen_digits(struct pen *pen, struct slice bytes)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < bytes.len; i++) {
		char pair[2] = { digits[bytes.data[i] >> 4],
			digits[bytes.data[i] & 15] };

		put_bytes(pen, pair, 2);
	}
}

void pen_slice(struct pen *pen, struct slice text)
{
	put_bytes(pen, (const char *)text.data, text.len);
}

void pen_lines(struct pen *pen, const char *word, struct slice bytes,
	const char *comment)
{
	for (size_t at = 0; at < bytes.len; at += HEX_BYTES) {
		size_t left = bytes.len - at;

		pen_begin(pen, "%s ", word);
		pen_digits(pen,
			slice_of(bytes.data + at,
				left < HEX_BYTES ? left : HEX_BYTES));
		pen_end(pen, "%s", at == 0 ? comment : "");
	}
}

void pen_hex(struct pen *pen, struct slice bytes)
{
	pen_lines(pen, "hex", bytes, "");
}

void pen_vector(struct pen *pen, struct slice bytes)
{
	if (bytes.len <= HEX_BYTES) {
		pen_put(pen, bytes.len > 0 ? " " : "");
		pen_digits(pen, bytes);
		pen_end(pen, NO_COMMENT);
		return;
	}
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	pen_hex(pen, bytes);
	pen_close(pen);
}

void pen_version(struct pen *pen, uint16_t version)
{
	const char *name = version_name(version);

	if (name)
		pen_put(pen, "%s", name);
	else
		pen_put(pen, "0x%04X", version);
}
