/* SPDX-License-Identifier: ISC */
/*
 * The groups of each version: those the server takes, in its order when it has
 * one; those it does not, so that "absent" is said and not only missing, the
 * post-quantum ones by name.
 */
#include <stdlib.h>

#include "cli/report/text_parts.h"

static char *groups_words(const struct report_version *version)
{
	const char *order = version->has_groups_order
		? suite_order_name(version->groups_order)
		: "";
	char *words = words_join("%s", "");

	for (size_t i = 0; i < version->n_groups; i++) {
		const struct report_group *group = &version->groups[i];
		char *longer = words_join("%s %s %s %s", words, order,
			group->code_text, truth_name(group->state));

		free(words);
		words = longer;
	}
	return words;
}

static const char *group_name(const struct report_group *group)
{
	return *group->name ? group->name : group->code_text;
}

/* Lists of what is absent can be long; the report in JSON has them all. */
#define SHOWN_NAMES 12

struct names {
	char *text; /* "" at first */
	size_t n;
};

static struct names names_begin(void)
{
	return (struct names){ .text = words_join("%s", "") };
}

static void names_add(struct names *names, const struct report_group *group)
{
	char *longer;

	if (names->n++ >= SHOWN_NAMES)
		return;
	longer = words_join("%s%s%s", names->text, names->n > 1 ? ", " : "",
		group_name(group));
	free(names->text);
	names->text = longer;
}

/* " and 88 more" of what was not shown. */
static char *names_rest(const struct names *names)
{
	if (names->n <= SHOWN_NAMES)
		return words_join("%s", "");
	return words_join(" and %zu more", names->n - SHOWN_NAMES);
}

/* The probes of one state in all versions that say the same. */
static char *proof_of(const struct text_same *same, enum truth state)
{
	struct proof joined = { 0 };
	char *words;

	for (size_t i = 0; i < same->n; i++) {
		const struct report_version *version = same->versions[i];

		for (size_t k = 0; k < version->n_groups; k++)
			if (version->groups[k].state == state)
				text_join(&joined, &version->groups[k].proof);
	}
	words = text_proof(&joined);
	free(joined.probes);
	return words;
}

static void put_groups(struct page *page, const struct text_same *same,
	enum truth state, const char *label)
{
	const struct report_version *first = same->versions[0];
	struct names names = names_begin();
	char *proof = proof_of(same, state), *rest;

	for (size_t i = 0; i < first->n_groups; i++)
		if (first->groups[i].state == state)
			names_add(&names, &first->groups[i]);
	rest = names_rest(&names);
	if (names.n)
		page_fact(page, 2, 14, label, TINT_NONE, "%s%s%s", names.text,
			rest, proof);
	free(rest);
	free(proof);
	free(names.text);
}

static void put_quantum(struct page *page, const struct report_version *version)
{
	struct names absent = names_begin(), present = names_begin();
	size_t asked;
	char *rest;

	for (size_t i = 0; i < version->n_groups; i++) {
		const struct report_group *group = &version->groups[i];

		if (!group->known || !group->known->post_quantum)
			continue;
		if (group->state == TRUTH_NO)
			names_add(&absent, group);
		if (group->state == TRUTH_YES)
			names_add(&present, group);
	}
	asked = absent.n + present.n;
	rest = names_rest(&absent);
	if (asked && !present.n)
		page_fact(page, 2, 14, "post-quantum", TINT_NONE,
			"absent, none of %zu asked for: %s%s", asked,
			absent.text, rest);
	else if (asked)
		page_fact(page, 2, 14, "post-quantum", TINT_NONE,
			"%zu of %zu asked for: %s", present.n, asked,
			present.text);
	free(rest);
	free(absent.text);
	free(present.text);
}

static const char *order_words(const struct report_version *version)
{
	if (!version->has_groups_order)
		return "";
	if (version->groups_order == SUITE_ORDER_SERVER)
		return ", in the server's order";
	return version->groups_order == SUITE_ORDER_CLIENT
		? ", the client's order decides"
		: "";
}

static void tell_groups(struct page *page, const struct text_same *same)
{
	const struct report_version *first = same->versions[0];

	text_heading(page, "Groups of %s%s", same->name, order_words(first));
	put_groups(page, same, TRUTH_YES, "taken");
	put_groups(page, same, TRUTH_INCONCLUSIVE, "unclear");
	put_quantum(page, first);
	put_groups(page, same, TRUTH_NO, "not taken");
}

void text_groups(struct page *page, const struct report_endpoint *endpoint)
{
	text_by_versions(page, endpoint, groups_words, tell_groups);
}
