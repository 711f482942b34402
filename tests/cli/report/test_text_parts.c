/* SPDX-License-Identifier: ISC */
/*
 * Versions that say the same, and probes as words.
 */
#include "tests/cli/report/says.h"

#include <stdlib.h>

#include "cli/report/text_parts.h"

static char *ids_of(size_t n, uint32_t *ids)
{
	const struct proof proof = { .n = n, .probes = ids };

	return text_ids(&proof);
}

#define ASSERT_IDS(want, ...)                                                  \
	do {                                                                   \
		uint32_t ids[] = { __VA_ARGS__ };                              \
		char *text = ids_of(sizeof(ids) / sizeof(*ids), ids);          \
		assert_string_equal(text, want);                               \
		free(text);                                                    \
	} while (0)

UNIT(runs_of_probes_are_drawn_together)
{
	char *none = ids_of(0, NULL);

	assert_string_equal(none, "");
	free(none);
	ASSERT_IDS("3", 3);
	ASSERT_IDS("3, 4", 3, 4);
	ASSERT_IDS("3-5", 3, 4, 5);
	ASSERT_IDS("1, 3-5, 9", 1, 3, 4, 5, 9);
}

UNIT(many_probes_are_cut)
{
	ASSERT_IDS("1, 3, 5, 7, 9, 11, 13, 15", 1, 3, 5, 7, 9, 11, 13, 15);
	ASSERT_IDS(
		"1, 3, 5, 7, 9, 11 and 3 more", 1, 3, 5, 7, 9, 11, 13, 15, 17);
}

static void assert_proof(size_t n, const char *want)
{
	uint32_t ids[] = { 4, 6 };
	const struct proof proof = { .n = n, .probes = ids };
	char *text = text_proof(&proof);

	assert_string_equal(text, want);
	free(text);
}

UNIT(proof_is_empty_or_in_brackets)
{
	assert_proof(0, "");
	assert_proof(1, " (probe 4)");
	assert_proof(2, " (probes 4, 6)");
}

UNIT(joined_ids_are_sorted_and_each_once)
{
	uint32_t a[] = { 2, 9 }, b[] = { 1, 5, 9 };
	const struct proof first = { .n = 2, .probes = a };
	const struct proof second = { .n = 3, .probes = b };
	struct proof joined = { 0 };
	char *text;

	text_join(&joined, &first);
	text_join(&joined, &second);
	text = text_ids(&joined);
	assert_string_equal(text, "1, 2, 5, 9");
	free(text);
	free(joined.probes);
}

/* "no" for those that lack it, by the first letter of the state else. */
static char *words_of(const struct report_version *version)
{
	return words_join("%s",
		version->state == TRUTH_NO	      ? "no"
			: version->state == TRUTH_YES ? "yes"
						      : "");
}

static void tell(struct page *page, const struct text_same *same)
{
	page_paragraph(page, 0, 0, TINT_NONE, "%s: %zu, from %s", same->name,
		same->n, same->versions[0]->name);
}

static void by_versions(
	struct page *page, const struct report_endpoint *endpoint)
{
	text_by_versions(page, endpoint, words_of, tell);
}

UNIT(versions_that_say_the_same_are_told_once_newest_first)
{
	char *text = sample_text(&says.report, 80, by_versions);

	assert_string_equal(text,
		"SSLv2 and TLSv1.3: 2, from SSLv2\n"
		"TLSv1.0, TLSv1.1 and TLSv1.2: 3, from TLSv1.0\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(runs_of_probes_are_drawn_together),
		SAYS(many_probes_are_cut),
		SAYS(proof_is_empty_or_in_brackets),
		SAYS(joined_ids_are_sorted_and_each_once),
		SAYS(versions_that_say_the_same_are_told_once_newest_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
