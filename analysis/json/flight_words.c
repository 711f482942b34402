/* SPDX-License-Identifier: ISC */
/*
 * A server's answer in one line, as it stands at the top of every account of
 * it: what was chosen, or how it was refused.
 */
#include "analysis/json/flight_parts.h"
#include "trust/dh_prime.h"
#include "wire/tables/names.h"

/* Unlike elsewhere 0 has words, too. */
static const char *version_words(struct arena *arena, uint16_t version)
{
	const char *name = version_name(version);

	return name ? name : arena_printf(arena, "0x%04X", version);
}

static const char *group_words(struct arena *arena, uint16_t code)
{
	const struct group *group = group_find(code);

	return group ? group->name : arena_printf(arena, "group 0x%04X", code);
}

static const char *suite_words(uint16_t code)
{
	const struct suite *suite = suite_find(code);

	return suite ? suite->name : "(no name)";
}

static const char *dh_words(
	struct arena *arena, const struct server_key_exchange *exchange)
{
	const struct dh_prime *prime = dh_prime_find(exchange->dh_p);

	return prime ? arena_printf(arena, "DH %u bits (%s)", exchange->dh_bits,
			       prime->name)
		     : arena_printf(arena, "DH %u bits", exchange->dh_bits);
}

const char *flight_exchange_words(
	struct arena *arena, const struct server_key_exchange *exchange)
{
	switch (exchange->kind) {
	case KEY_EXCHANGE_DH:
		return dh_words(arena, exchange);
	case KEY_EXCHANGE_ECDH_NAMED:
		return arena_printf(
			arena, "ECDH %s", group_words(arena, exchange->group));
	case KEY_EXCHANGE_ECDH_EXPLICIT:
		return arena_printf(arena,
			"ECDH over an explicit curve of %u bits",
			exchange->curve_bits);
	case KEY_EXCHANGE_RSA_EXPORT:
		return arena_printf(arena, "an ephemeral RSA key of %u bits",
			exchange->rsa_bits);
	case KEY_EXCHANGE_OPAQUE:
		return arena_printf(arena, "a key exchange of %zu bytes",
			exchange->body.len);
	default:
		return "";
	}
}

static const char *retry_words(
	struct arena *arena, const struct server_hello *hello)
{
	return arena_printf(arena, "HelloRetryRequest: %s, 0x%04X %s%s%s",
		version_words(arena, hello->negotiated), hello->suite,
		suite_words(hello->suite),
		hello->has_key_share ? ", wants a share of " : "",
		hello->has_key_share
			? group_words(arena, hello->key_share_group)
			: "");
}

static const char *hello_words(
	struct arena *arena, const struct server_flight *flight)
{
	const struct server_hello *hello = &flight->hello;
	const char *with = flight_exchange_words(arena, &flight->key_exchange);

	if (hello->retry)
		return retry_words(arena, hello);
	if (!*with && hello->has_key_share)
		with = group_words(arena, hello->key_share_group);
	return arena_printf(arena, "chose %s, 0x%04X %s%s%s",
		version_words(arena, hello->negotiated), hello->suite,
		suite_words(hello->suite), *with ? " with " : "", with);
}

static const char *alert_words(struct arena *arena, const struct alert *alert)
{
	const struct code_name *name = alert_find(alert->description);
	const char *level = alert->level == 2 ? "fatal"
		: alert->level == 1
		? "warning"
		: arena_printf(arena, "level %u", alert->level);

	return arena_printf(arena, "alert %u (%s), %s", alert->description,
		name ? name->name : "no name", level);
}

static const char *ssl2_words(
	struct arena *arena, const struct server_flight *flight)
{
	const struct ssl2_server_hello *hello = &flight->ssl2;

	if (flight->end == FLIGHT_SSL2_ERROR)
		return arena_printf(arena, "SSL 2 ERROR 0x%04X", hello->error);
	return arena_printf(arena, "SSL 2 SERVER-HELLO: %s, %zu cipher kind%s",
		version_words(arena, hello->version),
		hello->cipher_kinds.len / 3,
		hello->cipher_kinds.len == 3 ? "" : "s");
}

const char *flight_words(
	struct arena *arena, const struct server_flight *flight)
{
	if (flight->end == FLIGHT_SSL2 || flight->end == FLIGHT_SSL2_ERROR)
		return ssl2_words(arena, flight);
	if (flight->has_server_hello)
		return hello_words(arena, flight);
	if (flight->n_alerts > 0)
		return alert_words(
			arena, &flight->alerts[flight->n_alerts - 1]);
	switch (flight->end) {
	case FLIGHT_NOT_TLS:
		return "something that is no TLS";
	case FLIGHT_MALFORMED:
		return "a malformed answer";
	case FLIGHT_TOO_LONG:
		return "more than hallo is willing to read";
	default:
		return "";
	}
}
