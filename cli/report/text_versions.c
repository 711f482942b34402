/* SPDX-License-Identifier: ISC */
/*
 * The six versions, newest first, one line each: the state, why, and how it is
 * known (probes, and the controls that were answered around a "no").
 */
#include <stdlib.h>

#include "cli/report/text_parts.h"

static const char *order_words(enum suite_order order)
{
	switch (order) {
	case SUITE_ORDER_SERVER:
		return "in the server's order";
	case SUITE_ORDER_CLIENT:
		return "in the order of the client";
	case SUITE_ORDER_MIXED:
		return "in an order of classes";
	case SUITE_ORDER_SINGLE:
		return "nothing to order";
	case SUITE_ORDER_UNKNOWN:
		break;
	}
	return "order unknown";
}

static char *yes_words(const struct report_version *version)
{
	size_t n = version->n_suites;

	return words_join("%s%zu suite%s, %s%s",
		version->suites_complete ? "" : "at least ", n,
		n == 1 ? "" : "s", order_words(version->order),
		version->deflate == TRUTH_YES ? "; DEFLATE compression is taken"
					      : "");
}

static char *state_words(const struct report_version *version)
{
	const char *refusal = version->refusal, *reason = version->reason;

	if (version->state == TRUTH_YES)
		return yes_words(version);
	return words_join(
		"%s%s%s", refusal, *refusal && *reason ? "; " : "", reason);
}

static enum tint version_tint(const struct report_version *version)
{
	if (version->state == TRUTH_INCONCLUSIVE)
		return TINT_NOTE;
	if (version->state != TRUTH_YES)
		return TINT_NONE;
	if (version->version <= VERSION_SSL3)
		return TINT_BAD;
	return version->version <= VERSION_TLS11 ? TINT_NOTE : TINT_GOOD;
}

/* " (probes 3-9; controls 2, 10)": controls matter where the answer is no. */
static char *proof_words(const struct report_version *version)
{
	char *ids = text_ids(&version->proof);
	char *controls = text_ids(&version->controls);
	bool both = *controls && version->state != TRUTH_YES;
	char *words = words_join("%s%s%s%s%s", *ids ? " (probes " : "", ids,
		*ids && both ? "; controls " : "", *ids && both ? controls : "",
		*ids ? ")" : "");

	free(ids);
	free(controls);
	return words;
}

static void put_version(struct page *page, const struct report_version *version)
{
	char *words = state_words(version);
	char *proof = proof_words(version);
	char *label = words_join(
		"%-8s %-14s", version->name, truth_name(version->state));

	page_fact(page, 2, 26, label, version_tint(version), "%s%s", words,
		proof);
	free(label);
	free(proof);
	free(words);
}

static void put_limit(struct page *page, size_t limit, size_t refused)
{
	if (refused > limit + 1)
		page_paragraph(page, 2, 2, TINT_NOTE,
			"The server took a hello with %zu suites, but none "
			"with %zu.",
			limit, refused);
	else
		page_paragraph(page, 2, 2, TINT_NOTE,
			"The server takes no hello with more than %s%zu "
			"suites.",
			refused ? "" : "about ", limit);
}

void text_versions(struct page *page, const struct report_endpoint *endpoint)
{
	text_heading(page, "Versions");
	for (size_t i = PORTRAIT_VERSIONS; i-- > 0;)
		put_version(page, &endpoint->versions[i]);
	if (endpoint->list_limit)
		put_limit(page, endpoint->list_limit, endpoint->list_refused);
}
