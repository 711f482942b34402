/* SPDX-License-Identifier: ISC */
/*
 * See hex_page.h. Eight bytes a line, sixteen where there is room for both.
 */
#include "cli/page/hex_page.h"

#include <stdio.h>
#include <stdlib.h>

#define PLACE 7
#define WIDE 110

/* "0      16 03 01": @n bytes at @at as @digits has them. */
static void label_of(char out[80], const char *digits, size_t at, size_t n)
{
	size_t len = (size_t)snprintf(out, 80, "%-*zu", PLACE, at);

	for (size_t i = 0; i < n; i++) {
		const char *pair = digits + 2 * (at + i);

		len += (size_t)snprintf(out + len, 80 - len, "%c%c%s", pair[0],
			pair[1], i + 1 < n ? " " : "");
	}
}

static char *words_of(const struct field_view *field)
{
	const char *words = field->words ? field->words : "";

	return words_join("%s%s%s%s%s", field->name, *words ? ": " : "", words,
		field->goes_on ? ", goes on" : "",
		field->cut ? ", cut off" : "");
}

static void put_field(struct page *page, unsigned indent, size_t per_line,
	const char *digits, const struct field_view *field)
{
	size_t at = field->at, end = at + field->length;
	char *words = words_of(field);
	unsigned room = PLACE + 3 * (unsigned)per_line + 1;
	char label[80];

	for (bool first = true; at < end; at += per_line, first = false) {
		label_of(label, digits, at,
			end - at < per_line ? end - at : per_line);
		page_fact(page, indent, room, label, TINT_NONE, "%s",
			first ? words : "");
	}
	free(words);
}

void hex_page(struct page *page, unsigned indent, const struct bytes_view *view)
{
	unsigned width = page->style.width;
	size_t per_line = width == 0 || width >= WIDE ? 16 : 8;

	for (size_t i = 0; i < view->n_fields; i++)
		put_field(page, indent, per_line, view->hex, &view->fields[i]);
	if (view->fields_left_out > 0)
		page_paragraph(page, indent, indent, TINT_NONE,
			"and %zu fields more", view->fields_left_out);
}
