/* SPDX-License-Identifier: ISC */
/*
 * What a target stands for and was not audited: an audit is complete for the
 * whole, or it says first what is missing.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "analysis/report/report_parts.h"

static void miss(struct report *report, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void miss(struct report *report, const char *fmt, ...)
{
	const char **lines = arena_zeroed(
		&report->arena, report->n_missing + 1, sizeof(*lines));
	char words[700];
	va_list list;

	va_start(list, fmt);
	vsnprintf(words, sizeof(words), fmt, list);
	va_end(list);
	for (size_t i = 0; i < report->n_missing; i++)
		lines[i] = report->missing[i];
	lines[report->n_missing++] = arena_words(&report->arena, words);
	report->missing = lines;
}

/* No option can make one that the DNS tells lead anywhere (RFC 4007 11). */
static bool needs_device(const struct mail_host *host, size_t address)
{
	return host->addresses[address].scope == SCOPE_LINK_LOCAL &&
		strchr(host->addresses[address].text, ':') != NULL;
}

static void miss_withheld(struct report *report, const struct mail_host *host)
{
	for (size_t i = 0; i < host->n_addresses; i++)
		if (host->addresses[i].withheld)
			miss(report,
				"%s leads to the %s address %s, which was not "
				"asked%s",
				host->name,
				address_scope_name(host->addresses[i].scope),
				host->addresses[i].text,
				needs_device(host, i)
					? ""
					: " (--allow-private asks it)");
}

static void miss_addresses(struct report *report, const struct mail_host *host)
{
	size_t n = host->n_addresses;

	if (host->left_out)
		miss(report,
			"%zu of the %zu addresses of %s were left out, the "
			"first %zu asked",
			host->left_out, n + host->left_out, host->name, n);
	if (host->partial)
		miss(report,
			"not all addresses of %s are known, as the DNS failed "
			"for a part: %s",
			host->name, host->reason);
}

void report_fill_missing(struct report *report,
	const struct resolution *resolution, bool from_mx)
{
	size_t n = resolution->n_hosts;

	report->n_missing = 0;
	if (resolution->left_out && !resolution->hosts[n - 1].skipped)
		miss(report,
			"%zu of %zu mail exchangers were left out, the first "
			"%zu asked",
			resolution->left_out, n + resolution->left_out, n);
	for (size_t i = 0; i < resolution->n_hosts; i++) {
		const struct mail_host *host = &resolution->hosts[i];

		if (host->skipped)
			continue;
		miss_addresses(report, host);
		miss_withheld(report, host);
		if (host->n_addresses)
			continue;
		if (from_mx || host->state == RESOLUTION_FAILED)
			miss(report, "%s could not be asked: %s", host->name,
				host->reason);
	}
}
