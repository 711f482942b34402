/* SPDX-License-Identifier: ISC */
/*
 * Cleaning happens once, before anything is measured: after page_clean() a text
 * has only characters that take one or two columns (or none: accents), so that
 * counting columns is counting characters. UTF-8 is decoded here because the C
 * library does it by the locale of the process only.
 */
#include "cli/page/page.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

void page_init(struct page *page, const struct page_style *style)
{
	memset(page, 0, sizeof(*page));
	page->style = *style;
}

void page_clear(struct page *page)
{
	free(page->text);
	memset(page, 0, sizeof(*page));
}

void page_put(struct page *page, const char *bytes, size_t len)
{
	if (page->n + len + 1 > page->room) {
		page->room = (page->n + len + 1) * 2;
		page->text = realloc(page->text, page->room);
		if (!page->text)
			abort();
	}
	memcpy(page->text + page->n, bytes, len);
	page->n += len;
	page->text[page->n] = '\0';
}

char *page_take(struct page *page)
{
	char *text;

	page_put(page, "", 0);
	text = page->text;
	page->text = NULL;
	page_clear(page);
	return text;
}

void page_pad(struct page *page, size_t n)
{
	for (size_t i = 0; i < n; i++)
		page_put(page, " ", 1);
}

void page_blank(struct page *page)
{
	page_put(page, "\n", 1);
}

void page_tint(struct page *page, enum tint tint)
{
	static const char *const codes[] = { "\033[0m", "\033[32m", "\033[33m",
		"\033[1;31m", "\033[1m" };

	if (page->style.color)
		page_put(page, codes[tint], strlen(codes[tint]));
}

/* One character of UTF-8 (RFC 3629): its length, 0 when it is none. */
static size_t decode(const char *text, uint32_t *point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const uint8_t *p = (const uint8_t *)text;
	size_t n = p[0] < 0x80	  ? 1
		: p[0] >> 5 == 6  ? 2
		: p[0] >> 4 == 14 ? 3
		: p[0] >> 3 == 30 ? 4
				  : 0;

	if (n == 0)
		return 0;
	*point = n == 1 ? p[0] : p[0] & (0xFFU >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if (p[i] >> 6 != 2)
			return 0;
		*point = *point << 6 | (p[i] & 0x3F);
	}
	return *point < least[n] || *point > 0x10FFFF ? 0 : n;
}

char *page_clean(const struct page_style *style, const char *text)
{
	char *clean = malloc(strlen(text) * 4 + 1), *out = clean;

	if (!clean)
		abort();
	while (*text) {
		uint32_t point = 0;
		size_t n = decode(text, &point);
		bool fine = n == 1
			? point >= 0x20 && point != 0x7F
			: n > 1 && style->utf8 && wcwidth((wchar_t)point) >= 0;

		if (n == 0)
			n = 1;
		for (size_t i = 0; i < n; i++)
			if (fine)
				*out++ = text[i];
			else
				out += sprintf(
					out, "\\x%02x", (uint8_t)text[i]);
		text += n;
	}
	*out = '\0';
	return clean;
}

static size_t columns_of(uint32_t point)
{
	int width = point < 0x80 ? 1 : wcwidth((wchar_t)point);

	return width < 0 ? 1 : (size_t)width;
}

size_t text_columns(const char *clean)
{
	size_t columns = 0;

	while (*clean) {
		uint32_t point = 0;
		size_t n = decode(clean, &point);

		columns += columns_of(point);
		clean += n ? n : 1;
	}
	return columns;
}

size_t text_cut(const char *clean, size_t columns)
{
	size_t at = 0, used = 0;

	while (clean[at]) {
		uint32_t point = 0;
		size_t n = decode(clean + at, &point);

		used += columns_of(point);
		if (used > columns)
			break;
		at += n ? n : 1;
	}
	return at;
}

static char *format(const char *fmt, va_list list)
{
	char *text = NULL;

	if (vasprintf(&text, fmt, list) < 0)
		abort();
	return text;
}

char *words_join(const char *fmt, ...)
{
	va_list list;
	char *text;

	va_start(list, fmt);
	text = format(fmt, list);
	va_end(list);
	return text;
}

/* How many bytes of @text go on a line of @room columns: up to a blank where
 * there is one, else through the middle of a word, but at least one. */
static size_t line_bytes(const char *text, size_t room)
{
	size_t fit = text_cut(text, room), at;
	uint32_t point;

	if (!text[fit])
		return fit;
	for (at = fit; at > 0 && text[at] != ' '; at--)
		continue;
	if (at > 0)
		return at;
	if (fit == 0)
		fit = decode(text, &point);
	return fit ? fit : 1;
}

/* Wraps clean text from column @at on; lines after the first begin at @hang. */
static void wrap(struct page *page, const char *text, size_t at, size_t hang)
{
	size_t width = page->style.width ? page->style.width : SIZE_MAX;

	for (;;) {
		size_t room = width > at + 1 ? width - at : 1;
		size_t n = line_bytes(text, room);

		page_put(page, text, n);
		text += n;
		text += strspn(text, " ");
		if (!*text)
			return;
		page_put(page, "\n", 1);
		page_pad(page, hang);
		at = hang;
	}
}

void page_paragraph(struct page *page, unsigned first, unsigned hang,
	enum tint tint, const char *fmt, ...)
{
	va_list list;
	char *text, *clean;

	va_start(list, fmt);
	text = format(fmt, list);
	va_end(list);
	clean = page_clean(&page->style, text);
	page_pad(page, first);
	if (tint != TINT_NONE)
		page_tint(page, tint);
	wrap(page, clean, first, hang);
	if (tint != TINT_NONE)
		page_tint(page, TINT_NONE);
	page_put(page, "\n", 1);
	free(clean);
	free(text);
}

void page_fact(struct page *page, unsigned indent, unsigned room,
	const char *label, enum tint tint, const char *fmt, ...)
{
	char *text, *clean, *clean_label = page_clean(&page->style, label);
	size_t used = text_columns(clean_label);
	va_list list;

	va_start(list, fmt);
	text = format(fmt, list);
	va_end(list);
	clean = page_clean(&page->style, text);
	page_pad(page, indent);
	if (tint != TINT_NONE)
		page_tint(page, tint);
	page_put(page, clean_label, strlen(clean_label));
	if (tint != TINT_NONE)
		page_tint(page, TINT_NONE);
	if (*clean) {
		page_pad(page, used < room ? room - used : 1);
		wrap(page, clean, indent + (used < room ? room : used + 1),
			indent + room);
	}
	page_put(page, "\n", 1);
	free(clean_label);
	free(clean);
	free(text);
}

static unsigned terminal_width(int fd)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long value = columns ? strtol(columns, NULL, 10) : 0;

	if (value >= 20 && value <= 1000)
		return (unsigned)value;
	if (isatty(fd) && !ioctl(fd, TIOCGWINSZ, &size) && size.ws_col >= 20)
		return size.ws_col;
	return 0;
}

void page_style_of(struct page_style *style, int fd, unsigned width,
	enum color_mode color, unsigned when_piped)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	bool plain = (no_color && *no_color) || !term || !strcmp(term, "dumb");

	style->utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8");
	style->color = color == COLOR_ALWAYS ||
		(color == COLOR_AUTO && isatty(fd) && !plain);
	style->width = width ? width : terminal_width(fd);
	if (style->width == 0)
		style->width = isatty(fd) ? 80 : when_piped;
}
