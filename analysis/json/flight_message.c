/* SPDX-License-Identifier: ISC */
/*
 * The content of a server's messages as JSON values (RFC 5246 7.4, RFC 8446
 * 4.1.3, draft-hickman-netscape-ssl-00 2.6).
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/flight_parts.h"
#include "analysis/json/certificate_value.h"
#include "analysis/json/json.h"
#include "analysis/json/names.h"
#include "trust/certificate.h"
#include "trust/dh_prime.h"
#include "wire/tables/names.h"
#include "wire/bytes/record.h"

static json_t *fault_words(const struct fault *fault)
{
	char words[200];

	if (fault->kind == FAULT_NONE)
		return json_null();
	fault_text(fault, words, sizeof(words));
	return report_words(words);
}

static json_t *suite_json(uint32_t code)
{
	json_t *object = json_object();

	report_put_suite(object, code);
	return object;
}

/* RFC 8446 4.1.3: a server that could do more says so at the end. */
static json_t *downgrade_json(struct slice random)
{
	if (random.len != 32 || memcmp(random.data + 24, "DOWNGRD", 7) != 0)
		return json_null();
	switch (random.data[31]) {
	case 0:
		return json_string("the server has TLS 1.2 or above");
	case 1:
		return json_string("the server has TLS 1.3");
	default:
		return json_null();
	}
}

static json_t *server_hello_json(struct slice body)
{
	struct server_hello *hello = xcalloc(1, sizeof(*hello));
	json_t *object = json_object(), *extensions = json_array();
	struct fault fault = { 0 };

	server_hello_read(hello, body, &fault);
	for (size_t i = 0; i < hello->n_extensions; i++)
		json_array_append_new(extensions,
			flight_extension(&hello->extensions[i], hello->retry));
	report_put(object, "retry", json_boolean(hello->retry));
	report_put(object, "version", report_version_name(hello->version));
	report_put(
		object, "negotiated", report_version_name(hello->negotiated));
	report_put(object, "random",
		report_hex(hello->random.data, hello->random.len));
	report_put(object, "downgrade", downgrade_json(hello->random));
	report_put(object, "session_id",
		report_hex(hello->session_id.data, hello->session_id.len));
	report_put(object, "suite", suite_json(hello->suite));
	report_put(
		object, "compression", report_compression(hello->compression));
	report_put(
		object, "has_extensions", json_boolean(hello->has_extensions));
	report_put(object, "extensions", extensions);
	report_put(object, "fault", fault_words(&fault));
	free(hello);
	return object;
}

static json_t *certificates_json(const struct server_flight *flight)
{
	struct certificate_facts *facts = xcalloc(1, sizeof(*facts));
	json_t *array = json_array();

	for (size_t i = 0; i < flight->n_certificates; i++) {
		json_t *object;

		certificate_read(facts, flight->certificates[i]);
		object = certificate_value(facts);
		report_put(object, "position", report_count(i));
		json_array_append_new(array, object);
	}
	free(facts);
	return array;
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

static json_t *prime_json(struct slice p)
{
	const struct dh_prime *known = dh_prime_find(p);
	uint8_t digest[32];
	json_t *object = json_object();

	sha256_of(digest, p);
	report_put(object, "bits", json_integer(number_bits(p)));
	report_put(object, "name", report_words(known ? known->name : ""));
	report_put(object, "standard",
		known ? json_boolean(known->kind == DH_PRIME_STANDARD)
		      : json_null());
	report_put(object, "composite",
		known ? json_boolean(known->composite) : json_null());
	report_put(object, "safe",
		known ? json_boolean(known->safe) : json_null());
	report_put(object, "sha256",
		known ? report_hex(known->sha256, 32) : report_hex(digest, 32));
	return object;
}

static json_t *key_exchange_json(const struct server_key_exchange *exchange)
{
	bool dh = exchange->kind == KEY_EXCHANGE_DH;
	json_t *object = json_object();
	struct slice g = exchange->dh_g;

	report_put(object, "kind", json_string(kind_name(exchange->kind)));
	report_put(object, "words", flight_exchange_words(exchange));
	report_put(object, "group", report_group_name(exchange->group));
	report_put(object, "bits",
		report_number(exchange->dh_bits	       ? exchange->dh_bits
				: exchange->curve_bits ? exchange->curve_bits
						       : exchange->rsa_bits));
	report_put(
		object, "prime", dh ? prime_json(exchange->dh_p) : json_null());
	report_put(object, "generator",
		dh ? report_hex(g.data, g.len < 32 ? g.len : 32) : json_null());
	report_put(object, "public_bytes",
		report_number(dh ? exchange->dh_ys.len : exchange->point.len));
	report_put(object, "signature_scheme",
		exchange->has_scheme
			? report_scheme_name(exchange->signature_scheme)
			: json_null());
	report_put(object, "signature_bytes",
		report_count(exchange->signature.len));
	report_put(object, "fault", fault_words(&exchange->fault));
	return object;
}

static json_t *certificate_type(uint8_t type)
{
	switch (type) {
	case 1:
		return json_string("rsa_sign");
	case 2:
		return json_string("dss_sign");
	case 3:
		return json_string("rsa_fixed_dh");
	case 4:
		return json_string("dss_fixed_dh");
	case 64:
		return json_string("ecdsa_sign");
	case 65:
		return json_string("rsa_fixed_ecdh");
	case 66:
		return json_string("ecdsa_fixed_ecdh");
	default:
		return json_sprintf("%u", type);
	}
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

static json_t *certificate_request_json(
	const struct certificate_request *request)
{
	json_t *object = json_object();
	json_t *types = json_array(), *schemes = json_array();

	for (size_t i = 0; i < request->types.len; i++)
		json_array_append_new(
			types, certificate_type(request->types.data[i]));
	for (size_t i = 0; i + 2 <= request->signature_schemes.len &&
		i < 2 * signature_scheme_table_len;
		i += 2)
		json_array_append_new(schemes,
			report_scheme_name((uint16_t)slice_number(
				request->signature_schemes, i, 2)));
	report_put(object, "types", types);
	report_put(object, "signature_schemes", schemes);
	report_put(object, "n_authorities",
		report_count(count_authorities(request->authorities)));
	return object;
}

static json_t *certificate_status_json(struct slice body)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, body.data, body.len);
	uint8_t type = reader_u8(&r, "certificate_status.type");
	struct reader response =
		reader_vec(&r, 3, "certificate_status.response");
	json_t *object = json_object();

	report_put(object, "type", json_integer(type));
	report_put(object, "name",
		report_words(type == 1	    ? "ocsp"
				: type == 2 ? "ocsp_multi"
					    : ""));
	report_put(
		object, "response_bytes", report_count(reader_left(&response)));
	reader_rest(&response);
	reader_end(&r, "certificate_status");
	report_put(object, "fault", fault_words(&fault));
	return object;
}

