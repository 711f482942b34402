/* SPDX-License-Identifier: ISC */
/*
 * A hint is only given when every endpoint failed alike: one that answers shows
 * that the network is not to blame.
 */
#include "cli/run/hints.h"

#include <errno.h>

/* A connect that met this errno, or (for ETIMEDOUT) nothing at all. */
static bool met(const struct report_connection *failure, int errnum)
{
	bool late = errnum == ETIMEDOUT && failure->outcome == OUTCOME_SILENCE;

	return failure->stage == STAGE_CONNECT &&
		(late || failure->errnum == errnum);
}

/* Did every connection of the endpoint end so? */
static bool all_met(const struct report_endpoint *endpoint, int errnum)
{
	for (size_t i = 0; i < endpoint->n_failures; i++)
		if (!met(&endpoint->failures[i], errnum))
			return false;
	return endpoint->n_failures > 0 && endpoint->n_probes == 0;
}

/* All endpoints that have a route met @errnum; @port: on that port, or any. */
static bool everywhere(const struct report *report, int errnum, uint16_t port)
{
	size_t n = 0;

	for (size_t i = 0; i < report->n_endpoints; i++) {
		const struct report_endpoint *endpoint = &report->endpoints[i];

		if (report_unrouted(endpoint))
			continue;
		if (!all_met(endpoint, errnum) ||
			(port && endpoint->asked.port != port))
			return false;
		n++;
	}
	return n > 0;
}

/* The addresses are known, and -4 or -6 left none of them to ask. */
static bool family_left_none(const struct report *report)
{
	if (report->n_endpoints > 0)
		return false;
	for (size_t i = 0; i < report->n_hosts; i++)
		if (report->hosts[i].n_addresses > 0)
			return true;
	return false;
}

static const char *resolution_hint(enum resolution_state state)
{
	switch (state) {
	case RESOLUTION_NXDOMAIN:
		return "check the spelling; a single host is asked with "
		       "smtp://HOST";
	case RESOLUTION_FAILED:
		return "DNS failed, so nothing is said about the name; try "
		       "again, or another server with --resolver ADDR";
	case RESOLUTION_NULL_MX:
		return "the domain takes no mail (RFC 7505), so there is "
		       "nothing to ask";
	default:
		return NULL;
	}
}

void hints_give(struct report *report)
{
	const char *hint = resolution_hint(report->resolution);

	if (hint)
		report_hint(report, hint);
	if (family_left_none(report))
		report_hint(report,
			"-4 or -6 leaves no address to ask; try without it");
	if (everywhere(report, ETIMEDOUT, 25))
		report_hint(report,
			"port 25 out of this network seems blocked; try from "
			"the mail server");
	else if (everywhere(report, ETIMEDOUT, 0))
		report_hint(report,
			"nobody answers there; a firewall may be between, or "
			"the address is not in use");
	if (everywhere(report, ECONNREFUSED, 0))
		report_hint(report,
			"nothing listens on that port; check the name and the "
			"port");
}
