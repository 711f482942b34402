/* SPDX-License-Identifier: ISC */
/*
 * First that applies: 64 usage (never seen here), 3 nothing resolved or
 * reached, 1 a finding at or above --fail-on, 2 something inconclusive or
 * incomplete, 0. An endpoint in a family without a route does not count.
 */
#include "cli/base/exit_status.h"

#include <string.h>

#include "cli/page/value.h"

static bool counts(const json_t *endpoint)
{
	return !value_is(endpoint, "state", "not-applicable") ||
		strncmp(value_text(endpoint, "reason"), "no-route", 8) != 0;
}

static bool reached(const json_t *report)
{
	const json_t *endpoints = value_of(report, "endpoints");

	for (size_t i = 0; i < json_array_size(endpoints); i++)
		if (value_number(value_of(json_array_get(endpoints, i), "cost"),
			    "established") > 0)
			return true;
	return false;
}

static bool endpoint_fails(const json_t *endpoint, enum severity level)
{
	const json_t *findings = value_of(endpoint, "findings");

	for (size_t i = 0; i < json_array_size(findings); i++) {
		const json_t *finding = json_array_get(findings, i);
		enum severity severity;

		if (severity_by_name(
			    &severity, value_text(finding, "severity")) &&
			severity >= level)
			return true;
	}
	return false;
}

static bool endpoint_open(const json_t *endpoint)
{
	const json_t *versions = value_of(endpoint, "versions");

	if (!value_true(endpoint, "complete") ||
		value_is(endpoint, "state", "inconclusive"))
		return true;
	for (size_t i = 0; i < json_array_size(versions); i++)
		if (value_is(json_array_get(versions, i), "state",
			    "inconclusive"))
			return true;
	return false;
}

static bool host_open(const json_t *report)
{
	const json_t *mx = value_of(report, "mx");

	for (size_t i = 0; i < json_array_size(mx); i++)
		if (value_is(json_array_get(mx, i), "state", "failed"))
			return true;
	return false;
}

enum exit_status exit_status_of(
	const json_t *report, const struct options *options)
{
	const json_t *endpoints = value_of(report, "endpoints");
	bool open = value_true(report, "interrupted") || host_open(report);
	bool fails = false;

	if (!reached(report) && !value_true(report, "interrupted"))
		return EXIT_UNREACHED;
	for (size_t i = 0; i < json_array_size(endpoints); i++) {
		const json_t *endpoint = json_array_get(endpoints, i);

		if (!counts(endpoint))
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
