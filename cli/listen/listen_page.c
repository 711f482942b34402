/* SPDX-License-Identifier: ISC */
/*
 * See listen_page.h.
 */
#include "cli/listen/listen_page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/page/hello_page.h"

#define LABEL 18
#define SHOWN_KINDS 20

static void put_title(
	struct page *page, const struct listen_view *view, const char *behind)
{
	page_blank(page);
	page_paragraph(page, 0, 2, TINT_BOLD, "%u: %s%s%s, %s%s", view->number,
		view->peer, *view->name ? ", calls itself " : "", view->name,
		view->dialog, behind);
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

void listen_page_hello(struct page *page, const struct listen_view *view)
{
	const struct listen_hello_view *last = view->last;

	put_title(page, view, view->n_hellos > 1 ? ", its second hello" : "");
	page_paragraph(page, 2, 4, TINT_NOTE, "%s", last->words);
	page_fact(
		page, 2, LABEL, "Answer", TINT_NONE, "%s", last->answer_words);
	page_fact(page, 2, LABEL, "Came at", TINT_NONE,
		"%s, its hello of %zu bytes after %u ms", view->time,
		last->bytes, last->at_ms);
	if (*last->file)
		page_fact(page, 2, LABEL, "Saved", TINT_NONE, "%s", last->file);
	hello_page(page, &last->hello, 2);
}

static void put_then(struct page *page, const struct listen_view *view)
{
	const struct sequel_view *then = &view->then;

	put_title(page, view, ", to the answer");
	page_paragraph(page, 2, 4, tint_of(then->kind), "%s", then->words);
	if (*then->text)
		page_fact(
			page, 2, LABEL, "It said", TINT_NONE, "%s", then->text);
}

static void put_no_hello(struct page *page, const struct listen_view *view)
{
	const struct listen_no_hello *none = &view->no_hello;

	put_title(page, view, "");
	page_paragraph(page, 2, 4, TINT_BAD, "%s", none->words);
	if (*none->last_line)
		page_fact(page, 2, LABEL, "Its last line", TINT_NONE, "%s",
			none->last_line);
	if (*none->hex) {
		page_fact(
			page, 2, LABEL, "It sent", TINT_NONE, "%s", none->text);
		page_fact(page, 2, LABEL, "As hex", TINT_NONE, "%s", none->hex);
	}
}

void listen_page_parted(struct page *page, const struct listen_view *view)
{
	if (view->n_hellos > 0)
		put_then(page, view);
	else
		put_no_hello(page, view);
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
