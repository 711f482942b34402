/* SPDX-License-Identifier: ISC */
/*
 * See set_server.h. The version and the suite are picked by the rules that
 * responder/choice.c gives, without its question whether the suite is usable.
 */
#include "tests/analysis/set_server.h"

static bool offers(const struct profile *profile, const struct hello *hello,
	uint16_t version)
{
	if (profile->versions[PROFILE_VERSIONS - 1].supported &&
		hello_offers_extension(hello, 43))
		return hello_offers_version(hello, version);
	return version <= hello->version && version != VERSION_TLS13;
}

/* 0: none in common. */
static int choose_version_of(
	const struct profile *profile, const struct hello *hello)
{
	int i = PROFILE_VERSIONS - 1;

	while (i > 0 &&
		!(profile->versions[i].supported &&
			offers(profile, hello, profile_version_codes[i])))
		i--;
	return i;
}

static bool is_chacha(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && suite_is_chacha20(suite);
}

static bool chacha_first(const struct hello *hello)
{
	for (size_t i = 0; i < hello_n_suites(hello); i++) {
		const struct suite *suite = suite_find(hello_suite(hello, i));

		if (suite && suite_is_candidate(suite))
			return is_chacha(suite->code);
	}
	return false;
}

static size_t rank(const struct profile *profile,
	const struct profile_version *v, size_t server, size_t client,
	bool chacha)
{
	switch (profile->order) {
	case ORDER_CLIENT:
		return client;
	case ORDER_TYPES: /* is drawn by nobody */
	case ORDER_CLASSES:
		return (size_t)v->classes[server] << 16 | client;
	case ORDER_CHACHA:
		return server +
			(chacha && !is_chacha(v->suites[server])
					? PROFILE_MAX_SUITES
					: 0);
	case ORDER_SERVER:
		break;
	}
	return server;
}

/* Where each code of the hello stands in it, + 1; 0: not offered. */
static void places_of(const struct hello *hello, uint16_t *places)
{
	size_t n = hello_n_suites(hello);

	memset(places, 0, 65536 * sizeof(*places));
	for (size_t i = n; i-- > 0;) {
		uint32_t code = hello_suite(hello, i);

		if (code <= 0xffff)
			places[code] = (uint16_t)(i + 1);
	}
}

static bool choose_suite_of(uint32_t *code, const struct profile *profile,
	const struct profile_version *v, const struct hello *hello)
{
	static uint16_t places[65536];
	bool chacha = profile->order == ORDER_CHACHA && chacha_first(hello);
	size_t best = SIZE_MAX;

	places_of(hello, places);
	for (size_t i = 0; i < v->n_suites; i++) {
		size_t place = places[v->suites[i]];
		size_t r =
			place ? rank(profile, v, i, place, chacha) : SIZE_MAX;

		if (r >= best)
			continue;
		best = r;
		*code = v->suites[i];
	}
	return best != SIZE_MAX;
}

/* DHE with a made-up prime of 1024 bits, signed with nothing. */
static void write_dh(
	struct writer *messages, uint16_t version, const struct suite *suite)
{
	static uint8_t prime[128];
	uint8_t room[512];
	struct writer body = writer_of(room, sizeof(room));

	memset(prime, 0xff, sizeof(prime));
	key_exchange_write_dh(&body, slice_of(prime, sizeof(prime)),
		slice_of("\2", 1), slice_of(prime, sizeof(prime)));
	if (suite->exchange == EXCHANGE_DHE) {
		if (version == VERSION_TLS12)
			writer_put(&body, 2, 0x0401, "scheme");
		size_t signature = writer_open(&body, 2, "signature");
		writer_bytes(&body, prime, 16, "signature");
		writer_close(&body, signature);
	}
	handshake_write(messages, 12, writer_done(&body));
}

static void write_flight(struct writer *w, uint16_t version, uint32_t code,
	const uint8_t seed[SEED_SIZE])
{
	uint8_t room[1024];
	struct writer messages = writer_of(room, sizeof(room));
	const struct suite *suite = suite_find(code);
	struct server_hello hello = { .version = version,
		.random = slice_of(seed, 32),
		.suite = (uint16_t)code };

	server_hello_write(&messages, &hello);
	if (suite &&
		(suite->exchange == EXCHANGE_DHE ||
			suite->exchange == EXCHANGE_DH_ANON))
		write_dh(&messages, version, suite);
	server_hello_done_write(&messages);
	records_write(w, 22, version, writer_done(&messages), 0);
}

void set_server_answer(struct answer *answer, struct writer *w,
	const struct profile *profile, const struct hello *hello,
	const uint8_t seed[SEED_SIZE])
{
	const struct profile_quirks *quirks = &profile->quirks;
	int index = hello->form == HELLO_TLS ? choose_version_of(profile, hello)
					     : 0;
	uint16_t version = profile_version_codes[index];
	bool too_long = quirks->max_suites &&
		hello_n_suites(hello) > quirks->max_suites;
	uint32_t code;

	if (index == 0 || version == VERSION_TLS13 || too_long ||
		hello->fault.kind != FAULT_NONE ||
		!choose_suite_of(
			&code, profile, &profile->versions[index], hello)) {
		responder_answer(answer, w, profile, hello, seed, NULL);
		return;
	}
	write_flight(w, version, code, seed);
	*answer = (struct answer){ .end = ANSWER_WAIT,
		.accepted = true,
		.version = version,
		.suite = code };
}
