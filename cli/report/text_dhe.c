/* SPDX-License-Identifier: ISC */
/*
 * Diffie-Hellman in both shapes of hello: without and beside the groups of
 * RFC 7919. Size and prime decide which senders break off, so they are told
 * apart from the suites.
 */
#include <stdlib.h>

#include "cli/report/text_parts.h"

static const char *same_set_words(const struct report_version *version)
{
	if (version->same_set == TRUTH_YES)
		return "; the same DHE suites either way";
	if (version->same_set == TRUTH_NO)
		return "; not the same DHE suites either way";
	return "";
}

static char *shape_words(const struct report_dhe *dhe, const char *proof)
{
	if (dhe->state != TRUTH_YES)
		return words_join("%s%s", truth_name(dhe->state), proof);
	return words_join("%u bits%s%s%s%s%s", dhe->bits,
		*dhe->group ? " " : "", dhe->group,
		*dhe->prime ? ", prime: " : "", dhe->prime, proof);
}

/* What is shown of a version, but for the proof; "" when DHE was not seen. */
static char *dhe_words(const struct report_version *version)
{
	char *a, *b, *words;

	if (version->dhe.state != TRUTH_YES &&
		version->dhe_rfc7919.state != TRUTH_YES)
		return words_join("%s", "");
	a = shape_words(&version->dhe, "");
	b = shape_words(&version->dhe_rfc7919, "");
	words = words_join("%s %s %s", a, b, same_set_words(version));
	free(a);
	free(b);
	return words;
}

static void put_shape(struct page *page, const char *label,
	const struct report_dhe *dhe, const struct proof *joined,
	const char *more)
{
	char *proof = text_proof(joined);
	char *words = shape_words(dhe, proof);

	page_fact(page, 2, 24, label, TINT_NONE, "%s%s", words, more);
	free(words);
	free(proof);
}

static void tell_dhe(struct page *page, const struct text_same *same)
{
	const struct report_version *first = same->versions[0];
	struct proof plain = { 0 }, rfc7919 = { 0 };

	for (size_t i = 0; i < same->n; i++) {
		text_join(&plain, &same->versions[i]->dhe.proof);
		text_join(&rfc7919, &same->versions[i]->dhe_rfc7919.proof);
	}
	text_heading(page, "Diffie-Hellman (DHE) of %s", same->name);
	put_shape(page, "usual hello", &first->dhe, &plain, "");
	put_shape(page, "RFC 7919 groups too", &first->dhe_rfc7919, &rfc7919,
		same_set_words(first));
	free(plain.probes);
	free(rfc7919.probes);
}

void text_dhe(struct page *page, const struct report_endpoint *endpoint)
{
	text_by_versions(page, endpoint, dhe_words, tell_dhe);
}
