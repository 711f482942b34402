/* SPDX-License-Identifier: ISC */
/*
 * See hex_page.h. Eight bytes a line, sixteen where there is room for both.
 */
#include "cli/page/hex_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/page/value.h"

#define PLACE 7
#define WIDE 110

/* "0      16 03 01": @n bytes at @at as @digits has them. */
static void label_of(
	char out[80], const char *digits, long long at, long long n)
{
	size_t len = (size_t)snprintf(out, 80, "%-*lld", PLACE, at);

	for (long long i = 0; i < n; i++) {
		const char *pair = digits + 2 * (at + i);

		len += (size_t)snprintf(out + len, 80 - len, "%c%c%s", pair[0],
			pair[1], i + 1 < n ? " " : "");
	}
}

static char *words_of(const json_t *field)
{
	const char *words = value_text(field, "words");

	return words_join("%s%s%s%s%s", value_text(field, "name"),
		*words ? ": " : "", words,
		value_true(field, "goes_on") ? ", goes on" : "",
		value_true(field, "cut") ? ", cut off" : "");
}

static void put_field(struct page *page, unsigned indent, unsigned per_line,
	const char *digits, const json_t *field)
{
	long long at = value_number(field, "at");
	long long end = at + value_number(field, "length");
	char *words = words_of(field);
	unsigned room = PLACE + 3 * per_line + 1;
	char label[80];

	if ((size_t)end * 2 > strlen(digits))
		end = (long long)strlen(digits) / 2;
	for (bool first = true; at < end; at += per_line, first = false) {
		label_of(label, digits, at,
			end - at < per_line ? end - at : per_line);
		page_fact(page, indent, room, label, TINT_NONE, "%s",
			first ? words : "");
	}
	free(words);
}

void hex_page(struct page *page, unsigned indent, const json_t *value)
{
	const json_t *fields = value_of(value, "fields");
	const char *digits = value_text(value, "hex");
	unsigned per_line =
		page->style.width == 0 || page->style.width >= WIDE ? 16 : 8;
	long long left = value_number(value, "fields_left_out");

	for (size_t i = 0; i < json_array_size(fields); i++)
		put_field(page, indent, per_line, digits,
			json_array_get(fields, i));
	if (left > 0)
		page_paragraph(page, indent, indent, TINT_NONE,
			"and %lld fields more", left);
}
