/* SPDX-License-Identifier: ISC */
/*
 * A hint is only given when every endpoint failed alike: one that answers shows
 * that the network is not to blame.
 */
#include "cli/run/hints.h"

#include <errno.h>
#include <string.h>

#include "cli/page/value.h"

static bool routed(const json_t *endpoint)
{
	return !value_is(endpoint, "state", "not-applicable") ||
		strncmp(value_text(endpoint, "reason"), "no-route", 8) != 0;
}

/* A connect that met this errno, or (for ETIMEDOUT) nothing at all. */
static bool met(const json_t *failure, int errnum)
{
	bool late =
		errnum == ETIMEDOUT && value_is(failure, "outcome", "silence");

	return value_is(failure, "stage", "connect") &&
		(late || value_is(failure, "error", strerrordesc_np(errnum)));
}

/* Did every connection of the endpoint end so? */
static bool all_met(const json_t *endpoint, int errnum)
{
	const json_t *failures = value_of(endpoint, "failures");
	size_t n = json_array_size(failures);

	for (size_t i = 0; i < n; i++)
		if (!met(json_array_get(failures, i), errnum))
			return false;
	return n > 0 && json_array_size(value_of(endpoint, "probes")) == 0;
}

/* All endpoints that have a route met @errnum; @port: on that port, or any. */
static bool everywhere(const json_t *endpoints, int errnum, int port)
{
	size_t n = 0;

	for (size_t i = 0; i < json_array_size(endpoints); i++) {
		const json_t *endpoint = json_array_get(endpoints, i);

		if (!routed(endpoint))
			continue;
		if (!all_met(endpoint, errnum) ||
			(port && value_number(endpoint, "port") != port))
			return false;
		n++;
	}
	return n > 0;
}

/* The addresses are known, and -4 or -6 left none of them to ask. */
static bool family_left_none(
	const json_t *endpoints, const struct resolution *resolution)
{
	if (json_array_size(endpoints) > 0)
		return false;
	for (size_t i = 0; i < resolution->n_hosts; i++)
		if (resolution->hosts[i].n_addresses > 0)
			return true;
	return false;
}

static const char *resolution_hint(const struct resolution *resolution)
{
	switch (resolution->state) {
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

json_t *hints_json(const json_t *endpoints, const struct resolution *resolution)
{
	json_t *hints = json_array();
	const char *hint = resolution_hint(resolution);

	if (hint)
		json_array_append_new(hints, json_string(hint));
	if (family_left_none(endpoints, resolution))
		json_array_append_new(hints,
			json_string("-4 or -6 leaves no address to ask; try "
				    "without it"));
	if (everywhere(endpoints, ETIMEDOUT, 25))
		json_array_append_new(hints,
			json_string("port 25 out of this network seems "
				    "blocked; try from the mail server"));
	else if (everywhere(endpoints, ETIMEDOUT, 0))
		json_array_append_new(hints,
			json_string("nobody answers there; a firewall may be "
				    "between, or the address is not in use"));
	if (everywhere(endpoints, ECONNREFUSED, 0))
		json_array_append_new(hints,
			json_string("nothing listens on that port; check the "
				    "name and the port"));
	return hints;
}
