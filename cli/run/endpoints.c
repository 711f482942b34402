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

#include "analysis/report/report.h"

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

size_t endpoints_of(struct endpoint **list, const struct target *target,
	const struct resolution *resolution, const struct options *options)
{
	size_t hosts = resolution->n_hosts, n = 0;

	if (options->mx && options->mx < hosts)
		hosts = options->mx;
	*list = calloc(ENDPOINTS_MAX, sizeof(**list));
	if (!*list)
		abort();
	for (size_t i = 0; i < hosts; i++) {
		const struct mail_host *host = &resolution->hosts[i];

		for (size_t k = 0; k < host->n_addresses; k++)
			if (options->family == AF_UNSPEC ||
				options->family == host->addresses[k].family)
				fill(&(*list)[n++], target, host, k, options);
	}
	return n;
}

static json_t *words(const char *text)
{
	return *text ? report_text(text, strlen(text)) : json_null();
}

json_t *resolution_json(const struct resolution *resolution)
{
	json_t *object = json_object();

	json_object_set_new(object, "state",
		json_string(resolution_state_name(resolution->state)));
	json_object_set_new(object, "reason", words(resolution->reason));
	json_object_set_new(object, "canonical", words(resolution->canonical));
	return object;
}

static json_t *host_json(const struct mail_host *host, bool has_preference)
{
	json_t *object = json_object(), *addresses = json_array();

	for (size_t i = 0; i < host->n_addresses; i++)
		json_array_append_new(
			addresses, words(host->addresses[i].text));
	json_object_set_new(object, "preference",
		has_preference ? json_integer(host->preference) : json_null());
	json_object_set_new(
		object, "host", report_text(host->name, strlen(host->name)));
	json_object_set_new(object, "addresses", addresses);
	json_object_set_new(object, "state",
		json_string(resolution_state_name(host->state)));
	json_object_set_new(object, "reason", words(host->reason));
	return object;
}

/* Only what came from an MX record has a preference. */
json_t *mx_json(
	const struct resolution *resolution, const struct target *target)
{
	bool from_mx = target->kind == TARGET_DOMAIN &&
		resolution->state == RESOLUTION_OK;
	json_t *array = json_array();

	for (size_t i = 0; i < resolution->n_hosts; i++)
		json_array_append_new(
			array, host_json(&resolution->hosts[i], from_mx));
	return array;
}
