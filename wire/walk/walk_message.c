/* SPDX-License-Identifier: ISC */
/*
 * The walk (wire/walk/walk.h) over messages: what stands in each, in the order
 * of the wire (RFC 5246 7.4, RFC 8446 4.1,
 * draft-hickman-netscape-ssl-00 2.5-2.7). A field that is not there is not told
 * of.
 */
#include "wire/walk/walk_parts.h"

#include "wire/bytes/record.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"

static void client_hello(struct walk *walk)
{
	walk_take(walk, 2, "hello.version");
	walk_take(walk, 32, "hello.random");
	walk_vector(walk, 1, "hello.session_id.length", "hello.session_id");
	walk_list(walk, 2, 2, "hello.suites.length", "hello.suite");
	walk_list(walk, 1, 1, "hello.compression.length", "hello.compression");
	if (walk->left > 0)
		walk_extensions(walk, false);
}

/* Its random tells a HelloRetryRequest; it may come in pieces, so it is looked
 * at where it stands only when it is whole. */
static bool is_retry(const struct walk *walk)
{
	return walk->record_left >= 32 && walk->left >= 32 &&
		walk->stream.len - walk->at >= 32 &&
		!memcmp(walk->stream.data + walk->at, hello_retry_random, 32);
}

static void server_hello(struct walk *walk)
{
	bool retry;

	walk->version = (uint16_t)walk_take(walk, 2, "server_hello.version");
	retry = is_retry(walk);
	walk_take(walk, 32, "server_hello.random");
	walk_vector(walk, 1, "server_hello.session_id.length",
		"server_hello.session_id");
	walk->suite = (uint16_t)walk_take(walk, 2, "server_hello.suite");
	walk_take(walk, 1, "server_hello.compression");
	if (walk->left > 0)
		walk_extensions(walk, retry);
	walk->has_hello = !retry;
}

static void certificate(struct walk *walk)
{
	size_t outer = walk_open(walk, 3, "certificate.list.length");

	while (walk->left >= 3)
		walk_vector(
			walk, 3, "certificate.der.length", "certificate.der");
	walk_close(walk, outer, "certificate.list");
}

static void certificate_status(struct walk *walk)
{
	walk_take(walk, 1, "certificate_status.type");
	walk_vector(walk, 3, "certificate_status.response.length",
		"certificate_status.response");
}

static void certificate_request(struct walk *walk)
{
	walk_list(walk, 1, 1, "certificate_request.types.length",
		"certificate_request.type");
	if (walk->version == VERSION_TLS12)
		walk_list(walk, 2, 2,
			"certificate_request.signature_schemes.length",
			"certificate_request.signature_scheme");
	walk_vector(walk, 2, "certificate_request.authorities.length",
		"certificate_request.authorities");
}

static void dh_params(struct walk *walk)
{
	walk_vector(walk, 2, "key_exchange.dh_p.length", "key_exchange.dh_p");
	walk_vector(walk, 2, "key_exchange.dh_g.length", "key_exchange.dh_g");
	walk_vector(walk, 2, "key_exchange.dh_ys.length", "key_exchange.dh_ys");
}

/* A named curve; an explicit one is one field up to the signature's end. */
static bool ecdh_params(struct walk *walk)
{
	if (walk_take(walk, 1, "key_exchange.curve_type") != 3)
		return false;
	walk_take(walk, 2, "key_exchange.group");
	walk_vector(walk, 1, "key_exchange.point.length", "key_exchange.point");
	return true;
}

static void rsa_params(struct walk *walk)
{
	walk_vector(walk, 2, "key_exchange.rsa_modulus.length",
		"key_exchange.rsa_modulus");
	walk_vector(walk, 2, "key_exchange.rsa_exponent.length",
		"key_exchange.rsa_exponent");
}

static void psk_hint(struct walk *walk)
{
	walk_vector(walk, 2, "key_exchange.psk_hint.length",
		"key_exchange.psk_hint");
}

