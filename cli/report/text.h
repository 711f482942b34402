/* SPDX-License-Identifier: ISC */
/*
 * The report for a human: verdict first, then versions, suites, groups, the
 * handshake, certificates, senders, cost. Probe numbers stand beside each
 * claim.
 */
#ifndef HALLO_CLI_REPORT_TEXT_H
#define HALLO_CLI_REPORT_TEXT_H

#include "analysis/report/report.h"
#include "cli/page/page.h"

void text_report(struct page *page, const struct report *report);

/* The parts, each of one endpoint. */
void text_state(struct page *page, const struct report_endpoint *endpoint);
void text_verdict(struct page *page, const struct report_endpoint *endpoint);
void text_versions(struct page *page, const struct report_endpoint *endpoint);
void text_suites(struct page *page, const struct report_endpoint *endpoint);
void text_dhe(struct page *page, const struct report_endpoint *endpoint);
void text_groups(struct page *page, const struct report_endpoint *endpoint);
void text_handshake(struct page *page, const struct report_endpoint *endpoint);
void text_certificates(
	struct page *page, const struct report_endpoint *endpoint);
void text_senders(struct page *page, const struct report_endpoint *endpoint);
/* Several machines at this address: who, how often met, where they differ. */
void text_backends(struct page *page, const struct report_endpoint *endpoint);
void text_cost(struct page *page, const struct report_endpoint *endpoint);

/* Of this and other documents: a blank line, and the words. */
void text_heading(struct page *page, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* "3, 7-9" of ascending probe ids, long ones cut: "3, 5, 7, 9, 11, 13 and 40
 * more"; "" when empty. free(). */
char *text_ids(const struct proof *proof);

/* Nothing where there was no capture. */
void text_capture(struct page *page, const struct report_capture *capture);

#endif
