/* SPDX-License-Identifier: ISC */
/*
 * See listen_page.h.
 */
#include "cli/listen/listen_page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/page/hello_page.h"
#include "cli/page/value.h"

#define LABEL 18
#define SHOWN_KINDS 20

static void put_title(
	struct page *page, const json_t *value, const char *behind)
{
	const char *name = value_text(value, "name");

	page_blank(page);
	page_paragraph(page, 0, 2, TINT_BOLD, "%lld: %s%s%s, %s%s",
		value_number(value, "number"), value_text(value, "peer"),
		*name ? ", calls itself " : "", name,
		value_text(value, "dialog"), behind);
}

static enum tint tint_of(const char *kind)
{
	if (!strcmp(kind, "went-on"))
		return TINT_GOOD;
	if (!strcmp(kind, "alert") || !strcmp(kind, "reset") ||
		!strcmp(kind, "closed"))
		return TINT_BAD;
	return TINT_NOTE;
}

void listen_page_hello(struct page *page, const json_t *value)
{
	const json_t *hellos = value_of(value, "hellos");
	size_t n = json_array_size(hellos);
	const json_t *last = json_array_get(hellos, n - 1);

	put_title(page, value, n > 1 ? ", its second hello" : "");
	page_paragraph(page, 2, 4, TINT_NOTE, "%s", value_text(last, "words"));
	page_fact(page, 2, LABEL, "Answer", TINT_NONE, "%s",
		value_text(value_of(last, "answer"), "words"));
	page_fact(page, 2, LABEL, "Came at", TINT_NONE,
		"%s, its hello of %lld bytes after %lld ms",
		value_text(value, "time"), value_number(last, "bytes"),
		value_number(last, "at_ms"));
	if (*value_text(last, "file"))
		page_fact(page, 2, LABEL, "Saved", TINT_NONE, "%s",
			value_text(last, "file"));
	hello_page(page, value_of(last, "hello"), 2);
}

static void put_then(struct page *page, const json_t *value)
{
	const json_t *then = value_of(value, "then");

	put_title(page, value, ", to the answer");
	page_paragraph(page, 2, 4, tint_of(value_text(then, "kind")), "%s",
		value_text(then, "words"));
	if (*value_text(then, "text"))
		page_fact(page, 2, LABEL, "It said", TINT_NONE, "%s",
			value_text(then, "text"));
}

static void put_no_hello(struct page *page, const json_t *value)
{
	const json_t *none = value_of(value, "no_hello");

	put_title(page, value, "");
	page_paragraph(page, 2, 4, TINT_BAD, "%s", value_text(none, "words"));
	if (*value_text(none, "last_line"))
		page_fact(page, 2, LABEL, "Its last line", TINT_NONE, "%s",
			value_text(none, "last_line"));
	if (*value_text(none, "hex")) {
		page_fact(page, 2, LABEL, "It sent", TINT_NONE, "%s",
			value_text(none, "text"));
		page_fact(page, 2, LABEL, "As hex", TINT_NONE, "%s",
			value_text(none, "hex"));
	}
}

void listen_page_parted(struct page *page, const json_t *value)
{
	if (json_is_object(value_of(value, "then")))
		put_then(page, value);
	else
		put_no_hello(page, value);
}

void listen_page_end(
	struct page *page, const struct listen_tally *tally, unsigned overflow)
{
	char *words = listen_tally_words(tally);

	page_blank(page);
	page_paragraph(page, 0, 2, TINT_BOLD, "%s", words);
	free(words);
	if (overflow > 0)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"%u more were turned away: too many at once "
			"(--connections)",
			overflow);
	for (size_t i = 0; i < tally->n_kinds && i < SHOWN_KINDS; i++) {
		const struct listen_kind *kind = &tally->kinds[i];

		page_paragraph(page, 2, 4, TINT_NONE,
			"%s  %zu time%s, first in connection %u",
			*kind->ja4 ? kind->ja4 : "(in the form of SSL 2)",
			kind->n, kind->n == 1 ? "" : "s", kind->first);
	}
	if (tally->n_kinds > SHOWN_KINDS)
		page_paragraph(page, 2, 4, TINT_NONE, "and %zu more",
			tally->n_kinds - SHOWN_KINDS);
}
