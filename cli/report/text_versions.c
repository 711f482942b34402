/* SPDX-License-Identifier: ISC */
/*
 * The six versions, newest first, one line each: the state, why, and how it is
 * known (probes, and the controls that were answered around a "no").
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

static const char *order_words(const json_t *version, const char *key)
{
	const char *order = value_text(version, key);

	if (!strcmp(order, "server"))
		return "in the server's order";
	if (!strcmp(order, "client"))
		return "in the order of the client";
	if (!strcmp(order, "mixed"))
		return "in an order of classes";
	if (!strcmp(order, "single"))
		return "nothing to order";
	return "order unknown";
}

static char *yes_words(const json_t *version)
{
	size_t n = json_array_size(value_of(version, "suites"));
	const json_t *compression = value_of(version, "compression");
	bool open = json_is_false(value_of(version, "suites_complete"));

	return words_join("%s%zu suite%s, %s%s", open ? "at least " : "", n,
		n == 1 ? "" : "s", order_words(version, "order"),
		value_is(compression, "deflate", "yes")
			? "; DEFLATE compression is taken"
			: "");
}

static char *state_words(const json_t *version)
{
	const char *refusal = value_text(version, "refusal");
	const char *reason = value_text(version, "reason");

	if (value_is(version, "state", "yes"))
		return yes_words(version);
	return words_join(
		"%s%s%s", refusal, *refusal && *reason ? "; " : "", reason);
}

static enum tint version_tint(const json_t *version)
{
	const char *name = value_text(version, "version");

	if (value_is(version, "state", "inconclusive"))
		return TINT_NOTE;
	if (!value_is(version, "state", "yes"))
		return TINT_NONE;
	if (!strncmp(name, "SSL", 3))
		return TINT_BAD;
	return !strcmp(name, "TLSv1.0") || !strcmp(name, "TLSv1.1") ? TINT_NOTE
								    : TINT_GOOD;
}

/* " (probes 3-9; controls 2, 10)": controls matter where the answer is no. */
static char *proof_words(const json_t *version)
{
	char *ids = value_ids(value_of(version, "probes"));
	char *controls = value_ids(value_of(version, "controls"));
	bool both = *controls && !value_is(version, "state", "yes");
	char *words = words_join("%s%s%s%s%s", *ids ? " (probes " : "", ids,
		*ids && both ? "; controls " : "", *ids && both ? controls : "",
		*ids ? ")" : "");

	free(ids);
	free(controls);
	return words;
}

static void put_version(struct page *page, const json_t *version)
{
	char *words = state_words(version);
	char *proof = proof_words(version);
	char *label = words_join("%-8s %-14s", value_text(version, "version"),
		value_text(version, "state"));

	page_fact(page, 2, 26, label, version_tint(version), "%s%s", words,
		proof);
	free(label);
	free(proof);
	free(words);
}

static void put_limit(struct page *page, long long limit, long long refused)
{
	if (refused > limit + 1)
		page_paragraph(page, 2, 2, TINT_NOTE,
			"The server took a hello with %lld suites, but none "
			"with %lld.",
			limit, refused);
	else
		page_paragraph(page, 2, 2, TINT_NOTE,
			"The server takes no hello with more than %s%lld "
			"suites.",
			refused ? "" : "about ", limit);
}

void text_versions(struct page *page, const json_t *endpoint)
{
	const json_t *versions = value_of(endpoint, "versions");
	const json_t *limits = value_of(endpoint, "limits");
	long long limit = value_number(limits, "list_limit");
	long long refused = value_number(limits, "list_refused");

	text_heading(page, "Versions");
	for (size_t i = json_array_size(versions); i-- > 0;)
		put_version(page, json_array_get(versions, i));
	if (limit)
		put_limit(page, limit, refused);
}
