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
 *  types    its place in the server's list; before all others those that use
 *           the same certificate as the client's first suite
 */
#include "responder/choice.h"
#include "wire/tables/extensions.h"

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
		hello_offers_extension(hello, EXTENSION_SUPPORTED_VERSIONS))
		return hello_offers_version(hello, version);
	return version <= hello->version && version != VERSION_TLS13;
}

/* A version that the server has, whatever the client said. */
static bool unasked_version(const struct offer *offer, int index)
{
	return offer->profile->quirks.unasked_version ==
		profile_version_codes[index];
}

static bool any_version(struct offer *offer, int index)
{
	const struct profile_version *v = &offer->profile->versions[index];

	if (!v->supported)
		return false;
	offer->version = profile_version_codes[index];
	offer->table = v;
	offer_settle(offer);
	return true;
}

bool choose_version(struct offer *offer)
{
	for (int i = PROFILE_VERSIONS - 1; i > 0; i--) {
		if (unasked_version(offer, i) && any_version(offer, i))
			return true;
	}
	for (int i = PROFILE_VERSIONS - 1; i > 0; i--) {
		if (version_offered(offer, profile_version_codes[i]) &&
			any_version(offer, i))
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

	return suite && suite_is_chacha20(suite);
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

/* What the client's list as a whole does to the ranks. */
struct mood {
	bool chacha_first;
	const struct key *first_key; /* of the client's first common suite */
};

/* The certificate that the client's first common suite needs. */
static const struct key *first_key(
	const struct offer *offer, struct suite_set set)
{
	size_t n = hello_n_suites(offer->hello);

	for (size_t i = 0; i < n; i++) {
		uint32_t code = hello_suite(offer->hello, i);
		struct plan plan;

		if (code <= 0xffff && set_take(&set, code) &&
			usable_plan(offer, (uint16_t)code, &plan))
			return plan.key;
	}
	return NULL;
}

static bool needs_key(
	const struct offer *offer, uint32_t code, const struct key *key)
{
	struct plan plan;

	return usable_plan(offer, (uint16_t)code, &plan) && plan.key == key;
}

static size_t rank(const struct offer *offer, size_t server, size_t client,
	const struct mood *mood)
{
	const struct profile_version *v = offer->table;

	switch (offer->profile->order) {
	case ORDER_CLIENT:
		return client;
	case ORDER_CLASSES:
		return (size_t)v->classes[server] << 16 | client;
	case ORDER_CHACHA:
		if (mood->chacha_first && !is_chacha(v->suites[server]))
			return server + PROFILE_MAX_SUITES;
		return server;
	case ORDER_TYPES:
		if (!needs_key(offer, v->suites[server], mood->first_key))
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

/* Long ago a TLS library compared only the last byte of each suite, and then
 * answered with its own suite of that byte. */
static bool choose_by_last_byte(const struct offer *offer, struct plan *plan)
{
	const struct profile_version *v = offer->table;
	size_t n = hello_n_suites(offer->hello);
	bool seen[256] = { false };

	for (size_t i = 0; i < n; i++)
		seen[hello_suite(offer->hello, i) & 0xff] = true;
	for (size_t i = 0; i < v->n_suites; i++) {
		uint16_t code = (uint16_t)v->suites[i];

		if (seen[code & 0xff] && usable_plan(offer, code, plan))
			return true;
	}
	return false;
}

static bool choose_by_rank(const struct offer *offer, struct plan *plan)
{
	const struct hello *hello = offer->hello;
	size_t n = hello_n_suites(hello), best = SIZE_MAX;
	struct mood mood = { false, NULL };
	struct suite_set set;

	set_of(&set, offer->table);
	if (offer->profile->order == ORDER_CHACHA)
		mood.chacha_first = chacha_comes_first(hello);
	if (offer->profile->order == ORDER_TYPES)
		mood.first_key = first_key(offer, set);
	for (size_t i = 0; i < n; i++) {
		uint32_t code = hello_suite(hello, i);
		struct plan candidate;
		size_t r;

		if (code > 0xffff || !set_take(&set, code))
			continue;
		r = rank(offer, place_of(offer->table, code), i, &mood);
		if (r >= best ||
			!usable_plan(offer, (uint16_t)code, &candidate))
			continue;
		best = r;
		*plan = candidate;
	}
	return best != SIZE_MAX;
}

bool choose_suite(const struct offer *offer, struct plan *plan)
{
	const struct profile_quirks *quirks = &offer->profile->quirks;
	uint16_t last = quirks->last_resort_suite;

	if (choose_unasked(offer, plan))
		return true;
	if (quirks->last_byte_only ? choose_by_last_byte(offer, plan)
				   : choose_by_rank(offer, plan))
		return true;
	return last && usable_plan(offer, last, plan);
}
