/* SPDX-License-Identifier: ISC */
/*
 * Whole certificates: the facts of each golden one, and what must not be read.
 */
#include "tests/lib/unit.h"
#include "tests/trust/certificate_file.h"
#include "trust/der.h"

#include <stdio.h>
#include <stdlib.h>

static struct certificate_facts facts;

static bool read_file(const char *name)
{
	struct slice der = certificate_file(name);
	bool ok = certificate_read(&facts, der);

	slice_free(der);
	return ok;
}

#define RSA_PKCS(hash) hash "WithRSAEncryption"

UNIT(key_and_signature_are_told_for_every_kind)
{
	static const struct {
		const char *file, *type, *curve;
		unsigned bits;
		const char *signature, *trouble;
	} rows[] = {
		{ "rsa512", "RSA", "", 512, RSA_PKCS("sha1"), "" },
		{ "rsa1024-md5", "RSA", "", 1024, RSA_PKCS("md5"), "" },
		{ "rsa1024-sha1", "RSA", "", 1024, RSA_PKCS("sha1"), "" },
		{ "rsa2048", "RSA", "", 2048, RSA_PKCS("sha256"), "" },
		{ "rsa4096", "RSA", "", 4096, RSA_PKCS("sha512"), "" },
		{ "pss-signature", "RSA", "", 1024, "RSASSA-PSS-SHA384", "" },
		{ "pss-sha1", "RSA", "", 1024, "RSASSA-PSS-SHA1", "" },
		{ "pss-key", "RSA-PSS", "", 1024, "RSASSA-PSS-SHA256", "" },
		{ "ec-p-256", "EC", "secp256r1", 256, "ecdsa-with-SHA256", "" },
		{ "ec-p-384", "EC", "secp384r1", 384, "ecdsa-with-SHA256", "" },
		{ "ec-p-521", "EC", "secp521r1", 521, "ecdsa-with-SHA256", "" },
		{ "ec-brainpoolp256r1", "EC", "brainpoolP256r1", 256,
			"ecdsa-with-SHA256", "" },
		{ "ec-secp256k1", "EC", "secp256k1", 256, "ecdsa-with-SHA256",
			"" },
		{ "ec-sect283k1", "EC", "sect283k1", 283, "ecdsa-with-SHA256",
			"" },
		{ "ec-sm2", "EC", "curveSM2", 256, "SM2-with-SM3", "" },
		{ "ec-explicit", "EC", "explicit", 256, "ecdsa-with-SHA256",
			"" },
		{ "ec-explicit-2m", "EC", "explicit", 233, "ecdsa-with-SHA256",
			"" },
		{ "ed25519", "Ed25519", "", 256, "Ed25519", "" },
		{ "ed448", "Ed448", "", 456, "Ed448", "" },
		{ "dsa", "DSA", "", 1024, "dsa-with-SHA256", "" },
		{ "key-gost", "GOST2012-256", "GOST-CryptoPro-XchA", 256,
			"GOST2012-with-Streebog-256", "" },
		{ "key-dh", "DH", "", 512, "ecdsa-with-SHA256", "" },
		{ "key-unknown", "1.2.3.4", "", 0, "1.2.3.5", "" },
		{ "key-curve-unknown", "EC", "1.3.6.1.4.1.99999.1", 0,
			"ecdsa-with-SHA256", "key: curve is not known" },
		{ "key-ec-no-curve", "EC", "", 0, "ecdsa-with-SHA256",
			"key: no curve" },
		{ "key-dsa-inherited", "DSA", "", 0, "ecdsa-with-SHA256",
			"key: no parameters" },
		{ "key-rsa-broken", "RSA", "", 0, "ecdsa-with-SHA256",
			"key: modulus" },
		{ "key-broken", "", "", 0, "ecdsa-with-SHA256",
			"key: not a SubjectPublicKeyInfo" },
		{ "signature-differs", "EC", "secp256r1", 256,
			"ecdsa-with-SHA384",
			"signature: algorithm is named differently" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("# %s\n", rows[i].file);
		assert_true(read_file(rows[i].file));
		assert_true(facts.readable);
		assert_string_equal(facts.key_type, rows[i].type);
		assert_string_equal(facts.curve, rows[i].curve);
		assert_int_equal(facts.key_bits, rows[i].bits);
		assert_string_equal(facts.signature, rows[i].signature);
		assert_string_equal(facts.trouble, rows[i].trouble);
	}
}

UNIT(subject_is_rfc_4514_whatever_string_it_was)
{
	static const struct {
		const char *file, *subject, *trouble;
	} rows[] = {
		{ "rsa2048",
			"CN=mx.kabelmail.example,OU=a\\+b,"
			"O=Kabel\\, Mail \\\"AG\\\",C=DE",
			"" },
		{ "empty-subject", "", "" },
		{ "name-strings",
			"CN=J\xc3\xbcrgen \xe6\xbc\xa2\xe5\xad\x97,DC=example,"
			"L=K\xc3\xb6ln,OU=\xc3\x9cn\xc3\xaf,"
			"O=H\xc3\xa4ll\xc3\xb6 \xce\xa9 \xf0\x9f\x98\x80,C=DE",
			"" },
		{ "name-controls",
			"ST=\\ED\\A0\\80A,OU=a\\E2\\80\\AEb\\E2\\80\\8Bc,"
			"O=\\FF\\C0\\AF\\ED\\A0\\80,"
			"CN=evil\\0D\\0A\\1B[31m\\00\\7F\\C2\\9B end\\ ",
			"" },
		{ "name-special",
			"CN=#1E03004100,serialNumber=#020105,"
			"1.2.3.4.5=#0C026869,"
			"O=\\#1\\, \\\"A\\+B\\\" \\<C\\>\\; D\\\\E #+OU=\\ "
			"x\\ ",
			"" },
		{ "name-broken", "", "subject: not a sequence" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_true(read_file(rows[i].file));
		assert_string_equal(facts.subject, rows[i].subject);
		assert_string_equal(facts.trouble, rows[i].trouble);
	}
	assert_string_equal(facts.issuer, "CN=CA,?");
	assert_true(read_file("name-long"));
	assert_string_equal(facts.trouble, "subject: too long, cut");
	assert_int_equal(strlen(facts.subject), sizeof(facts.subject) - 1);
}

UNIT(alt_names_are_addresses_and_hosts_only)
{
	static const char *const odd[] = { "*.wild.example",
		"good.example\\00.evil.example", "IP:192.0.2.1",
		"IP:2001:db8::1", "IP:#010203", "IP\\:192.0.2.9", "",
		"x\\0A\\FF" };

	assert_true(read_file("rsa2048"));
	assert_int_equal(facts.n_names, 4);
	assert_string_equal(facts.names[1], "*.kabelmail.example");
	assert_string_equal(facts.names[2], "IP:192.0.2.1");
	assert_string_equal(facts.names[3], "IP:2001:db8::1");
	assert_true(read_file("san-odd"));
	assert_int_equal(facts.n_names, sizeof(odd) / sizeof(*odd));
	for (size_t i = 0; i < facts.n_names; i++)
		assert_string_equal(facts.names[i], odd[i]);
	assert_true(read_file("san-many"));
	assert_int_equal(facts.n_names, CERTIFICATE_NAMES);
	assert_int_equal(facts.n_names_left_out, 51);
	assert_string_equal(facts.names[99], "h99.example");
}

UNIT(validity_is_iso_8601_in_utc)
{
	static const struct {
		const char *file, *not_before, *not_after, *trouble;
	} rows[] = {
		{ "version-1", "2026-01-31T12:00:00Z", "2036-01-31T12:00:00Z",
			"" },
		{ "time-1950", "1950-01-01T00:00:00Z", "2049-12-31T23:59:59Z",
			"" },
		{ "time-generalized", "2050-01-01T00:00:00Z",
			"9999-12-31T23:59:59Z", "" },
		/* no seconds; month 13 */
		{ "time-broken", "", "", "validity: not a time in UTC" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_true(read_file(rows[i].file));
		assert_string_equal(facts.not_before, rows[i].not_before);
		assert_string_equal(facts.not_after, rows[i].not_after);
		assert_string_equal(facts.trouble, rows[i].trouble);
	}
}

UNIT(serial_has_its_sign_and_all_digits)
{
	assert_true(read_file("rsa2048"));
	assert_string_equal(facts.serial, "1092");
	assert_true(read_file("serial-negative"));
	assert_string_equal(facts.serial, "-0100");
	assert_true(read_file("serial-long"));
	assert_string_equal(facts.trouble, "serial: too long, cut");
	assert_memory_equal(facts.serial, "7F7F7F", 6);
}

UNIT(ca_and_self_issued_are_told)
{
	static const struct {
		const char *file;
		bool ca, self;
	} rows[] = { { "rsa2048", true, true }, { "leaf", false, true },
		{ "version-1", false, true }, { "name-special", false, false },
		{ "extension-unknown", true, true } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_true(read_file(rows[i].file));
		assert_int_equal(facts.is_ca, rows[i].ca);
		assert_int_equal(facts.self_issued, rows[i].self);
		assert_string_equal(facts.trouble, "");
	}
}

UNIT(broken_part_leaves_the_others)
{
	assert_true(read_file("extension-broken"));
	assert_string_equal(
		facts.trouble, "extensions: an element does not fit");
	assert_string_equal(facts.names[0], "still.example");
	assert_true(read_file("trailing"));
	assert_string_equal(facts.trouble, "certificate: bytes behind the end");
	assert_true(facts.n_behind > 0);
	assert_string_equal(facts.subject, "CN=odd.example");
}

UNIT(fingerprint_is_of_the_bytes_as_they_came)
{
	static const uint8_t of_nothing[] = { 0xe3, 0xb0, 0xc4, 0x42, 0x98,
		0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
		0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4,
		0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55 };

	assert_false(certificate_read(&facts, slice_of(NULL, 0)));
	assert_memory_equal(facts.sha256, of_nothing, 32);
	assert_int_equal(facts.size, 0);
	assert_string_not_equal(facts.trouble, "");
}

UNIT(no_prefix_is_a_certificate)
{
	struct slice der = certificate_file("rsa2048");

	for (size_t len = 0; len < der.len; len++) {
		struct slice part = exact_copy(slice_of(der.data, len));

		assert_false(certificate_read(&facts, part));
		assert_false(facts.readable);
		assert_string_equal(
			facts.trouble, "certificate: cut, or not DER");
		slice_free(part);
	}
	assert_true(certificate_read(&facts, der));
	slice_free(der);
}

/* Any octet changed: whatever comes, it comes without a crash. */
UNIT(every_octet_may_lie)
{
	static const char *const files[] = { "usage-all", "rsa2048",
		"ec-explicit-2m", "name-strings", "san-odd", "key-gost",
		"pss-signature" };

	for (size_t f = 0; f < sizeof(files) / sizeof(*files); f++) {
		struct slice der = certificate_file(files[f]);

		for (size_t i = 0; i < der.len; i++) {
			static const uint8_t flips[] = { 0x01, 0x20, 0x80, 0xff,
				0x7f, 0x1f };
			uint8_t *copy = malloc(der.len);

			assert_non_null(copy);
			memcpy(copy, der.data, der.len);
			copy[i] ^= flips[i % 6];
			if (!certificate_read(&facts, slice_of(copy, der.len)))
				assert_string_not_equal(facts.trouble, "");
			free(copy);
		}
		slice_free(der);
	}
}

UNIT(too_much_is_not_read)
{
	uint8_t *bytes = calloc(1, CERTIFICATE_MAX + 1);

	assert_non_null(bytes);
	bytes[0] = 0x30;
	bytes[1] = 0x82; /* 65532 octets: the most that fits */
	bytes[2] = 0xff;
	bytes[3] = 0xfc;
	assert_false(
		certificate_read(&facts, slice_of(bytes, CERTIFICATE_MAX)));
	assert_string_equal(facts.trouble, "certificate: too many elements");
	assert_true(facts.unread);
	assert_false(
		certificate_read(&facts, slice_of(bytes, CERTIFICATE_MAX + 1)));
	assert_string_equal(facts.trouble, "certificate: too large");
	assert_true(facts.unread);
	free(bytes);
}

UNIT(bomb_of_depth_is_not_read)
{
	uint8_t bomb[2 * 60];

	for (size_t i = 0; i < 60; i++) {
		bomb[2 * i] = 0x30;
		bomb[2 * i + 1] = (uint8_t)(sizeof(bomb) - 2 * i - 2);
	}
	assert_false(certificate_read(&facts, slice_of(bomb, sizeof(bomb))));
	assert_string_equal(facts.trouble, "certificate: nested too deep");
}

/* RFC 5280 4.1 wants DER; libraries take BER too. */
UNIT(indefinite_length_is_for_others_to_read)
{
	static const uint8_t ber[] = { 0x30, 0x80, 0x30, 0, 0, 0 };

	assert_false(certificate_read(&facts, slice_of(ber, sizeof(ber))));
	assert_true(facts.unread);
	assert_false(certificate_read(&facts, slice_of(ber + 2, 3)));
	assert_false(facts.unread);
}

UNIT(other_der_is_no_certificate)
{
	/* the last two are what libtasn1 would take: empty parts */
	static const struct {
		uint8_t bytes[9];
		size_t len;
	} rows[] = { { { 0x04, 0 }, 2 }, { { 0x30, 2, 0x05, 0 }, 4 },
		{ { 0x30, 0 }, 2 },
		{ { 0x30, 7, 0x30, 0, 0x30, 0, 0x03, 1, 0 }, 9 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_false(certificate_read(
			&facts, slice_of(rows[i].bytes, rows[i].len)));
		assert_string_equal(facts.trouble,
			"certificate: not a Certificate of RFC 5280");
		assert_string_equal(facts.key_type, "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_and_signature_are_told_for_every_kind),
		cmocka_unit_test(subject_is_rfc_4514_whatever_string_it_was),
		cmocka_unit_test(alt_names_are_addresses_and_hosts_only),
		cmocka_unit_test(validity_is_iso_8601_in_utc),
		cmocka_unit_test(serial_has_its_sign_and_all_digits),
		cmocka_unit_test(ca_and_self_issued_are_told),
		cmocka_unit_test(broken_part_leaves_the_others),
		cmocka_unit_test(fingerprint_is_of_the_bytes_as_they_came),
		cmocka_unit_test(no_prefix_is_a_certificate),
		cmocka_unit_test(every_octet_may_lie),
		cmocka_unit_test(too_much_is_not_read),
		cmocka_unit_test(bomb_of_depth_is_not_read),
		cmocka_unit_test(indefinite_length_is_for_others_to_read),
		cmocka_unit_test(other_der_is_no_certificate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
