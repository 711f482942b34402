/* SPDX-License-Identifier: ISC */
/*
 * What is wrong and who suffers: the findings by severity, then the senders
 * that fail, or that nothing wrong was found. Notes (info) come after them.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

static enum tint severity_tint(const char *severity)
{
	if (!strcmp(severity, "critical") || !strcmp(severity, "high"))
		return TINT_BAD;
	return strcmp(severity, "info") != 0 ? TINT_NOTE : TINT_NONE;
}

static void put_finding(struct page *page, const json_t *finding)
{
	const char *severity = value_text(finding, "severity");
	char *proof = value_proof(value_of(finding, "probes"));

	page_fact(page, 2, 10, severity, severity_tint(severity), "%s [%s]%s",
		value_text(finding, "title"), value_text(finding, "id"), proof);
	if (*value_text(finding, "detail"))
		page_paragraph(page, 12, 12, TINT_NONE, "%s",
			value_text(finding, "detail"));
	if (*value_text(finding, "fix"))
		page_paragraph(page, 12, 17, TINT_NONE, "Fix: %s",
			value_text(finding, "fix"));
	free(proof);
}

static void put_findings(struct page *page, const json_t *endpoint, bool notes)
{
	const json_t *findings = value_of(endpoint, "findings");

	for (size_t i = 0; i < json_array_size(findings); i++) {
		const json_t *finding = json_array_get(findings, i);

		if (value_is(finding, "severity", "info") != notes)
			continue;
		put_finding(page, finding);
	}
}

static size_t count_senders(const json_t *endpoint, const char *verdict)
{
	const json_t *senders = value_of(endpoint, "senders");
	size_t n = 0;

	for (size_t i = 0; i < json_array_size(senders); i++)
		n += value_is(json_array_get(senders, i), "verdict", verdict);
	return n;
}

/* The findings that are more than a note, worst first as in the report. */
static size_t count_findings(const json_t *endpoint, const char **worst)
{
	const json_t *findings = value_of(endpoint, "findings");
	size_t n = 0;

	for (size_t i = 0; i < json_array_size(findings); i++) {
		const json_t *finding = json_array_get(findings, i);

		if (value_is(finding, "severity", "info"))
			continue;
		if (n++ == 0)
			*worst = value_text(finding, "severity");
	}
	return n;
}

/* One line for those who read no further. */
static void put_verdict(struct page *page, const json_t *endpoint)
{
	const char *so_far = value_true(endpoint, "complete") ? "" : " so far",
		   *worst = "";
	size_t wrong = count_findings(endpoint, &worst);
	size_t failing = count_senders(endpoint, "fails");
	size_t kinds = json_array_size(value_of(endpoint, "senders"));

	if (wrong == 0 && failing == 0) {
		if (value_is(endpoint, "state", "yes"))
			page_paragraph(page, 2, 2, TINT_GOOD,
				"Verdict: nothing wrong found%s.", so_far);
		return;
	}
	if (failing)
		page_paragraph(page, 2, 2,
			wrong ? severity_tint(worst) : TINT_BAD,
			"Verdict: %zu finding%s%s%s%s; %zu of %zu kinds of "
			"senders cannot encrypt.",
			wrong, wrong == 1 ? "" : "s", wrong ? ", worst " : "",
			worst, so_far, failing, kinds);
	else
		page_paragraph(page, 2, 2, severity_tint(worst),
			"Verdict: %zu finding%s, worst %s%s; no kind of sender "
			"fails for sure.",
			wrong, wrong == 1 ? "" : "s", worst, so_far);
}

static void put_sufferers(struct page *page, const json_t *endpoint)
{
	const json_t *senders = value_of(endpoint, "senders");

	if (count_senders(endpoint, "fails") == 0)
		return;
	page_paragraph(page, 2, 2, TINT_NONE,
		"Who suffers (derived from the facts, not tried):");
	for (size_t i = 0; i < json_array_size(senders); i++) {
		const json_t *sender = json_array_get(senders, i);
		char *proof = value_proof(value_of(sender, "probes"));

		if (value_is(sender, "verdict", "fails"))
			page_fact(page, 2, 10, "fails", TINT_BAD, "%s: %s%s",
				value_text(sender, "name"),
				value_text(sender, "reason"), proof);
		free(proof);
	}
}

static void put_state(struct page *page, const json_t *endpoint)
{
	const char *reason = value_text(endpoint, "reason");

	if (value_is(endpoint, "state", "not-applicable"))
		page_paragraph(
			page, 2, 2, TINT_NONE, "Not applicable: %s.", reason);
	else if (value_is(endpoint, "state", "no"))
		page_paragraph(page, 2, 2, TINT_BAD, "It speaks no TLS%s%s.",
			*reason ? ": " : "", reason);
	else if (!value_is(endpoint, "state", "yes"))
		page_paragraph(page, 2, 2, TINT_NOTE, "Inconclusive%s%s.",
			*reason ? ": " : "", reason);
}

void text_state(struct page *page, const json_t *endpoint)
{
	const char *why = value_text(endpoint, "incomplete_reason");

	put_state(page, endpoint);
	if (!value_true(endpoint, "complete") && *why &&
		!value_is(endpoint, "reason", why))
		page_paragraph(page, 2, 2, TINT_NOTE, "Incomplete: %s.", why);
	put_verdict(page, endpoint);
}

void text_verdict(struct page *page, const json_t *endpoint)
{
	text_state(page, endpoint);
	put_findings(page, endpoint, false);
	put_sufferers(page, endpoint);
	put_findings(page, endpoint, true);
}
