/* SPDX-License-Identifier: ISC */
/*
 * The content of a server's messages (RFC 5246 7.4, RFC 8446 4.1.3).
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/flight_parts.h"
#include "analysis/json/hex.h"
#include "analysis/json/names.h"
#include "trust/dh_prime.h"
#include "trust/digest.h"
#include "wire/bytes/record.h"
#include "wire/tables/names.h"

#define HEX_MAX 64
#define GENERATOR_MAX 32

/* No more than the first @most bytes. */
static const char *hex_cut(struct arena *arena, struct slice bytes, size_t most)
{
	return arena_hex(arena,
		slice_of(bytes.data, bytes.len < most ? bytes.len : most));
}

/* RFC 8446 4.1.3: a server that could do more says so at the end. */
static const char *downgrade_words(struct slice random)
{
	if (random.len != 32 || memcmp(random.data + 24, "DOWNGRD", 7) != 0)
		return "";
	switch (random.data[31]) {
	case 0:
		return "the server has TLS 1.2 or above";
	case 1:
		return "the server has TLS 1.3";
	default:
		return "";
	}
}

static void view_extensions(struct arena *arena, struct server_hello_view *view,
	const struct server_hello *hello)
{
	view->n_extensions = hello->n_extensions;
	view->extensions = arena_zeroed(
		arena, view->n_extensions, sizeof(*view->extensions));
	for (size_t i = 0; i < view->n_extensions; i++)
		flight_view_extension(arena, &view->extensions[i],
			&hello->extensions[i], hello->retry);
}

static struct server_hello_view *view_server_hello(
	struct arena *arena, struct slice body)
{
	struct server_hello *hello = xcalloc(1, sizeof(*hello));
	struct server_hello_view *view = arena_zeroed(arena, 1, sizeof(*view));
	struct fault fault = { 0 };
	char room[CODE_ROOM];

	server_hello_read(hello, body, &fault);
	*view = (struct server_hello_view){
		.retry = hello->retry,
		.version = flight_version(arena, hello->version),
		.negotiated = flight_version(arena, hello->negotiated),
		.random = hex_cut(arena, hello->random, HEX_MAX),
		.downgrade = downgrade_words(hello->random),
		.session_id = hex_cut(arena, hello->session_id, HEX_MAX),
		.suite = hello->suite,
		.compression = arena_words(
			arena, compression_text(room, hello->compression)),
		.has_extensions = hello->has_extensions,
		.fault = flight_fault_words(arena, &fault),
	};
	view_extensions(arena, view, hello);
	free(hello);
	return view;
}

void flight_view_certificates(struct arena *arena,
	struct certificates_view *view, const struct server_flight *flight)
{
	struct certificate_facts *facts = xcalloc(1, sizeof(*facts));

	view->n = flight->n_certificates;
	view->list = arena_zeroed(arena, view->n, sizeof(*view->list));
	for (size_t i = 0; i < view->n; i++) {
		certificate_read(facts, flight->certificates[i]);
		certificate_words_of(arena, &view->list[i], facts);
	}
	free(facts);
}

static const char *kind_name(enum key_exchange_kind kind)
{
	static const char *const names[] = {
		[KEY_EXCHANGE_NONE] = "none",
		[KEY_EXCHANGE_DH] = "dh",
		[KEY_EXCHANGE_ECDH_NAMED] = "ecdh",
		[KEY_EXCHANGE_ECDH_EXPLICIT] = "ecdh-explicit",
		[KEY_EXCHANGE_RSA_EXPORT] = "rsa-export",
		[KEY_EXCHANGE_OPAQUE] = "opaque",
	};

	return names[kind];
}

static void view_prime(
	struct arena *arena, struct prime_view *view, struct slice p)
{
	const struct dh_prime *known = dh_prime_find(p);
	uint8_t digest[32];

	sha256_of(digest, p);
	*view = (struct prime_view){ .bits = number_bits(p),
		.known = known != NULL,
		.name = "",
		.sha256 = arena_hex(arena, slice_of(digest, sizeof(digest))) };
	if (!known)
		return;
	view->name = known->name;
	view->standard = known->kind == DH_PRIME_STANDARD;
	view->composite = known->composite;
	view->safe = known->safe;
	view->sha256 = arena_hex(arena, slice_of(known->sha256, 32));
}

static unsigned exchange_bits(const struct server_key_exchange *exchange)
{
	if (exchange->dh_bits)
		return exchange->dh_bits;
	return exchange->curve_bits ? exchange->curve_bits : exchange->rsa_bits;
}

