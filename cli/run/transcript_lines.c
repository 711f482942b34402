/* SPDX-License-Identifier: ISC */
/*
 * The lines of a transcript that are about an endpoint as a whole: where it
 * came from, and what a part of the run has cost.
 */
#include "cli/run/transcript_parts.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "analysis/json/json.h"
#include "analysis/report/report.h"
#include "cli/run/endpoints.h"
#include "cli/page/value.h"

static json_t *endpoint_json(const struct endpoint *endpoint)
{
	return json_pack("{s:s, s:s, s:i, s:s, s:s}", "host", endpoint->host,
		"address", endpoint->address, "port", (int)endpoint->port,
		"dialog", endpoint->dialog->scheme, "server_name",
		endpoint->server_name);
}

json_t *transcript_endpoints_json(const struct target *target,
	const struct resolution *resolution, const struct endpoint *endpoints,
	size_t n)
{
	json_t *array = json_array(), *line;
	struct report report;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, endpoint_json(&endpoints[i]));
	report_begin(&report, target->text, 0);
	report_resolve(
		&report, resolution, has_preferences(target, resolution));
	line = json_pack("{s:o, s:o, s:o}", "endpoints", array, "resolution",
		report_resolution_json(&report), "mx",
		report_hosts_json(&report));
	report_clear(&report);
	return line;
}

static bool read_text(
	char *text, size_t size, const json_t *object, const char *key)
{
	const char *value = value_text(object, key);

	snprintf(text, size, "%s", value);
	return strlen(value) < size;
}

static bool read_state(enum resolution_state *state, const json_t *object)
{
	for (unsigned i = 0; i <= RESOLUTION_LITERAL; i++)
		if (value_is(object, "state",
			    resolution_state_name((enum resolution_state)i))) {
			*state = (enum resolution_state)i;
			return true;
		}
	return false;
}

static bool read_address(struct mail_host *host, const json_t *value)
{
	const char *text = json_string_value(value);
	size_t i = host->n_addresses++;
	uint8_t bytes[16];
	int family = text && strchr(text, ':') ? AF_INET6 : AF_INET;
	char bare[64];

	if (!text || strlen(text) >= sizeof(bare))
		return false;
	snprintf(bare, sizeof(bare), "%s", text);
	bare[strcspn(bare, "%")] = '\0'; /* a zone is the kernel's to judge */
	snprintf(host->addresses[i].text, sizeof(host->addresses[i].text), "%s",
		text);
	host->addresses[i].family = family;
	return inet_pton(family, bare, bytes) == 1;
}

static bool read_host(struct mail_host *host, const json_t *object)
{
	const json_t *addresses = value_of(object, "addresses");
	size_t n = json_array_size(addresses);
	long long preference = value_number(object, "preference");
	bool good = json_is_array(addresses) && n <= RESOLUTION_MAX_ADDRESSES &&
		preference >= 0 && preference <= UINT16_MAX &&
		read_state(&host->state, object) &&
		read_text(host->name, sizeof(host->name), object, "host") &&
		read_text(host->reason, sizeof(host->reason), object, "reason");

	host->preference = good ? (unsigned)preference : 0;
	for (size_t i = 0; good && i < n; i++)
		good = read_address(host, json_array_get(addresses, i));
	return good;
}

bool transcript_resolution_read(
	struct resolution *resolution, const json_t *line)
{
	const json_t *object = value_of(line, "resolution");
	const json_t *hosts = value_of(line, "mx");
	bool good = json_is_array(hosts) &&
		json_array_size(hosts) <= RESOLUTION_MAX_HOSTS &&
		read_state(&resolution->state, object) &&
		read_text(resolution->reason, sizeof(resolution->reason),
			object, "reason") &&
		read_text(resolution->canonical, sizeof(resolution->canonical),
			object, "canonical");

	for (size_t i = 0; good && i < json_array_size(hosts); i++)
		good = read_host(&resolution->hosts[resolution->n_hosts++],
			json_array_get(hosts, i));
	return good;
}

bool transcript_endpoints_agree(const struct transcript *t,
	const struct options *options, struct error *error)
{
	const json_t *listed = value_of(t->endpoints, "endpoints");
	struct endpoint *endpoints;
	struct target target;
	bool good = true;
	size_t n;

	if (!target_parse(&target, t->target, error))
		return false;
	if (!t->resolution)
		return true;
	n = endpoints_of(&endpoints, &target, t->resolution, options);
	good = n == json_array_size(listed);
	for (size_t i = 0; good && i < n; i++) {
		json_t *now = endpoint_json(&endpoints[i]);

		good = json_equal(now, json_array_get(listed, i));
		json_decref(now);
	}
	free(endpoints);
	if (!good)
		error_set(error, ERROR_USAGE, 0,
			"%s %s: its endpoints do not follow from its target "
			"and options",
			t->option, t->from);
	return good;
}

json_t *transcript_cost_json(
	const struct recorder *recorder, const struct cost *cost)
{
	const char *ended = recorder->ended ? recorder->ended : "";
	json_t *object = json_object();

	for (size_t i = 0; i < cost_rows_len; i++) {
		const struct cost_row *row = &cost_rows[i];

		if (row->kind == COST_KIND_SUM || row->kind == COST_KIND_LAST)
			report_put(object, row->name,
				report_count(cost_number(cost, row)));
	}
	report_put(object, "started_ms", report_count(recorder->started_ms));
	report_put(object, "ended", report_text(ended, strlen(ended)));
	return json_pack("{s:I, s:o}", "endpoint",
		(json_int_t)recorder->endpoint, "cost", object);
}

/* Files of before have no such words. */
static uint64_t number_or_0(const json_t *object, const char *key)
{
	long long value = value_number(object, key);

	return value > 0 ? (uint64_t)value : 0;
}

/* Sums of a hostile file must not go round. */
static bool add_sum(
	struct cost *cost, const struct cost_row *row, const json_t *object)
{
	const json_t *value = value_of(object, row->name);
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < 0 || number >= 1LL << 40)
		return false;
	*cost_place(cost, row) += (uint64_t)number;
	return true;
}

/* Adds to @cost. */
bool transcript_cost_read(struct transcript_cost *cost, const json_t *object)
{
	for (size_t i = 0; i < cost_rows_len; i++) {
		const struct cost_row *row = &cost_rows[i];

		if (row->kind == COST_KIND_LAST)
			*cost_place(&cost->cost, row) =
				number_or_0(object, row->name);
		if (row->kind == COST_KIND_SUM &&
			!add_sum(&cost->cost, row, object))
			return false;
	}
	cost->started_ms = number_or_0(object, "started_ms");
	snprintf(cost->cost.ended, sizeof(cost->cost.ended), "%s",
		value_text(object, "ended"));
	return true;
}
