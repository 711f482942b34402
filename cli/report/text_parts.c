/* SPDX-License-Identifier: ISC */
/*
 * See text_parts.h.
 */
#include "cli/report/text_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Enough to look one up; the report in JSON has them all. */
#define SHOWN_RUNS 6

void text_heading(struct page *page, const char *fmt, ...)
{
	char *text = NULL;
	va_list list;

	va_start(list, fmt);
	if (vasprintf(&text, fmt, list) < 0)
		abort();
	va_end(list);
	page_blank(page);
	page_paragraph(page, 0, 0, TINT_BOLD, "%s", text);
	free(text);
}

/* "TLSv1.0", "TLSv1.0 and TLSv1.1", "SSLv3, TLSv1.0 and TLSv1.1". */
static char *names_of(const struct text_same *same)
{
	char *name = words_join("%s", "");

	for (size_t i = 0; i < same->n; i++) {
		const char *link = i + 1 == same->n ? ""
			: i + 2 == same->n	    ? " and "
						    : ", ";
		char *longer = words_join(
			"%s%s%s", name, same->versions[i]->name, link);

		free(name);
		name = longer;
	}
	return name;
}

/* Takes every version that says @text out of @texts. */
static void take_same(struct text_same *same,
	const struct report_endpoint *endpoint, char **texts, const char *text)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		if (!texts[i] || strcmp(texts[i], text) != 0)
			continue;
		same->versions[same->n++] = &endpoint->versions[i];
		if (texts[i] != text)
			free(texts[i]);
		texts[i] = NULL;
	}
}

void text_by_versions(struct page *page, const struct report_endpoint *endpoint,
	char *(*words)(const struct report_version *version),
	void (*tell)(struct page *page, const struct text_same *same))
{
	char *texts[PORTRAIT_VERSIONS];

	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		texts[i] = words(&endpoint->versions[i]);
	for (size_t i = PORTRAIT_VERSIONS; i-- > 0;) {
		struct text_same same = { 0 };
		char *text = texts[i], *name;

		if (!text)
			continue;
		take_same(&same, endpoint, texts, text);
		name = names_of(&same);
		same.name = name;
		if (*text)
			tell(page, &same);
		free(name);
		free(text);
	}
}

/* The last index of the run of successive ids that begins at @i. */
static size_t run_end(const struct proof *proof, size_t i)
{
	while (i + 1 < proof->n && proof->probes[i + 1] == proof->probes[i] + 1)
		i++;
	return i;
}

char *text_ids(const struct proof *proof)
{
	struct page_style style = { 0 };
	size_t n = proof->n, shown = 0;
	struct page page;
	char text[64];

	page_init(&page, &style);
	for (size_t i = 0; i < n; i++) {
		size_t end = run_end(proof, i);
		const char *comma = i ? ", " : "";

		if (shown++ == SHOWN_RUNS && n - i > 2) {
			snprintf(text, sizeof(text), " and %zu more", n - i);
			page_put(&page, text, strlen(text));
			break;
		}
		if (end > i + 1)
			snprintf(text, sizeof(text), "%s%u-%u", comma,
				proof->probes[i], proof->probes[end]);
		else
			snprintf(text, sizeof(text), "%s%u", comma,
				proof->probes[i]);
		page_put(&page, text, strlen(text));
		if (end > i + 1)
			i = end;
	}
	return page_take(&page);
}

char *text_proof(const struct proof *proof)
{
	char *ids = text_ids(proof), *words;

	if (proof->n == 0)
		return ids;
	words = words_join(" (probe%s %s)", proof->n > 1 ? "s" : "", ids);
	free(ids);
	return words;
}

void text_join(struct proof *proof, const struct proof *more)
{
	for (size_t i = 0; i < more->n; i++)
		proof_add(proof, more->probes[i]);
}