static struct key_exchange_view *view_key_exchange(
	struct arena *arena, const struct server_key_exchange *exchange)
{
	struct key_exchange_view *view = arena_zeroed(arena, 1, sizeof(*view));
	bool dh = exchange->kind == KEY_EXCHANGE_DH;

	*view = (struct key_exchange_view){
		.kind = kind_name(exchange->kind),
		.words = flight_exchange_words(arena, exchange),
		.group = flight_group(arena, exchange->group),
		.bits = exchange_bits(exchange),
		.dh = dh,
		.generator = hex_cut(arena, exchange->dh_g, GENERATOR_MAX),
		.public_bytes = dh ? exchange->dh_ys.len : exchange->point.len,
		.signature_scheme = exchange->has_scheme
			? flight_scheme(arena, exchange->signature_scheme)
			: "",
		.signature_bytes = exchange->signature.len,
		.fault = flight_fault_words(arena, &exchange->fault),
	};
	if (dh)
		view_prime(arena, &view->prime, exchange->dh_p);
	return view;
}

static const char *certificate_type(struct arena *arena, uint8_t type)
{
	static const char *const names[] = {
		[1] = "rsa_sign",
		[2] = "dss_sign",
		[3] = "rsa_fixed_dh",
		[4] = "dss_fixed_dh",
		[64] = "ecdsa_sign",
		[65] = "rsa_fixed_ecdh",
		[66] = "ecdsa_fixed_ecdh",
	};

	if (type < sizeof(names) / sizeof(names[0]) && names[type])
		return names[type];
	return arena_printf(arena, "%u", type);
}

/* Names only in number: they may be hundreds. */
static size_t count_authorities(struct slice list)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, list.data, list.len);
	size_t n = 0;

	while (reader_more(&r)) {
		reader_vec(&r, 2, "certificate_request.authority");
		n += reader_ok(&r);
	}
	return n;
}

static struct certificate_request_view *view_request(
	struct arena *arena, const struct certificate_request *request)
{
	struct certificate_request_view *view =
		arena_zeroed(arena, 1, sizeof(*view));
	struct slice schemes = request->signature_schemes;
	size_t n = schemes.len / 2;

	view->n_types = request->types.len;
	view->types = arena_zeroed(arena, view->n_types, sizeof(*view->types));
	for (size_t i = 0; i < view->n_types; i++)
		view->types[i] =
			certificate_type(arena, request->types.data[i]);
	view->n_schemes =
		n < signature_scheme_table_len ? n : signature_scheme_table_len;
	view->schemes =
		arena_zeroed(arena, view->n_schemes, sizeof(*view->schemes));
	for (size_t i = 0; i < view->n_schemes; i++)
		view->schemes[i] = flight_scheme(
			arena, (uint16_t)slice_number(schemes, 2 * i, 2));
	view->n_authorities = count_authorities(request->authorities);
	return view;
}

static struct certificate_status_view *view_status(
	struct arena *arena, struct slice body)
{
	struct certificate_status_view *view =
		arena_zeroed(arena, 1, sizeof(*view));
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, body.data, body.len);
	struct reader response;

	view->type = reader_u8(&r, "certificate_status.type");
	response = reader_vec(&r, 3, "certificate_status.response");
	view->name = view->type == 1 ? "ocsp"
		: view->type == 2    ? "ocsp_multi"
				     : "";
	view->response_bytes = reader_left(&response);
	reader_rest(&response);
	reader_end(&r, "certificate_status");
	view->fault = flight_fault_words(arena, &fault);
	return view;
}

void flight_view_message(struct arena *arena, struct flight_item *item,
	const struct server_flight *flight, struct slice body)
{
	switch (item->type) {
	case HANDSHAKE_SERVER_HELLO:
		item->server_hello = view_server_hello(arena, body);
		return;
	case HANDSHAKE_CERTIFICATE:
		item->certificates =
			arena_zeroed(arena, 1, sizeof(*item->certificates));
		flight_view_certificates(arena, item->certificates, flight);
		return;
	case HANDSHAKE_SERVER_KEY_EXCHANGE:
		item->key_exchange =
			view_key_exchange(arena, &flight->key_exchange);
		return;
	case HANDSHAKE_CERTIFICATE_REQUEST:
		item->certificate_request =
			view_request(arena, &flight->certificate_request);
		return;
	case HANDSHAKE_CERTIFICATE_STATUS:
		item->certificate_status = view_status(arena, body);
		return;
	default:
		return;
	}
}