/* False: the suite does not say what the message holds. */
static bool params(struct walk *walk, enum suite_exchange how)
{
	switch (how) {
	case EXCHANGE_DHE_PSK:
		psk_hint(walk);
		dh_params(walk);
		return true;
	case EXCHANGE_DHE:
	case EXCHANGE_DH_ANON:
		dh_params(walk);
		return true;
	case EXCHANGE_ECDHE_PSK:
		psk_hint(walk);
		return ecdh_params(walk);
	case EXCHANGE_ECDHE:
	case EXCHANGE_ECDH_ANON:
		return ecdh_params(walk);
	case EXCHANGE_RSA:
	case EXCHANGE_RSA_EXPORT:
		rsa_params(walk);
		return true;
	default:
		return false;
	}
}

static void key_exchange(struct walk *walk)
{
	const struct suite *suite = suite_find(walk->suite);

	if (!suite || !params(walk, suite->exchange) || walk->left == 0)
		return;
	if (walk->version == VERSION_TLS12)
		walk_take(walk, 2, "key_exchange.signature_scheme");
	walk_vector(walk, 2, "key_exchange.signature.length",
		"key_exchange.signature");
}

void walk_message(struct walk *walk, uint8_t type)
{
	switch (type) {
	case HANDSHAKE_CLIENT_HELLO:
		client_hello(walk);
		break;
	case HANDSHAKE_SERVER_HELLO:
		server_hello(walk);
		break;
	case HANDSHAKE_CERTIFICATE:
		certificate(walk);
		break;
	case HANDSHAKE_CERTIFICATE_STATUS:
		certificate_status(walk);
		break;
	case HANDSHAKE_SERVER_KEY_EXCHANGE:
		key_exchange(walk);
		break;
	case HANDSHAKE_CERTIFICATE_REQUEST:
		certificate_request(walk);
		break;
	default:
		break;
	}
	if (walk->left > 0)
		walk_take(walk, walk->left, "handshake.body");
}

static void ssl2_client_hello(struct walk *walk)
{
	size_t n_suites, n_id, n_challenge;

	walk_take(walk, 2, "ssl2_hello.version");
	n_suites = walk_take(walk, 2, "ssl2_hello.suites.length");
	n_id = walk_take(walk, 2, "ssl2_hello.session_id.length");
	n_challenge = walk_take(walk, 2, "ssl2_hello.challenge.length");
	for (; n_suites >= 3 && walk->left >= 3; n_suites -= 3)
		walk_take(walk, 3, "ssl2_hello.suite");
	walk_take(walk, n_id, "ssl2_hello.session_id");
	walk_take(walk, n_challenge, "ssl2_hello.challenge");
}

static void ssl2_server_hello(struct walk *walk)
{
	size_t n_certificate, n_kinds, n_connection;

	walk_take(walk, 1, "ssl2_server_hello.hit");
	walk_take(walk, 1, "ssl2_server_hello.certificate_type");
	walk_take(walk, 2, "ssl2_server_hello.version");
	n_certificate =
		walk_take(walk, 2, "ssl2_server_hello.certificate.length");
	n_kinds = walk_take(walk, 2, "ssl2_server_hello.cipher_kinds.length");
	n_connection =
		walk_take(walk, 2, "ssl2_server_hello.connection_id.length");
	walk_take(walk, n_certificate, "ssl2_server_hello.certificate");
	for (; n_kinds >= 3 && walk->left >= 3; n_kinds -= 3)
		walk_take(walk, 3, "ssl2_server_hello.cipher_kind");
	walk_take(walk, n_connection, "ssl2_server_hello.connection_id");
}

void walk_ssl2_message(struct walk *walk)
{
	uint32_t type = walk_take(walk, 1, "ssl2.type");

	walk->depth = 2;
	if (walk->client && type == 1)
		ssl2_client_hello(walk);
	else if (!walk->client && type == 4)
		ssl2_server_hello(walk);
	else if (!walk->client && type == 0)
		walk_take(walk, 2, "ssl2_error.code");
	if (walk->left > 0)
		walk_take(walk, walk->left, "ssl2.body");
}
