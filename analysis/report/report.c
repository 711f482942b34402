/* SPDX-License-Identifier: ISC */
/*
 * The frame of a report: what was asked for, where it led, what to try, and
 * short questions to the whole.
 */
#include "analysis/report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/report/report_parts.h"
#include "analysis/rules/finding_mx.h"

void report_begin(struct report *report, const char *target, size_t n_endpoints)
{
	memset(report, 0, sizeof(*report));
	report->target = arena_words(&report->arena, target);
	report->resolution_reason = report->canonical = "";
	report->n_endpoints = n_endpoints;
	report->endpoints = arena_zeroed(
		&report->arena, n_endpoints, sizeof(*report->endpoints));
}

void report_clear(struct report *report)
{
	arena_clear(&report->arena);
	memset(report, 0, sizeof(*report));
}

static const char *text_in(struct report *report, const char *text)
{
	return arena_bytes(&report->arena, text, strlen(text));
}

static void fill_host(struct report *report, struct report_host *host,
	const struct mail_host *from)
{
	host->preference = from->preference;
	host->name = text_in(report, from->name);
	host->state = from->state;
	host->reason = text_in(report, from->reason);
	host->alias = text_in(report, from->alias);
	host->partial = from->partial;
	host->left_out = from->left_out;
	host->n_addresses = from->n_addresses;
	host->addresses = arena_zeroed(
		&report->arena, from->n_addresses, sizeof(*host->addresses));
	host->places = arena_zeroed(
		&report->arena, from->n_addresses, sizeof(*host->places));
	for (size_t i = 0; i < from->n_addresses; i++) {
		host->addresses[i] = text_in(report, from->addresses[i].text);
		host->places[i] =
			(struct report_place){ .scope =
						       from->addresses[i].scope,
				.withheld = from->addresses[i].withheld };
	}
}

static void fill_mx_findings(
	struct report *report, const struct resolution *resolution)
{
	struct findings *findings = xcalloc(1, sizeof(*findings));

	findings_of_mx(findings, resolution);
	report->n_findings = findings->n;
	report->findings = report_copy_findings(&report->arena, findings);
	findings_clear(findings);
	free(findings);
}

void report_resolve(struct report *report, const struct resolution *resolution,
	bool from_mx)
{
	report->resolution = resolution->state;
	report->resolution_reason = text_in(report, resolution->reason);
	report->canonical = text_in(report, resolution->canonical);
	report->local_resolver = resolution->local_resolver;
	report->left_out = resolution->left_out;
	report->n_hosts = resolution->n_hosts;
	report->hosts = arena_zeroed(
		&report->arena, report->n_hosts, sizeof(*report->hosts));
	for (size_t i = 0; i < report->n_hosts; i++) {
		fill_host(report, &report->hosts[i], &resolution->hosts[i]);
		report->hosts[i].has_preference = from_mx;
	}
	report_fill_missing(report, resolution, from_mx);
	if (from_mx)
		fill_mx_findings(report, resolution);
}

void report_hint(struct report *report, const char *hint)
{
	const char **hints = arena_zeroed(
		&report->arena, report->n_hints + 1, sizeof(*hints));

	for (size_t i = 0; i < report->n_hints; i++)
		hints[i] = report->hints[i];
	hints[report->n_hints++] = arena_words(&report->arena, hint);
	report->hints = hints;
}

const char *report_rate(
	char room[RATE_ROOM], const struct budget_limits *budget)
{
	const char *unit = budget->rate_ms == 1000 ? "s"
		: budget->rate_ms == 60000	   ? "min"
						   : "h";

	if (!budget->rate)
		return "";
	snprintf(room, RATE_ROOM, "%u/%s", budget->rate, unit);
	return room;
}

bool report_withheld(const struct report *report)
{
	for (size_t i = 0; i < report->n_hosts; i++)
		for (size_t k = 0; k < report->hosts[i].n_addresses; k++)
			if (report->hosts[i].places[k].withheld)
				return true;
	return false;
}

bool report_reached(const struct report *report)
{
	for (size_t i = 0; i < report->n_endpoints; i++)
		if (report->endpoints[i].cost.established > 0)
			return true;
	return false;
}

bool report_unrouted(const struct report_endpoint *endpoint)
{
	return endpoint->state == TRUTH_NOT_APPLICABLE &&
		!strncmp(endpoint->reason, "no-route", 8);
}
