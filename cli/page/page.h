/* SPDX-License-Identifier: ISC */
/*
 * Text for a terminal: lines of at most so many columns, words wrapped, colour
 * only if wanted and never needed. Whatever is put on a page is cleaned first:
 * control characters are written \xNN, and so is all that is not ASCII when the
 * locale is not UTF-8, so that no byte of a peer can drive a terminal.
 *
 *	page_paragraph(&page, 2, 4, TINT_NONE, "a long sentence …");
 *	page_fact(&page, 2, 20, "Protocol", TINT_NONE, "%s", "TLSv1.2");
 */
#ifndef HALLO_CLI_PAGE_PAGE_H
#define HALLO_CLI_PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

/* Auto: on a terminal, unless NO_COLOR is set. */
enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum tint { TINT_NONE, TINT_GOOD, TINT_NOTE, TINT_BAD, TINT_BOLD };

struct page_style {
	unsigned width; /* columns; 0: no end */
	bool utf8;
	bool color;
};

struct page {
	struct page_style style;
	char *text;
	size_t n, room;
};

void page_init(struct page *page, const struct page_style *style);
void page_clear(struct page *page);

/* All that was written, ended by NUL; the caller frees it. */
char *page_take(struct page *page);

void page_blank(struct page *page);

/* A paragraph: the first line at column @first, the others at @hang. */
void page_paragraph(struct page *page, unsigned first, unsigned hang,
	enum tint tint, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* A label in @tint, @room columns wide, and a text that hangs beside it. */
void page_fact(struct page *page, unsigned indent, unsigned room,
	const char *label, enum tint tint, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/* Raw parts for table.c: cleaned text, its columns, and plain bytes. */
char *page_clean(const struct page_style *style, const char *text);
size_t text_columns(const char *clean);

/* The bytes of the first @columns columns of @clean, no more than fit. */
size_t text_cut(const char *clean, size_t columns);
void page_put(struct page *page, const char *bytes, size_t len);
void page_pad(struct page *page, size_t n);
void page_tint(struct page *page, enum tint tint);

/* The style that suits standard output: terminal, locale, COLUMNS, NO_COLOR.
 * @when_piped: the width when it is no terminal and nothing else says. */
void page_style_of(struct page_style *style, int fd, unsigned width,
	enum color_mode color, unsigned when_piped);

char *words_join(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
