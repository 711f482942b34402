/* SPDX-License-Identifier: ISC */
/*
 * Codes as names, the certificates, and the preferred answer: all that the
 * block of `openssl s_client -starttls smtp` shows, in our own words. In
 * TLS 1.3 the certificate, its signature and ALPN are sealed (RFC 8446 4.3):
 * they are null, and "hidden" says why.
 */
#include <stdio.h>
#include <strings.h>

#include "analysis/report/report_parts.h"
#include "wire/tables/names.h"

json_t *report_suite_code(uint32_t code)
{
	return json_sprintf(code > 0xFFFF ? "0x%06X" : "0x%04X", code);
}

json_t *report_group_name(uint16_t code)
{
	const struct group *group = group_find(code);

	if (code == 0)
		return json_null();
	return group ? json_string(group->name) : json_sprintf("0x%04X", code);
}

json_t *report_scheme_name(uint16_t code)
{
	const struct code_name *scheme = signature_scheme_find(code);

	if (code == 0)
		return json_null();
	return scheme ? json_string(scheme->name)
		      : json_sprintf("0x%04X", code);
}

json_t *report_version_name(uint16_t version)
{
	const char *name = version_name(version);

	if (version == 0)
		return json_null();
	return name ? json_string(name) : json_sprintf("0x%04X", version);
}

void report_put_suite(json_t *object, uint32_t code)
{
	const struct suite *suite = suite_find(code);

	report_put(object, "code", report_suite_code(code));
	report_put(object, "iana", report_words(suite ? suite->name : ""));
	report_put(
		object, "openssl", report_words(suite ? suite->openssl : ""));
	report_put(object, "gnutls", report_words(suite ? suite->gnutls : ""));
	report_put(object, "kx", report_words(suite ? suite->kx : ""));
	report_put(object, "auth", report_words(suite ? suite->auth : ""));
	report_put(object, "strength",
		suite ? json_integer(suite->strength) : json_null());
	report_put(object, "generation",
		report_words(suite ? suite_generation(suite) : ""));
	report_put(object, "openssl_generation",
		report_words(suite ? suite_openssl_generation(suite) : ""));
	report_put(object, "aead",
		suite ? json_boolean(suite_is_aead(suite)) : json_null());
	report_put(object, "forward_secret",
		suite ? json_boolean(suite_is_forward_secret(suite))
		      : json_null());
}

/* The hash behind a signature scheme (RFC 8446 4.2.3, RFC 5246 7.4.1.4.1), as
 * s_client names it; NULL where the scheme has no separate one (Ed25519). */
static const char *scheme_digest(uint16_t scheme)
{
	static const char *const hashes[] = { NULL, "MD5", "SHA1", "SHA224",
		"SHA256", "SHA384", "SHA512" };

	if (scheme >> 8 > 0 && scheme >> 8 < 7)
		return hashes[scheme >> 8];
	switch (scheme) {
	case 0x0804:
	case 0x0809:
	case 0x081A:
		return "SHA256";
	case 0x0805:
	case 0x080A:
	case 0x081B:
		return "SHA384";
	case 0x0806:
	case 0x080B:
	case 0x081C:
		return "SHA512";
	case 0x0708:
		return "SM3";
	default:
		return NULL;
	}
}

/* Before TLS 1.2 the hash is fixed (RFC 2246 7.4.3): MD5 and SHA-1 together
 * for RSA, SHA-1 alone for DSA and ECDSA. */
static const char *signing_digest(const struct observation *o)
{
	const struct suite *suite = o->has_suite ? suite_find(o->suite) : NULL;
	bool exchanged = o->dh_bits || o->export_rsa_bits ||
		o->explicit_curve || o->group;

	if (o->signature_scheme)
		return scheme_digest(o->signature_scheme);
	if (!suite || !exchanged || suite_is_anonymous(suite) ||
		o->version > VERSION_TLS11)
		return NULL;
	return strstr(suite->auth, "RSA") ? "MD5-SHA1" : "SHA1";
}

static json_t *group_key_words(uint16_t code)
{
	const struct group *group = group_find(code);

	if (!group)
		return json_sprintf("group 0x%04X", code);
	if (!strcasecmp(group->name, "x25519"))
		return json_string("X25519, 253 bits");
	if (!strcasecmp(group->name, "x448"))
		return json_string("X448, 448 bits");
	if (group->type == GROUP_FFDH)
		return json_sprintf("DH, %u bits", group->bits);
	if (group->type == GROUP_EC)
		return json_sprintf("ECDH, %s, %u bits",
			*group->openssl ? group->openssl : group->name,
			group->bits);
	return json_string(group->name);
}

/* "Server Temp Key" of s_client. */
static json_t *temp_key(const struct observation *o)
{
	if (o->dh_bits)
		return json_sprintf("DH, %u bits", o->dh_bits);
	if (o->export_rsa_bits)
		return json_sprintf("RSA, %u bits", o->export_rsa_bits);
	if (o->explicit_curve)
		return json_string("ECDH, explicit curve");
	return o->group ? group_key_words(o->group) : json_null();
}

json_t *report_compression(uint8_t code)
{
	switch (code) {
	case 0:
		return json_string("none");
	case 1:
		return json_string("deflate");
	default:
		return json_sprintf("0x%02X", code);
	}
}

