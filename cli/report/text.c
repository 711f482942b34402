/* SPDX-License-Identifier: ISC */
/*
 * The frame of the report: what was asked for, where it led, and the parts of
 * each endpoint in their order.
 */
#include "cli/report/text.h"
#include "cli/report/text_parts.h"

#include <stdlib.h>
#include <string.h>

static void put_place(struct page *page, const struct report_place *place)
{
	const char *scope = address_scope_name(place->scope);

	if (place->scope == SCOPE_GLOBAL)
		return;
	page_put(page, " (", 2);
	page_put(page, scope, strlen(scope));
	if (place->withheld)
		page_put(page, ", not asked", 11);
	page_put(page, ")", 1);
}

static void put_host(struct page *page, const struct report_host *host)
{
	struct page_style endless = { 0 };
	struct page list;
	char *text;

	page_init(&list, &endless);
	for (size_t i = 0; i < host->n_addresses; i++) {
		const char *a = host->addresses[i];

		page_put(&list, i ? ", " : "", i ? 2 : 0);
		page_put(&list, a, strlen(a));
		put_place(&list, &host->places[i]);
	}
	if (*host->alias) {
		page_put(&list, " by the alias ", host->n_addresses ? 14 : 0);
		page_put(&list, host->alias, strlen(host->alias));
	}
	if (*host->reason)
		page_put(&list, ": ", host->n_addresses ? 2 : 0);
	page_put(&list, host->reason, strlen(host->reason));
	text = page_take(&list);
	if (host->has_preference)
		page_paragraph(page, 2, 6, TINT_NONE, "MX %u %s: %s",
			host->preference, host->name, text);
	else
		page_paragraph(
			page, 2, 6, TINT_NONE, "%s: %s", host->name, text);
	free(text);
}

static void put_resolution(struct page *page, const struct report *report)
{
	enum resolution_state state = report->resolution;
	bool good = state == RESOLUTION_OK || state == RESOLUTION_IMPLICIT ||
		state == RESOLUTION_LITERAL;

	page_paragraph(page, 0, 2, TINT_BOLD, "%s", report->target);
	for (size_t i = 0; i < report->n_missing; i++)
		page_paragraph(page, 2, 2, TINT_NOTE, "Incomplete: %s.",
			report->missing[i]);
	if (!good)
		page_paragraph(page, 2, 2, TINT_BAD, "%s: %s",
			resolution_state_name(state),
			report->resolution_reason);
	else if (*report->resolution_reason)
		page_paragraph(
			page, 2, 2, TINT_NONE, "%s", report->resolution_reason);
	if (state == RESOLUTION_LITERAL)
		return;
	for (size_t i = 0; i < report->n_hosts; i++)
		put_host(page, &report->hosts[i]);
	for (size_t i = 0; i < report->n_findings; i++)
		text_finding(page, &report->findings[i]);
}

static void put_hints(struct page *page, const struct report *report)
{
	for (size_t i = 0; i < report->n_hints; i++)
		page_paragraph(page, 2, 2, TINT_NOTE, "%s", report->hints[i]);
}

/* "192.0.2.25:25", "[2001:db8::25]:25". */
static char *place_of(const struct report_asked *asked)
{
	bool six = strchr(asked->address, ':') != NULL;

	return words_join("%s%s%s:%u", six ? "[" : "", asked->address,
		six ? "]" : "", asked->port);
}

static void put_title(struct page *page, const struct report_asked *asked)
{
	const char *sni = asked->server_name;
	char *place = place_of(asked);

	page_blank(page);
	if (!strcmp(asked->address, asked->host))
		page_paragraph(
			page, 0, 2, TINT_BOLD, "%s, %s", place, asked->dialog);
	else
		page_paragraph(page, 0, 2, TINT_BOLD, "%s at %s, %s",
			asked->host, place, asked->dialog);
	if (*sni && strcmp(sni, asked->host) != 0)
		page_paragraph(
			page, 2, 2, TINT_NONE, "asked by the name %s", sni);
	free(place);
}

static void put_same(struct page *page, const struct report_endpoint *endpoint,
	const struct report_endpoint *same)
{
	char *place = place_of(&same->asked);

	put_title(page, &endpoint->asked);
	text_state(page, endpoint);
	page_paragraph(page, 2, 2, TINT_NONE,
		"All answers were the same as those of %s at %s.",
		same->asked.host, place);
	text_cost(page, endpoint);
	free(place);
}

static void put_endpoint(
	struct page *page, const struct report_endpoint *endpoint)
{
	put_title(page, &endpoint->asked);
	text_verdict(page, endpoint);
	text_backends(page, endpoint);
	if (endpoint->state == TRUTH_YES || endpoint->n_probes > 0)
		text_versions(page, endpoint);
	if (endpoint->state == TRUTH_YES) {
		text_suites(page, endpoint);
		text_dhe(page, endpoint);
		text_groups(page, endpoint);
		text_handshake(page, endpoint);
		text_certificates(page, endpoint);
		text_senders(page, endpoint);
	}
	text_cost(page, endpoint);
}

void text_report(struct page *page, const struct report *report)
{
	put_resolution(page, report);
	put_hints(page, report);
	for (size_t i = 0; i < report->n_endpoints; i++) {
		const struct report_endpoint *endpoint = &report->endpoints[i];
		const struct report_endpoint *same =
			endpoint->state == TRUTH_YES ? report_same_as(report, i)
						     : NULL;

		if (same)
			put_same(page, endpoint, same);
		else
			put_endpoint(page, endpoint);
	}
	text_capture(page, &report->capture);
}
