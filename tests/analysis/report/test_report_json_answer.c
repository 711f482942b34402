/* SPDX-License-Identifier: ISC */
/*
 * The preferred answer and the certificates as JSON: the words of s_client's
 * block, and what TLS 1.3 hides.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/report_made.h"

/* What is said of @o as the preferred answer. */
static json_t *answer_json(struct made *made, const struct observation *o)
{
	json_t *endpoint, *answer;

	made->portrait.preferred = o;
	endpoint = made_report_json(&made->portrait);
	answer = json_incref(json_object_get(endpoint, "preferred"));
	json_decref(endpoint);
	return answer;
}

static json_t *certificates_json(const struct made *made)
{
	json_t *endpoint = made_report_json(&made->portrait);
	json_t *all = json_incref(json_object_get(endpoint, "certificates"));

	json_decref(endpoint);
	return all;
}

UNIT(kabelmail_reads_like_s_client)
{
	struct made made;
	json_t *p, *key;

	made_kabelmail(&made);
	p = answer_json(&made, made_shown(&made, VERSION_TLS12, 0x0039));
	expect_text(p, "version", "TLSv1.2");
	expect_text(p, "suite", "0x0039");
	expect_text(p, "openssl", "DHE-RSA-AES256-SHA");
	expect_text(p, "openssl_generation", "SSLv3");
	expect_text(p, "server_temp_key", "DH, 1024 bits");
	expect_text(p, "peer_signing_digest", "SHA512");
	expect_text(p, "signature_scheme", "rsa_pkcs1_sha512");
	expect_text(p, "compression", "none");
	expect_text(p, "alpn", NULL);
	expect_text(p, "hidden", NULL);
	assert_true(json_is_true(json_object_get(p, "secure_renegotiation")));
	key = json_object_get(p, "server_public_key");
	expect_text(key, "type", "RSA");
	assert_int_equal(
		json_integer_value(json_object_get(key, "bits")), 4096);
	assert_int_equal(
		json_integer_value(json_object_get(p, "bytes_in")), 2900);
	json_decref(p);
	made_clear(&made);
}

UNIT(tls13_hides_the_certificate)
{
	struct made made;
	struct observation *o;
	json_t *p;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302);
	o = made_shown(&made, VERSION_TLS13, 0x1302);
	o->group = 0x001D;
	p = answer_json(&made, o);
	expect_text(p, "hidden", "encrypted");
	expect_text(p, "certificate", NULL);
	expect_text(p, "server_public_key", NULL);
	expect_text(p, "secure_renegotiation", NULL);
	expect_text(p, "peer_signing_digest", NULL);
	expect_text(p, "group", "x25519");
	expect_text(p, "server_temp_key", "X25519, 253 bits");
	json_decref(p);
	made_clear(&made);
}

static void expect_digest(
	uint16_t version, uint32_t suite, uint16_t scheme, const char *digest)
{
	struct made made;
	struct observation *o;
	json_t *p;

	made_init(&made);
	made_suite(&made, version, suite);
	o = made_shown(&made, version, suite);
	o->signature_scheme = scheme;
	o->group = 0x0017;
	p = answer_json(&made, o);
	expect_text(p, "peer_signing_digest", digest);
	expect_text(p, "server_temp_key", "ECDH, prime256v1, 256 bits");
	json_decref(p);
	made_clear(&made);
}

UNIT(the_digest_follows_from_scheme_or_version)
{
	expect_digest(VERSION_TLS12, 0xC030, 0x0804, "SHA256");
	expect_digest(VERSION_TLS12, 0xC030, 0x0201, "SHA1");
	expect_digest(VERSION_TLS12, 0xC02C, 0x0807, NULL);
	expect_digest(VERSION_TLS10, 0xC014, 0, "MD5-SHA1");
	expect_digest(VERSION_TLS10, 0xC00A, 0, "SHA1");
	expect_digest(VERSION_TLS10, 0xC018, 0, NULL);
}

UNIT(strange_codes_are_shown_as_numbers)
{
	struct made made;
	struct observation *o;
	json_t *p;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xFEDC);
	o = made_shown(&made, VERSION_TLS12, 0xFEDC);
	o->version = 0x0342;
	o->compression = 7;
	o->group = 0x7F00;
	o->signature_scheme = 0xEE11;
	memcpy(o->alpn, "smtp\x07", 5);
	p = answer_json(&made, o);
	expect_text(p, "version", "0x0342");
	expect_text(p, "suite", "0xFEDC");
	expect_text(p, "iana", NULL);
	expect_text(p, "compression", "0x07");
	expect_text(p, "group", "0x7F00");
	expect_text(p, "signature_scheme", "0xEE11");
	expect_text(p, "alpn", "smtp\\x07");
	json_decref(p);
	made_clear(&made);
}

UNIT(certificates_carry_their_facts_and_probes)
{
	struct made made;
	json_t *all, *c;

	made_kabelmail(&made);
	all = certificates_json(&made);
	assert_int_equal(json_array_size(all), 1);
	c = json_array_get(all, 0);
	expect_text(c, "subject", "CN=mx.example");
	expect_text(c, "key_type", "RSA");
	expect_text(c, "not_after", "2027-01-01T00:00:00Z");
	assert_int_equal(
		strlen(json_string_value(json_object_get(c, "sha256"))), 64);
	assert_int_equal(json_array_size(json_object_get(c, "names")), 1);
	assert_int_equal(json_array_size(json_object_get(c, "probes")), 18);
	json_decref(all);
	made_clear(&made);
}

UNIT(an_unreadable_certificate_has_nulls)
{
	struct made made;
	json_t *all, *c;

	made_init(&made);
	made_certificate(&made, "", 0);
	memset(&made.log.certificates[0], 0, sizeof(*made.log.certificates));
	strcpy(made.log.certificates[0].trouble, "no DER");
	all = certificates_json(&made);
	c = json_array_get(all, 0);
	expect_text(c, "subject", NULL);
	expect_text(c, "key_bits", NULL);
	expect_text(c, "trouble", "no DER");
	json_decref(all);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kabelmail_reads_like_s_client),
		cmocka_unit_test(tls13_hides_the_certificate),
		cmocka_unit_test(the_digest_follows_from_scheme_or_version),
		cmocka_unit_test(strange_codes_are_shown_as_numbers),
		cmocka_unit_test(certificates_carry_their_facts_and_probes),
		cmocka_unit_test(an_unreadable_certificate_has_nulls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