static void put_preferred_suite(json_t *object, const struct observation *o)
{
	const struct suite *suite = suite_find(o->suite);

	report_put(object, "suite", report_suite_code(o->suite));
	report_put(object, "iana", report_words(suite ? suite->name : ""));
	report_put(
		object, "openssl", report_words(suite ? suite->openssl : ""));
	report_put(object, "strength",
		suite ? json_integer(suite->strength) : json_null());
	report_put(object, "generation",
		report_words(suite ? suite_generation(suite) : ""));
	report_put(object, "openssl_generation",
		report_words(suite ? suite_openssl_generation(suite) : ""));
}

static void put_key(json_t *object, const struct observation *o,
	const struct observation_log *log)
{
	const struct certificate_facts *facts = NULL;
	json_t *key = json_object(), *certificate = json_object();

	if (log && o->certificate >= 0 &&
		(size_t)o->certificate < log->n_certificates)
		facts = &log->certificates[o->certificate];
	if (!facts) {
		json_decref(key);
		json_decref(certificate);
		report_put(object, "server_public_key", json_null());
		report_put(object, "certificate", json_null());
		return;
	}
	report_put(key, "type", report_words(facts->key_type));
	report_put(key, "bits", report_number(facts->key_bits));
	report_put(object, "server_public_key", key);
	report_put(certificate, "index", json_integer(o->certificate));
	report_put(certificate, "sha256", report_hex(facts->sha256, 32));
	report_put(object, "certificate", certificate);
}

json_t *report_preferred(
	const struct observation *o, const struct observation_log *log)
{
	bool sealed = o && o->version >= VERSION_TLS13;
	json_t *object;

	if (!o)
		return json_null();
	object = json_object();
	report_put(object, "version", report_version_name(o->version));
	report_put(object, "protocol", report_version_name(o->version));
	put_preferred_suite(object, o);
	report_put(object, "group", report_group_name(o->group));
	report_put(object, "dh_bits", report_number(o->dh_bits));
	report_put(object, "server_temp_key", temp_key(o));
	report_put(object, "signature_scheme",
		report_scheme_name(o->signature_scheme));
	report_put(
		object, "peer_signing_digest", report_words(signing_digest(o)));
	put_key(object, o, log);
	report_put(object, "client_certificate_requested",
		sealed ? json_null()
		       : json_boolean(o->client_certificate_requested));
	report_put(object, "secure_renegotiation",
		sealed ? json_null() : json_boolean(o->secure_renegotiation));
	report_put(object, "compression", report_compression(o->compression));
	report_put(object, "alpn",
		*o->alpn ? report_text(
				   o->alpn, strnlen(o->alpn, sizeof(o->alpn)))
			 : json_null());
	report_put(object, "hidden",
		sealed ? json_string("encrypted") : json_null());
	report_put(object, "bytes_in", report_count(o->bytes_in));
	report_put(object, "bytes_out", report_count(o->bytes_out));
	report_put(object, "probes", json_pack("[i]", (int)o->probe));
	return object;
}

static json_t *names_json(const struct certificate_facts *facts)
{
	json_t *names = json_array();

	for (size_t i = 0; i < facts->n_names && i < CERTIFICATE_NAMES; i++)
		json_array_append_new(names,
			report_escaped(facts->names[i],
				strnlen(facts->names[i],
					sizeof(facts->names[i]))));
	return names;
}

static json_t *shown_in(const struct observation_log *log, size_t index)
{
	json_t *probes = json_array();

	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].certificate == (int)index)
			json_array_append_new(
				probes, json_integer(log->rows[i].probe));
	return probes;
}

json_t *report_certificate(const struct certificate_facts *facts)
{
	json_t *object = json_object();
	bool ok = facts->readable;

	report_put(object, "sha256", report_hex(facts->sha256, 32));
	report_put(object, "size", report_count(facts->size));
	report_put(object, "readable", json_boolean(ok));
	report_put(object, "trouble", report_words(facts->trouble));
	report_put(object, "subject",
		ok ? report_escaped(facts->subject,
			     strnlen(facts->subject, sizeof(facts->subject)))
		   : json_null());
	report_put(object, "issuer",
		ok ? report_escaped(facts->issuer,
			     strnlen(facts->issuer, sizeof(facts->issuer)))
		   : json_null());
	report_put(object, "serial", report_words(facts->serial));
	report_put(object, "key_type", report_words(facts->key_type));
	report_put(object, "key_bits", report_number(facts->key_bits));
	report_put(object, "curve", report_words(facts->curve));
	report_put(object, "signature", report_words(facts->signature));
	report_put(object, "names", names_json(facts));
	report_put(object, "names_left_out",
		report_count(facts->n_names_left_out));
	report_put(object, "not_before", report_words(facts->not_before));
	report_put(object, "not_after", report_words(facts->not_after));
	report_put(object, "self_issued",
		ok ? json_boolean(facts->self_issued) : json_null());
	report_put(
		object, "is_ca", ok ? json_boolean(facts->is_ca) : json_null());
	return object;
}

json_t *report_certificates(const struct observation_log *log)
{
	json_t *array = json_array();

	for (size_t i = 0; log && i < log->n_certificates; i++) {
		json_t *object = report_certificate(&log->certificates[i]);

		report_put(object, "probes", shown_in(log, i));
		json_array_append_new(array, object);
	}
	return array;
}
