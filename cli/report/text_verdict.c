/* SPDX-License-Identifier: ISC */
/*
 * What is wrong and who suffers: the findings by severity, with the senders
 * that fail, or that nothing wrong was found. Notes (info) come after them.
 */
#include <stdio.h>
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

/* Who fails, and why, in place of a list of names. */
static void put_sufferers(
	struct page *page, const struct report_endpoint *endpoint)
{
	page_paragraph(page, 12, 12, TINT_NONE,
		"Who suffers (derived from the facts, not tried):");
	for (size_t i = 0; i < endpoint->n_senders; i++) {
		const struct report_sender *sender = &endpoint->senders[i];
		const char *rests = *sender->unless ? "; unless " : "";
		char *proof = text_proof(&sender->proof);

		if (sender->result == SENDER_FAILS)
			page_fact(page, 2, 10, "fails", TINT_BAD,
				"%s: %s%s%s%s", sender->sender->name,
				sender->reason, rests, sender->unless, proof);
		free(proof);
	}
}

static bool is_of_senders(const struct report_finding *finding)
{
	return !strcmp(finding->id, "senders-fail");
}

/* Its title stands above the senders that fail. */
static void put_finding(struct page *page,
	const struct report_endpoint *endpoint,
	const struct report_finding *finding)
{
	if (!is_of_senders(finding)) {
		text_finding(page, finding);
		return;
	}
	page_fact(page, 2, 10, severity_name(finding->severity),
		severity_tint(finding->severity), "%s [%s]", finding->title,
		finding->id);
	put_sufferers(page, endpoint);
	if (*finding->fix)
		page_paragraph(
			page, 12, 17, TINT_NONE, "Fix: %s", finding->fix);
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
			put_finding(page, endpoint, &endpoint->findings[i]);
}

static void put_notes(struct page *page, const struct report_endpoint *endpoint)
{
	for (size_t i = 0; i < endpoint->n_findings; i++)
		if (is_note(&endpoint->findings[i]))
			put_finding(page, endpoint, &endpoint->findings[i]);
}

static bool is_dane(const struct report_sender *sender)
{
	return sender->sender->server_name == SENDER_NAME_TLSA_BASE;
}

/* DANE is not built: that it is not known is nothing of this server's. */
static size_t count_senders(
	const struct report_endpoint *endpoint, enum sender_result result)
{
	size_t n = 0;

	for (size_t i = 0; i < endpoint->n_senders; i++)
		n += endpoint->senders[i].result == result &&
			(result == SENDER_FAILS ||
				!is_dane(&endpoint->senders[i]));
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

/* What is said of the senders, behind what is said of the findings. */
static void say_senders(
	char *words, size_t size, const struct report_endpoint *endpoint)
{
	const char *who = sender_plural(endpoint->asked.dialog);
	size_t failing = count_senders(endpoint, SENDER_FAILS);
	size_t unknown = count_senders(endpoint, SENDER_UNKNOWN);
	size_t n = 0;

	if (failing)
		n = (size_t)snprintf(words, size,
			"%zu of %zu kinds of %s cannot encrypt", failing,
			endpoint->n_senders, who);
	else
		n = (size_t)snprintf(words, size,
			"none of %zu kinds of %s fails for sure",
			endpoint->n_senders, who);
	if (unknown)
		snprintf(words + n, size - n, ", of %zu it is not known",
			unknown);
}

/* One line for those who read no further. */
static void put_verdict(
	struct page *page, const struct report_endpoint *endpoint)
{
	const char *so_far = endpoint->complete ? "" : " so far";
	enum severity worst = SEVERITY_INFO;
	size_t wrong = count_findings(endpoint, &worst);
	char senders[200];

	say_senders(senders, sizeof(senders), endpoint);
	if (wrong)
		page_paragraph(page, 2, 2, severity_tint(worst),
			"Verdict: %zu finding%s, worst %s%s; %s.", wrong,
			wrong == 1 ? "" : "s", severity_name(worst), so_far,
			senders);
	else if (endpoint->state != TRUTH_YES)
		return;
	else if (count_senders(endpoint, SENDER_UNKNOWN))
		page_paragraph(page, 2, 2, TINT_GOOD,
			"Verdict: nothing wrong found%s; %s.", so_far, senders);
	else
		page_paragraph(page, 2, 2, TINT_GOOD,
			"Verdict: nothing wrong found%s.", so_far);
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
	put_notes(page, endpoint);
}
