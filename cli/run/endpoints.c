/* SPDX-License-Identifier: ISC */
/*
 * Every address of every mail exchanger is an endpoint of its own: they are
 * different machines more often than not, and differ in what they accept.
 */
#include "cli/run/endpoints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const char *server_name(const struct target *target,
	const struct mail_host *host, const struct options *options)
{
	if (options->no_sni)
		return "";
	if (options->sni)
		return options->sni;
	return target->kind == TARGET_LITERAL ? "" : host->name;
}

static void fill(struct endpoint *endpoint, const struct target *target,
	const struct mail_host *host, size_t address,
	const struct options *options)
{
	memset(endpoint, 0, sizeof(*endpoint));
	endpoint->dialog = target->dialog;
	endpoint->port = target->port ? target->port : target->dialog->port;
	endpoint->family = host->addresses[address].family;
	snprintf(endpoint->host, sizeof(endpoint->host), "%s", host->name);
	snprintf(endpoint->address, sizeof(endpoint->address), "%s",
		host->addresses[address].text);
	snprintf(endpoint->server_name, sizeof(endpoint->server_name), "%s",
		server_name(target, host, options));
}

static bool is_withheld(const struct target *target,
	const struct resolution *resolution, enum address_scope scope,
	const struct options *options)
{
	return scope != SCOPE_GLOBAL && !options->allow_private &&
		!resolution->local_resolver &&
		has_preferences(target, resolution);
}

static void fill_host(struct endpoint *list, size_t *n,
	const struct target *target, const struct resolution *resolution,
	struct mail_host *host, const struct options *options)
{
	for (size_t i = 0; i < host->n_addresses; i++) {
		int family = host->addresses[i].family;

		host->addresses[i].withheld = is_withheld(
			target, resolution, host->addresses[i].scope, options);
		if (host->addresses[i].withheld ||
			(options->family != AF_UNSPEC &&
				options->family != family))
			continue;
		fill(&list[(*n)++], target, host, i, options);
	}
}

size_t endpoints_of(struct endpoint **list, const struct target *target,
	struct resolution *resolution, const struct options *options)
{
	size_t n = 0;

	*list = calloc(ENDPOINTS_MAX, sizeof(**list));
	if (!*list)
		abort();
	for (size_t i = 0; i < resolution->n_hosts; i++) {
		struct mail_host *host = &resolution->hosts[i];

		host->skipped = options->mx && i >= options->mx;
		if (!host->skipped)
			fill_host(*list, &n, target, resolution, host, options);
	}
	return n;
}

/* Only what came from an MX record has a preference. */
bool has_preferences(
	const struct target *target, const struct resolution *resolution)
{
	return target->kind == TARGET_DOMAIN &&
		resolution->state == RESOLUTION_OK;
}
