/* SPDX-License-Identifier: ISC */
/*
 * The deeds: an answer made of what was offered, or none. An answer below TLS
 * 1.3 has a ServerKeyExchange where its suite wants a curve, so that it shows
 * its group; no certificate, which none of the rules looks at.
 */
#include "fuzz/audit/deed.h"

#include <string.h>

#include "wire/bytes/record.h"
#include "wire/tables/extensions.h"
#include "wire/tables/names.h"

/* A retry has a random of its own, which server_hello_write() knows. */
static const uint8_t a_random[32] = "not random, but long enough now";

void deed_usual(struct deed_scene *scene)
{
	struct answer said;

	responder_answer(&said, &scene->w, &scene->fate->profile, scene->hello,
		scene->probe->seed, NULL);
	if (said.end == ANSWER_SILENCE)
		scene->end = OUTCOME_SILENCE;
	if (said.end == ANSWER_RESET)
		scene->end = OUTCOME_RESET;
}

static uint16_t an_offered_suite(struct deed_scene *scene)
{
	size_t n = hello_n_suites(scene->hello);

	return n ? (uint16_t)hello_suite(
			   scene->hello, fate_choice(scene->fate, n))
		 : 0;
}

static uint16_t an_offered_group(struct deed_scene *scene)
{
	uint16_t codes[256];
	size_t n = hello_code_list(
		scene->hello, EXTENSION_SUPPORTED_GROUPS, codes, 256);

	return n ? codes[fate_choice(scene->fate, n < 256 ? n : 256)] : 23;
}

static void write_curve(struct writer *w, uint16_t version, uint16_t group)
{
	uint8_t bytes[64];
	struct writer body = writer_of(bytes, sizeof(bytes));

	key_exchange_write_ecdh(&body, group, slice_of(a_random, 4));
	if (version == VERSION_TLS12)
		writer_put(&body, 2, 0x0401, "scheme");
	writer_put(&body, 2, 2, "signature.length");
	writer_put(&body, 2, 0, "signature");
	handshake_write(w, HANDSHAKE_SERVER_KEY_EXCHANGE, writer_done(&body));
}

/* The whole flight that @said begins. */
static void answer(
	struct deed_scene *scene, struct server_hello *said, uint16_t version)
{
	const struct suite *suite = suite_find(said->suite);
	struct writer body =
		writer_of(scene->fate->body, sizeof(scene->fate->body));
	bool tls13 = version == VERSION_TLS13;

	said->version = tls13 ? VERSION_TLS12 : version;
	said->negotiated = version;
	said->has_supported_versions = tls13;
	said->session_id = scene->hello->session_id;
	if (!said->retry)
		said->random = slice_of(a_random, sizeof(a_random));
	if (tls13) {
		said->has_key_share = true;
		said->key_share_group = an_offered_group(scene);
		said->key_share = slice_of(a_random, 32);
	}
	server_hello_write(&body, said);
	if (!tls13) {
		if (suite && suite->exchange == EXCHANGE_ECDHE)
			write_curve(&body, version, an_offered_group(scene));
		server_hello_done_write(&body);
	}
	records_write(&scene->w, CONTENT_HANDSHAKE, said->version,
		writer_done(&body), 0);
}

static uint16_t version_of(const struct deed_scene *scene)
{
	return scene->probe->version == VERSION_SSL2 ? VERSION_SSL3
						     : scene->probe->version;
}

static void choose(struct deed_scene *scene)
{
	struct server_hello said = { .suite = an_offered_suite(scene) };

	answer(scene, &said, version_of(scene));
}

static void choose_first(struct deed_scene *scene)
{
	struct server_hello said = { .suite = hello_n_suites(scene->hello)
			? (uint16_t)hello_suite(scene->hello, 0)
			: 0 };

	answer(scene, &said, version_of(scene));
}

static void choose_lower(struct deed_scene *scene)
{
	struct server_hello said = { .suite = an_offered_suite(scene) };
	uint16_t version =
		(uint16_t)(VERSION_SSL3 + fate_choice(scene->fate, 5));

	answer(scene, &said,
		version < version_of(scene) ? version : version_of(scene));
}

static void choose_unasked(struct deed_scene *scene)
{
	struct server_hello said = {
		.suite = (uint16_t)suite_table[fate_choice(scene->fate,
						       suite_table_len)]
				 .code
	};

	answer(scene, &said, version_of(scene));
}

static void choose_deflate(struct deed_scene *scene)
{
	struct server_hello said = { .suite = an_offered_suite(scene),
		.compression = 1 };

	answer(scene, &said, version_of(scene));
}

static void retry(struct deed_scene *scene)
{
	struct server_hello said = { .suite = an_offered_suite(scene),
		.retry = true };

	if (scene->probe->version == VERSION_TLS13)
		answer(scene, &said, VERSION_TLS13);
	else
		choose(scene);
}

static void complain(struct deed_scene *scene)
{
	static const uint8_t alerts[] = { 40, 70, 71, 40, 80, 47, 50, 10, 109,
		110, 112, 116, 120, 86, 115, 0 };

	alert_write(&scene->w, VERSION_TLS10, 2,
		alerts[fate_choice(scene->fate, sizeof(alerts))]);
}

static void close_it(struct deed_scene *scene)
{
	scene->end = OUTCOME_CLOSED;
}

static void reset(struct deed_scene *scene)
{
	scene->end = OUTCOME_RESET;
}

static void keep_silent(struct deed_scene *scene)
{
	scene->end = OUTCOME_SILENCE;
}

static const enum outcome_kind ends[] = { OUTCOME_CLOSED, OUTCOME_RESET,
	OUTCOME_SILENCE };

/* The answer breaks off somewhere, mostly in the ServerHello; an alert may
 * stand behind. */
static void break_off(struct deed_scene *scene)
{
	size_t kept;

	deed_usual(scene);
	kept = fate_choice(scene->fate, 64);
	scene->end = ends[fate_choice(scene->fate, 3)];
	if (kept < scene->w.len)
		scene->w.len = kept;
	if (scene->end == OUTCOME_SILENCE && kept % 2)
		alert_write(&scene->w, VERSION_TLS10, 2, 40);
}

static void speak_plainly(struct deed_scene *scene)
{
	writer_slice(&scene->w,
		slice_of("421 4.3.2 too many TLS sessions\r\n", 33), "text");
}

/* The order of the rows stands in saved inputs: add below. */
deed *const deed_table[] = { choose, complain, close_it, reset, keep_silent,
	break_off, choose_first, retry, choose_lower, choose_deflate,
	choose_unasked, speak_plainly, complain, choose };
const size_t deed_table_len = sizeof(deed_table) / sizeof(*deed_table);
