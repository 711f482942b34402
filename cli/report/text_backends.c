/* SPDX-License-Identifier: ISC */
/*
 * Unlike machines behind one address: who they are, how often each was met, and
 * what each says of the versions in which they differ.
 */
#include <stdlib.h>

#include "cli/report/text_parts.h"

/* "12 suites, order server" or "no". */
static char *version_words(const struct report_version *version)
{
	size_t n = version->n_suites;

	if (version->state != TRUTH_YES)
		return words_join("%s", truth_name(version->state));
	return words_join("%zu suite%s%s, order %s", n, n == 1 ? "" : "s",
		version->suites_complete ? "" : " so far",
		suite_order_name(version->order));
}

static bool same_suites(
	const struct report_version *a, const struct report_version *b)
{
	if (a->n_suites != b->n_suites)
		return false;
	for (size_t i = 0; i < a->n_suites; i++)
		if (a->suites[i].code != b->suites[i].code)
			return false;
	return a->state == b->state;
}

/* Does a machine differ from the first in the version with this index? */
static bool differs(const struct report_endpoint *endpoint, size_t v)
{
	const struct report_backend *backends = endpoint->backends;

	for (size_t i = 1; i < endpoint->n_backends; i++)
		if (!same_suites(
			    &backends[0].versions[v], &backends[i].versions[v]))
			return true;
	return false;
}

static void put_differences(struct page *page,
	const struct report_endpoint *endpoint,
	const struct report_backend *backend)
{
	for (size_t v = PORTRAIT_VERSIONS; v-- > 0;) {
		const struct report_version *version = &backend->versions[v];
		char *words;

		if (!differs(endpoint, v))
			continue;
		words = version_words(version);
		page_paragraph(
			page, 4, 6, TINT_NONE, "%s: %s", version->name, words);
		free(words);
	}
}

void text_backends(struct page *page, const struct report_endpoint *endpoint)
{
	if (endpoint->n_backends == 0)
		return;
	text_heading(page, "Several machines answer at this address");
	for (size_t i = 0; i < endpoint->n_backends; i++) {
		const struct report_backend *backend = &endpoint->backends[i];
		const char *why = backend->incomplete_reason;

		page_paragraph(page, 2, 4, TINT_NONE,
			"%s, met %zu of %zu times%s%s", backend->name,
			backend->met, backend->of, *why ? "; " : "", why);
		put_differences(page, endpoint, backend);
	}
}