void flight_put_message(json_t *item, const struct server_flight *flight,
	uint8_t type, struct slice body)
{
	switch (type) {
	case HANDSHAKE_SERVER_HELLO:
		report_put(item, "server_hello", server_hello_json(body));
		return;
	case HANDSHAKE_CERTIFICATE:
		report_put(item, "certificates", certificates_json(flight));
		return;
	case HANDSHAKE_SERVER_KEY_EXCHANGE:
		report_put(item, "key_exchange",
			key_exchange_json(&flight->key_exchange));
		return;
	case HANDSHAKE_CERTIFICATE_REQUEST:
		report_put(item, "certificate_request",
			certificate_request_json(&flight->certificate_request));
		return;
	case HANDSHAKE_CERTIFICATE_STATUS:
		report_put(item, "certificate_status",
			certificate_status_json(body));
		return;
	default:
		return;
	}
}

static json_t *kinds_json(struct slice kinds)
{
	json_t *array = json_array();

	for (size_t i = 0; i + 3 <= kinds.len; i += 3)
		json_array_append_new(
			array, suite_json(slice_number(kinds, i, 3)));
	return array;
}

static const char *ssl2_error_name(uint16_t code)
{
	switch (code) {
	case 1:
		return "NO-CIPHER-ERROR";
	case 2:
		return "NO-CERTIFICATE-ERROR";
	case 4:
		return "BAD-CERTIFICATE-ERROR";
	case 6:
		return "UNSUPPORTED-CERTIFICATE-TYPE-ERROR";
	default:
		return "";
	}
}

json_t *flight_ssl2(const struct server_flight *flight)
{
	const struct ssl2_server_hello *hello = &flight->ssl2;
	json_t *object = json_object();

	if (flight->end == FLIGHT_SSL2_ERROR) {
		report_put(object, "message", json_string("error"));
		report_put(object, "code", json_integer(hello->error));
		report_put(object, "name",
			report_words(ssl2_error_name(hello->error)));
		return object;
	}
	if (flight->end != FLIGHT_SSL2) {
		report_put(object, "message", json_null());
		return object;
	}
	report_put(object, "message", json_string("server_hello"));
	report_put(object, "version", report_version_name(hello->version));
	report_put(
		object, "session_id_hit", json_boolean(hello->session_id_hit));
	report_put(object, "certificate_type",
		json_integer(hello->certificate_type));
	report_put(object, "certificates", certificates_json(flight));
	report_put(object, "cipher_kinds", kinds_json(hello->cipher_kinds));
	report_put(object, "connection_id",
		report_hex(
			hello->connection_id.data, hello->connection_id.len));
	return object;
}
