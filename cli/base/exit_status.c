/* SPDX-License-Identifier: ISC */
/*
 * First that applies: 64 usage (never seen here), 3 nothing resolved or
 * reached, 1 a finding at or above --fail-on, 2 something inconclusive or
 * incomplete, 0. An endpoint in a family without a route does not count.
 */
#include "cli/base/exit_status.h"

static bool endpoint_fails(
	const struct report_endpoint *endpoint, enum severity level)
{
	for (size_t i = 0; i < endpoint->n_findings; i++)
		if (endpoint->findings[i].severity >= level)
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

static bool host_open(const struct report *report)
{
	for (size_t i = 0; i < report->n_hosts; i++)
		if (report->hosts[i].state == RESOLUTION_FAILED)
			return true;
	return false;
}

enum exit_status exit_status_of(
	const struct report *report, const struct options *options)
{
	bool open = report->interrupted || host_open(report), fails = false;

	if (!report_reached(report) && !report->interrupted)
		return EXIT_UNREACHED;
	for (size_t i = 0; i < report->n_endpoints; i++) {
		const struct report_endpoint *endpoint = &report->endpoints[i];

		if (report_unrouted(endpoint))
			continue;
		open = open || endpoint_open(endpoint);
		fails = fails ||
			(options->has_fail_on &&
				endpoint_fails(endpoint, options->fail_on));
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
