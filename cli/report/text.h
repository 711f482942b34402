/* SPDX-License-Identifier: ISC */
/*
 * The report for a human, printed from the JSON value and from nothing else:
 * verdict first, then versions, suites, groups, the handshake, certificates,
 * senders, cost. Probe numbers stand beside each claim.
 */
#ifndef HALLO_CLI_REPORT_TEXT_H
#define HALLO_CLI_REPORT_TEXT_H

#include <jansson.h>

#include "cli/page/page.h"

void text_report(struct page *page, const json_t *report);

/* The endpoint before the @i-th that answered all the same; NULL: none did. */
const json_t *text_same_as(const json_t *endpoints, size_t i);

/* The parts, each of one endpoint. */
void text_state(struct page *page, const json_t *endpoint);
void text_verdict(struct page *page, const json_t *endpoint);
void text_versions(struct page *page, const json_t *endpoint);
void text_suites(struct page *page, const json_t *endpoint);
void text_dhe(struct page *page, const json_t *endpoint);
void text_groups(struct page *page, const json_t *endpoint);
void text_handshake(struct page *page, const json_t *endpoint);
void text_certificates(struct page *page, const json_t *endpoint);
void text_senders(struct page *page, const json_t *endpoint);
/* Several machines at this address: who, how often met, where they differ. */
void text_backends(struct page *page, const json_t *endpoint);
void text_cost(struct page *page, const json_t *endpoint);

void text_heading(struct page *page, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Versions that say the same are told once: @same makes a text of a version
 * ("" leaves it out), equal texts make one set, newest first. @tell gets the
 * name ("TLSv1.1 and TLSv1.2") and the members (array of version objects).
 */
void text_by_versions(struct page *page, const json_t *endpoint,
	char *(*same)(const json_t *version),
	void (*tell)(struct page *page, const char *name, json_t *members));

/* The value of captured_json(); null is nothing. */
void text_capture(struct page *page, const json_t *value);

#endif
