/* SPDX-License-Identifier: ISC */
/*
 * What is wrong and who suffers: the findings by severity, then the senders
 * that fail, or that nothing wrong was found. Notes (info) come after them.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text_parts.h"

static enum tint severity_tint(enum severity severity)
{
	if (severity >= SEVERITY_HIGH)
		return TINT_BAD;
	return severity > SEVERITY_INFO ? TINT_NOTE : TINT_NONE;
}

void text_finding(struct page *page, const struct report_finding *finding)
{
	char *proof = text_proof(&finding->proof);

	page_fact(page, 2, 10, severity_name(finding->severity),
		severity_tint(finding->severity), "%s [%s]%s", finding->title,
		finding->id, proof);
	if (*finding->detail)
		page_paragraph(page, 12, 12, TINT_NONE, "%s", finding->detail);
	if (*finding->fix)
		page_paragraph(
			page, 12, 17, TINT_NONE, "Fix: %s", finding->fix);
	free(proof);
}

static bool is_note(const struct report_finding *finding)
{
	return finding->severity == SEVERITY_INFO;
}

static void put_findings(
	struct page *page, const struct report_endpoint *endpoint)
{
	for (size_t i = 0; i < endpoint->n_findings; i++)
		if (!is_note(&endpoint->findings[i]))
			text_finding(page, &endpoint->findings[i]);
}

static void put_notes(struct page *page, const struct report_endpoint *endpoint)
{
	for (size_t i = 0; i < endpoint->n_findings; i++)
		if (is_note(&endpoint->findings[i]))
			text_finding(page, &endpoint->findings[i]);
}

static size_t count_failing(const struct report_endpoint *endpoint)
{
	size_t n = 0;

	for (size_t i = 0; i < endpoint->n_senders; i++)
		n += endpoint->senders[i].result == SENDER_FAILS;
	return n;
}

/* The findings that are more than a note, worst first as in the report. */
static size_t count_findings(
	const struct report_endpoint *endpoint, enum severity *worst)
{
	size_t n = 0;

	for (size_t i = 0; i < endpoint->n_findings; i++) {
		const struct report_finding *finding = &endpoint->findings[i];

		if (is_note(finding))
			continue;
		if (n++ == 0)
			*worst = finding->severity;
	}
	return n;
}

/* One line for those who read no further. */
static void put_verdict(
	struct page *page, const struct report_endpoint *endpoint)
{
	const char *so_far = endpoint->complete ? "" : " so far";
	enum severity worst = SEVERITY_INFO;
	size_t wrong = count_findings(endpoint, &worst);
	size_t failing = count_failing(endpoint);

	if (wrong == 0 && failing == 0) {
		if (endpoint->state == TRUTH_YES)
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
			wrong ? severity_name(worst) : "", so_far, failing,
			endpoint->n_senders);
	else
		page_paragraph(page, 2, 2, severity_tint(worst),
			"Verdict: %zu finding%s, worst %s%s; no kind of sender "
			"fails for sure.",
			wrong, wrong == 1 ? "" : "s", severity_name(worst),
			so_far);
}

static void put_sufferers(
	struct page *page, const struct report_endpoint *endpoint)
{
	if (count_failing(endpoint) == 0)
		return;
	page_paragraph(page, 2, 2, TINT_NONE,
		"Who suffers (derived from the facts, not tried):");
	for (size_t i = 0; i < endpoint->n_senders; i++) {
		const struct report_sender *sender = &endpoint->senders[i];
		char *proof = text_proof(&sender->proof);

		if (sender->result == SENDER_FAILS)
			page_fact(page, 2, 10, "fails", TINT_BAD, "%s: %s%s",
				sender->sender->name, sender->reason, proof);
		free(proof);
	}
}

static void put_state(struct page *page, const struct report_endpoint *endpoint)
{
	const char *reason = endpoint->reason;

	switch (endpoint->state) {
	case TRUTH_YES:
		return;
	case TRUTH_NOT_APPLICABLE:
		page_paragraph(
			page, 2, 2, TINT_NONE, "Not applicable: %s.", reason);
		return;
	case TRUTH_NO:
		page_paragraph(page, 2, 2, TINT_BAD, "It speaks no TLS%s%s.",
			*reason ? ": " : "", reason);
		return;
	case TRUTH_INCONCLUSIVE:
	case TRUTH_NOT_ASKED:
		break;
	}
	page_paragraph(page, 2, 2, TINT_NOTE, "Inconclusive%s%s.",
		*reason ? ": " : "", reason);
}

void text_state(struct page *page, const struct report_endpoint *endpoint)
{
	const char *why = endpoint->incomplete_reason;

	put_state(page, endpoint);
	if (!endpoint->complete && *why && strcmp(endpoint->reason, why) != 0)
		page_paragraph(page, 2, 2, TINT_NOTE, "Incomplete: %s.", why);
	put_verdict(page, endpoint);
}

void text_verdict(struct page *page, const struct report_endpoint *endpoint)
{
	text_state(page, endpoint);
	put_findings(page, endpoint);
	put_sufferers(page, endpoint);
	put_notes(page, endpoint);
}
