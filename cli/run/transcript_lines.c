/* SPDX-License-Identifier: ISC */
/*
 * The lines of a transcript that are about an endpoint as a whole: where it
 * came from, and what a part of the run has cost.
 */
#include "cli/run/transcript_parts.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "analysis/json/json.h"
#include "analysis/report/report.h"
#include "cli/run/endpoints.h"
#include "net/dns/scope.h"

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

static const char *state_word(unsigned i)
{
	return resolution_state_name((enum resolution_state)i);
}

static enum resolution_state read_state(struct strict *s, const json_t *object)
{
	return (enum resolution_state)strict_word(
		s, object, "state", state_word, RESOLUTION_NO_ADDRESS);
}

static void read_text(struct strict *s, char *text, size_t size,
	const json_t *object, const char *key)
{
	snprintf(text, size, "%s",
		strict_text_or_null(s, object, key, size - 1));
}

/* A zone is the kernel's to judge. */
static bool is_address(const char *text, int family)
{
	uint8_t bytes[16];
	char bare[64];

	snprintf(bare, sizeof(bare), "%s", text);
	bare[strcspn(bare, "%")] = '\0';
	return inet_pton(family, bare, bytes) == 1;
}

static void read_address(
	struct strict *s, struct mail_host *host, const json_t *value)
{
	const char *text = json_string_value(value);
	size_t i = host->n_addresses++, size = sizeof(host->addresses[i].text);
	int family = text && strchr(text, ':') ? AF_INET6 : AF_INET;

	if (!text || strlen(text) >= size || !is_address(text, family)) {
		strict_fail(s, "addresses", ": one of them is no address");
		return;
	}
	snprintf(host->addresses[i].text, size, "%s", text);
	host->addresses[i].family = family;
	host->addresses[i].scope = address_scope_of(text);
}

/* What a resolution says of its addresses follows from them. */
static void check_places(
	struct strict *s, const struct mail_host *host, const json_t *object)
{
	const json_t *scopes =
		strict_array(s, object, "scopes", RESOLUTION_MAX_ADDRESSES);
	const json_t *withheld =
		strict_array(s, object, "withheld", RESOLUTION_MAX_ADDRESSES);

	if (json_array_size(scopes) != host->n_addresses)
		strict_fail(s, "scopes", ": wanted one for each address");
	for (size_t i = 0; i < json_array_size(scopes); i++) {
		const char *scope =
			json_string_value(json_array_get(scopes, i));
		if (!scope ||
			(i < host->n_addresses &&
				strcmp(scope,
					address_scope_name(
						host->addresses[i].scope)) !=
					0))
			strict_fail(s, "scopes",
				": one of them is not that of its address");
	}
	for (size_t i = 0; i < json_array_size(withheld); i++)
		if (!json_is_string(json_array_get(withheld, i)))
			strict_fail(s, "withheld", ": wanted addresses");
}

static void read_host(
	struct strict *s, struct mail_host *host, const json_t *object)
{
	const json_t *addresses =
		strict_array(s, object, "addresses", RESOLUTION_MAX_ADDRESSES);

	read_text(s, host->name, sizeof(host->name), object, "host");
	read_text(s, host->reason, sizeof(host->reason), object, "reason");
	read_text(s, host->alias, sizeof(host->alias), object, "alias");
	host->partial = strict_bool(s, object, "partial");
	host->left_out =
		(size_t)strict_number(s, object, "left_out", 0, UINT16_MAX);
	host->state = read_state(s, object);
	if (!json_is_null(json_object_get(object, "preference")))
		host->preference = (unsigned)strict_number(
			s, object, "preference", 0, UINT16_MAX);
	for (size_t i = 0; i < json_array_size(addresses); i++)
		read_address(s, host, json_array_get(addresses, i));
	check_places(s, host, object);
	STRICT_ONLY(s, object, "host", "alias", "scopes", "withheld", "reason",
		"state", "preference", "partial", "left_out", "addresses");
}

void transcript_resolution_read(
	struct strict *s, struct resolution *resolution, const json_t *line)
{
	const json_t *hosts = strict_array(s, line, "mx", RESOLUTION_MAX_HOSTS);
	const json_t *object = strict_object(s, line, "resolution");

	resolution->state = read_state(s, object);
	read_text(s, resolution->reason, sizeof(resolution->reason), object,
		"reason");
	read_text(s, resolution->canonical, sizeof(resolution->canonical),
		object, "canonical");
	resolution->local_resolver = strict_bool(s, object, "local_resolver");
	resolution->left_out =
		(size_t)strict_number(s, object, "left_out", 0, UINT16_MAX);
	STRICT_ONLY(s, object, "state", "reason", "canonical", "local_resolver",
		"left_out");
	strict_leave(s);
	for (size_t i = 0; i < json_array_size(hosts); i++) {
		read_host(s, &resolution->hosts[resolution->n_hosts++],
			strict_element(s, hosts, "mx", i));
		strict_leave(s);
	}
	STRICT_ONLY(s, line, "endpoints", "resolution", "mx");
}

bool transcript_endpoints_agree(const struct transcript *t,
	const struct options *options, struct error *error)
{
	const json_t *listed = json_object_get(t->endpoints, "endpoints");
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

static bool is_kept(const struct cost_row *row)
{
	return row->kind == COST_KIND_SUM || row->kind == COST_KIND_LAST;
}

json_t *transcript_cost_json(
	const struct recorder *recorder, const struct cost *cost)
{
	const char *ended = recorder->ended ? recorder->ended : "";
	json_t *object = json_object();

	for (size_t i = 0; i < cost_rows_len; i++) {
		const struct cost_row *row = &cost_rows[i];

		if (is_kept(row))
			report_put(object, row->name,
				report_count(cost_number(cost, row)));
	}
	report_put(object, "started_ms", report_count(recorder->started_ms));
	report_put(object, "ended", report_text(ended, strlen(ended)));
	return json_pack("{s:I, s:o}", "endpoint",
		(json_int_t)recorder->endpoint, "cost", object);
}

static void only_cost(struct strict *s, const json_t *object)
{
	const char *keys[32] = { "started_ms", "ended" };
	size_t n = 2;

	assert(cost_rows_len <= 30);
	for (size_t i = 0; i < cost_rows_len; i++)
		if (is_kept(&cost_rows[i]))
			keys[n++] = cost_rows[i].name;
	strict_only(s, object, keys, n);
}

void transcript_cost_read(
	struct strict *s, struct transcript_cost *cost, const json_t *line)
{
	const json_t *object = strict_object(s, line, "cost");

	for (size_t i = 0; i < cost_rows_len; i++) {
		const struct cost_row *row = &cost_rows[i];
		uint64_t *place = cost_place(&cost->cost, row), n;

		if (!is_kept(row))
			continue;
		n = strict_number(
			s, object, row->name, 0, TRANSCRIPT_COUNT_MAX);
		*place = row->kind == COST_KIND_SUM ? *place + n : n;
	}
	cost->started_ms = strict_number(s, object, "started_ms", 0, INT64_MAX);
	snprintf(cost->cost.ended, sizeof(cost->cost.ended), "%s",
		strict_text(s, object, "ended", sizeof(cost->cost.ended) - 1));
	only_cost(s, object);
	strict_leave(s);
	STRICT_ONLY(s, line, "endpoint", "cost");
}
