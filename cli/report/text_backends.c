/* SPDX-License-Identifier: ISC */
/*
 * Unlike machines behind one address: who they are, how often each was met, and
 * what each says of the versions in which they differ.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

/* "yes, 12 suites, order server" or "no". */
static char *version_words(const json_t *version)
{
	size_t n = json_array_size(value_of(version, "suites"));

	if (!value_is(version, "state", "yes"))
		return words_join("%s", value_text(version, "state"));
	return words_join("%zu suite%s%s, order %s", n, n == 1 ? "" : "s",
		value_true(version, "suites_complete") ? "" : " so far",
		value_text(version, "order"));
}

static bool same_suites(const json_t *a, const json_t *b)
{
	const json_t *x = value_of(a, "suites"), *y = value_of(b, "suites");

	if (json_array_size(x) != json_array_size(y))
		return false;
	for (size_t i = 0; i < json_array_size(x); i++)
		if (!json_equal(value_of(json_array_get(x, i), "code"),
			    value_of(json_array_get(y, i), "code")))
			return false;
	return json_equal(value_of(a, "state"), value_of(b, "state"));
}

/* Does a machine differ from the first in the version with this index? */
static bool differs(const json_t *backends, size_t v)
{
	const json_t *first = json_array_get(
		value_of(json_array_get(backends, 0), "versions"), v);

	for (size_t i = 1; i < json_array_size(backends); i++) {
		const json_t *other = json_array_get(
			value_of(json_array_get(backends, i), "versions"), v);
		if (!same_suites(first, other))
			return true;
	}
	return false;
}

static void put_differences(
	struct page *page, const json_t *backends, const json_t *backend)
{
	const json_t *versions = value_of(backend, "versions");

	for (size_t v = json_array_size(versions); v-- > 0;) {
		const json_t *version = json_array_get(versions, v);
		char *words;

		if (!differs(backends, v))
			continue;
		words = version_words(version);
		page_paragraph(page, 4, 6, TINT_NONE, "%s: %s",
			value_text(version, "version"), words);
		free(words);
	}
}

void text_backends(struct page *page, const json_t *endpoint)
{
	const json_t *backends = value_of(endpoint, "backends");

	if (json_array_size(backends) == 0)
		return;
	text_heading(page, "Several machines answer at this address");
	for (size_t i = 0; i < json_array_size(backends); i++) {
		const json_t *backend = json_array_get(backends, i);
		const char *why = value_text(backend, "incomplete_reason");

		page_paragraph(page, 2, 4, TINT_NONE,
			"%s, met %lld of %lld times%s%s",
			value_text(backend, "name"),
			value_number(backend, "met"),
			value_number(backend, "of"), *why ? "; " : "", why);
		put_differences(page, backends, backend);
	}
}
