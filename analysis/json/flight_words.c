/* SPDX-License-Identifier: ISC */
/*
 * A server's answer in one line, as it stands at the top of every account of
 * it: what was chosen, or how it was refused.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/json/flight_parts.h"
#include "analysis/json/json.h"
#include "trust/dh_prime.h"
#include "wire/tables/names.h"

static void version_text(char out[16], uint16_t version)
{
	const char *name = version_name(version);

	if (name)
		snprintf(out, 16, "%s", name);
	else
		snprintf(out, 16, "0x%04X", version);
}

static void group_text(char out[64], uint16_t code)
{
	const struct group *group = group_find(code);

	if (group)
		snprintf(out, 64, "%s", group->name);
	else
		snprintf(out, 64, "group 0x%04X", code);
}

static json_t *dh_words(const struct server_key_exchange *exchange)
{
	const struct dh_prime *prime = dh_prime_find(exchange->dh_p);

	return prime ? json_sprintf("DH %u bits (%s)", exchange->dh_bits,
			       prime->name)
		     : json_sprintf("DH %u bits", exchange->dh_bits);
}

json_t *flight_exchange_words(const struct server_key_exchange *exchange)
{
	char group[64];

	switch (exchange->kind) {
	case KEY_EXCHANGE_DH:
		return dh_words(exchange);
	case KEY_EXCHANGE_ECDH_NAMED:
		group_text(group, exchange->group);
		return json_sprintf("ECDH %s", group);
	case KEY_EXCHANGE_ECDH_EXPLICIT:
		return json_sprintf("ECDH over an explicit curve of %u bits",
			exchange->curve_bits);
	case KEY_EXCHANGE_RSA_EXPORT:
		return json_sprintf(
			"an ephemeral RSA key of %u bits", exchange->rsa_bits);
	case KEY_EXCHANGE_OPAQUE:
		return json_sprintf(
			"a key exchange of %zu bytes", exchange->body.len);
	default:
		return json_null();
	}
}

static json_t *retry_words(const struct server_hello *hello)
{
	const struct suite *suite = suite_find(hello->suite);
	char group[64], version[16];

	version_text(version, hello->negotiated);
	group_text(group, hello->key_share_group);
	return json_sprintf("HelloRetryRequest: %s, 0x%04X %s%s%s", version,
		hello->suite, suite ? suite->name : "(no name)",
		hello->has_key_share ? ", wants a share of " : "",
		hello->has_key_share ? group : "");
}

static json_t *hello_words(const struct server_flight *flight)
{
	const struct server_hello *hello = &flight->hello;
	const struct suite *suite = suite_find(hello->suite);
	json_t *exchange = flight_exchange_words(&flight->key_exchange), *words;
	char version[16], group[64] = "";

	if (hello->retry) {
		json_decref(exchange);
		return retry_words(hello);
	}
	version_text(version, hello->negotiated);
	if (hello->has_key_share)
		group_text(group, hello->key_share_group);
	words = json_sprintf("chose %s, 0x%04X %s%s%s", version, hello->suite,
		suite ? suite->name : "(no name)",
		*group || json_is_string(exchange) ? " with " : "",
		json_is_string(exchange) ? json_string_value(exchange) : group);
	json_decref(exchange);
	return words;
}

static json_t *alert_words(const struct alert *alert)
{
	const struct code_name *name = alert_find(alert->description);
	char level[16];

	snprintf(level, sizeof(level), "level %u", alert->level);
	return json_sprintf("alert %u (%s), %s", alert->description,
		name ? name->name : "no name",
		alert->level == 2	    ? "fatal"
			: alert->level == 1 ? "warning"
					    : level);
}

static json_t *ssl2_words(const struct server_flight *flight)
{
	char version[16];

	if (flight->end == FLIGHT_SSL2_ERROR)
		return json_sprintf("SSL 2 ERROR 0x%04X", flight->ssl2.error);
	version_text(version, flight->ssl2.version);
	return json_sprintf("SSL 2 SERVER-HELLO: %s, %zu cipher kind%s",
		version, flight->ssl2.cipher_kinds.len / 3,
		flight->ssl2.cipher_kinds.len == 3 ? "" : "s");
}

json_t *flight_words(const struct server_flight *flight)
{
	if (flight->end == FLIGHT_SSL2 || flight->end == FLIGHT_SSL2_ERROR)
		return ssl2_words(flight);
	if (flight->has_server_hello)
		return hello_words(flight);
	if (flight->n_alerts > 0)
		return alert_words(&flight->alerts[flight->n_alerts - 1]);
	switch (flight->end) {
	case FLIGHT_NOT_TLS:
		return json_string("something that is no TLS");
	case FLIGHT_MALFORMED:
		return json_string("a malformed answer");
	case FLIGHT_TOO_LONG:
		return json_string("more than hallo is willing to read");
	default:
		return json_null();
	}
}
