/* SPDX-License-Identifier: ISC */
/*
 * First that applies: 64 usage (never seen here), 3 nothing resolved or
 * reached, 1 a finding at or above --fail-on, 2 something inconclusive or
 * incomplete, 0. An endpoint in a family without a route does not count.
 */
#include "cli/base/exit_status.h"

static bool any_fails(const struct report_finding *findings, size_t n,
	const struct options *options)
{
	for (size_t i = 0; options->has_fail_on && i < n; i++)
		if (findings[i].severity >= options->fail_on)
			return true;
	return false;
}

static bool endpoint_open(const struct report_endpoint *endpoint)
{
	if (!endpoint->complete || endpoint->state == TRUTH_INCONCLUSIVE)
		return true;
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		if (endpoint->versions[i].state == TRUTH_INCONCLUSIVE)
			return true;
	return false;
}

/* Where all there was is withheld, nothing failed to be reached. */
static bool is_unreached(const struct report *report)
{
	if (report_reached(report) || report->interrupted)
		return false;
	return report->n_endpoints > 0 || !report_withheld(report);
}

enum exit_status exit_status_of(
	const struct report *report, const struct options *options)
{
	bool open = report->interrupted || report->n_missing > 0;
	bool fails = any_fails(report->findings, report->n_findings, options);

	if (is_unreached(report))
		return EXIT_UNREACHED;
	for (size_t i = 0; i < report->n_endpoints; i++) {
		const struct report_endpoint *endpoint = &report->endpoints[i];

		if (report_unrouted(endpoint))
			continue;
		open = open || endpoint_open(endpoint);
		fails = fails ||
			any_fails(endpoint->findings, endpoint->n_findings,
				options);
	}
	if (fails)
		return EXIT_FINDING;
	return open ? EXIT_INCOMPLETE : EXIT_AUDITED;
}

enum exit_status exit_status_of_two(enum exit_status a, enum exit_status b)
{
	static const enum exit_status order[] = { EXIT_USAGE, EXIT_FINDING,
		EXIT_INCOMPLETE };

	if (a == b)
		return a;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (a == order[i] || b == order[i])
			return order[i];
	return EXIT_INCOMPLETE; /* one was audited, one not reached */
}
