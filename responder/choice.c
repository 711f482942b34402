/* SPDX-License-Identifier: ISC */
/*
 * The version and the suite. The order policies are ranks: each usable suite of
 * the hello gets a number, the lowest wins.
 *
 *  server   its place in the server's list
 *  client   its place in the client's list
 *  classes  the class, then the place in the client's list
 *  chacha   its place in the server's list; ChaCha20 before all others if the
 *           client's first suite is a ChaCha20 one
 */
#include "responder/choice.h"

static bool reads_supported_versions(const struct profile *profile)
{
	return profile->quirks.supported_versions ||
		profile->versions[profile_version_index(VERSION_TLS13)]
			.supported;
}

/* A server older than TLS 1.3 does not know supported_versions and answers by
 * the client's version; without that extension TLS 1.3 is never chosen
 * (RFC 8446 4.2.1). */
static bool version_offered(const struct offer *offer, uint16_t version)
{
	const struct hello *hello = offer->hello;

	if (reads_supported_versions(offer->profile) &&
		hello_offers_extension(hello, 43))
		return hello_offers_version(hello, version);
	return version <= hello->version && version != VERSION_TLS13;
}

bool choose_version(struct offer *offer)
{
	for (int i = PROFILE_VERSIONS - 1; i > 0; i--) {
		const struct profile_version *v = &offer->profile->versions[i];

		if (!v->supported ||
			!version_offered(offer, profile_version_codes[i]))
			continue;
		offer->version = profile_version_codes[i];
		offer->table = v;
		offer_settle(offer);
		return true;
	}
	return false;
}

/* The server's suites as a bit map: most codes of a long hello are strangers,
 * and this test is all that they cost. */
struct suite_set {
	uint64_t words[65536 / 64];
};

static bool set_take(struct suite_set *set, uint32_t code)
{
	uint64_t bit = 1ULL << code % 64;
	bool was = set->words[code / 64] & bit;

	set->words[code / 64] &= ~bit;
	return was;
}

static void set_of(struct suite_set *set, const struct profile_version *v)
{
	memset(set, 0, sizeof(*set));
	for (size_t i = 0; i < v->n_suites; i++) {
		if (v->suites[i] <= 0xffff)
			set->words[v->suites[i] / 64] |= 1ULL
				<< v->suites[i] % 64;
	}
}

static bool is_chacha(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && !strncmp(suite->cipher, "CHACHA20", 8);
}

/* GREASE and codes that no table knows do not count as the client's first. */
static bool chacha_comes_first(const struct hello *hello)
{
	size_t n = hello_n_suites(hello);

	for (size_t i = 0; i < n; i++) {
		const struct suite *s = suite_find(hello_suite(hello, i));

		if (s && suite_is_candidate(s))
			return is_chacha(s->code);
	}
	return false;
}

static size_t rank(const struct offer *offer, size_t server, size_t client,
	bool chacha_first)
{
	const struct profile_version *v = offer->table;

	switch (offer->profile->order) {
	case ORDER_CLIENT:
		return client;
	case ORDER_CLASSES:
		return (size_t)v->classes[server] << 16 | client;
	case ORDER_CHACHA:
		if (chacha_first && !is_chacha(v->suites[server]))
			return server + PROFILE_MAX_SUITES;
		return server;
	case ORDER_SERVER:
		break;
	}
	return server;
}

static size_t place_of(const struct profile_version *v, uint32_t code)
{
	size_t i = 0;

	while (v->suites[i] != code)
		i++;
	return i;
}

static bool choose_unasked(const struct offer *offer, struct plan *plan)
{
	uint16_t code = offer->profile->quirks.unasked_suite;

	return code && usable_plan(offer, code, plan);
}

bool choose_suite(const struct offer *offer, struct plan *plan)
{
	const struct hello *hello = offer->hello;
	size_t n = hello_n_suites(hello), best = SIZE_MAX;
	bool chacha_first = offer->profile->order == ORDER_CHACHA &&
		chacha_comes_first(hello);
	struct suite_set set;

	if (choose_unasked(offer, plan))
		return true;
	set_of(&set, offer->table);
	for (size_t i = 0; i < n; i++) {
		uint32_t code = hello_suite(hello, i);
		struct plan candidate;
		size_t r;

		if (code > 0xffff || !set_take(&set, code))
			continue;
		r = rank(offer, place_of(offer->table, code), i, chacha_first);
		if (r >= best ||
			!usable_plan(offer, (uint16_t)code, &candidate))
			continue;
		best = r;
		*plan = candidate;
	}
	return best != SIZE_MAX;
}
