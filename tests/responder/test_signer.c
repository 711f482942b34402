/* SPDX-License-Identifier: ISC */
/*
 * Signatures as a client would check them: over both randoms and the
 * parameters as they stand in the flight, by an own calculation with nettle.
 */
#include "responder/signer.h"
#include "tests/responder/talk.h"

#include <stdlib.h>

#include <nettle/asn1.h>
#include <nettle/bignum.h>
#include <nettle/dsa.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecdsa.h>
#include <nettle/md5.h>
#include <nettle/rsa.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include "responder/embedded.h"
#include "wire/hello/hello_standard.h"

static struct profile profile;
static struct signer *signer;

FIXTURE(set_up)
{
	signer = signer_new();
	return 0;
}

FIXTURE(tear_down)
{
	signer_free(signer);
	return 0;
}

/* client_random, server_random, params: everything in front of the scheme. */
static size_t signed_bytes(uint8_t *out)
{
	const struct server_key_exchange *x = &talk.flight.key_exchange;
	size_t tail = 2 + x->signature.len + (x->has_scheme ? 2 : 0);
	size_t len = x->body.len - tail;

	assert_int_equal(talk.hello.random.len, 32);
	memcpy(out, talk.hello.random.data, 32);
	memcpy(out + 32, talk.flight.hello.random.data, 32);
	memcpy(out + 64, x->body.data, len);
	return 64 + len;
}

static void rsa_key(struct rsa_public_key *public, const char *name)
{
	struct slice der = embedded_find(name, ".key");
	struct rsa_private_key private;

	rsa_public_key_init(public);
	rsa_private_key_init(&private);
	assert_true(
		rsa_keypair_from_der(public, &private, 0, der.len, der.data));
	rsa_private_key_clear(&private);
}

static void signature_number(mpz_t s)
{
	struct slice bytes = talk.flight.key_exchange.signature;

	nettle_mpz_init_set_str_256_u(s, bytes.len, bytes.data);
}

/* RFC 2246 7.4.3: 00 01 FF … 00, then MD5 and SHA-1, no DigestInfo. */
static void check_md5_sha1(const char *name)
{
	uint8_t data[8192], plain[512], want[36];
	size_t len = signed_bytes(data);
	struct rsa_public_key public;
	struct sha1_ctx sha1;
	struct md5_ctx md5;
	mpz_t s;

	md5_init(&md5);
	md5_update(&md5, len, data);
	md5_digest(&md5, 16, want);
	sha1_init(&sha1);
	sha1_update(&sha1, len, data);
	sha1_digest(&sha1, 20, want + 16);
	rsa_key(&public, name);
	assert_int_equal(talk.flight.key_exchange.signature.len, public.size);
	signature_number(s);
	mpz_powm(s, s, public.e, public.n);
	nettle_mpz_get_str_256(public.size, plain, s);
	assert_int_equal(plain[0], 0);
	assert_int_equal(plain[1], 1);
	for (size_t i = 2; i < public.size - 37; i++)
		assert_int_equal(plain[i], 0xff);
	assert_int_equal(plain[public.size - 37], 0);
	assert_memory_equal(plain + public.size - 36, want, 36);
	mpz_clear(s);
	rsa_public_key_clear(&public);
}

UNIT(tls10_rsa_signs_md5_and_sha1)
{
	talk_profile(&profile, "kabelmail");
	talk_suites(&profile, 0x0301, SUITES(0x0039), signer);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
	check_md5_sha1("rsa4096");
}

/* RFC 5246 E.2: a challenge of 16 bytes is the right end of the random. */
UNIT(a_challenge_is_signed_with_zeros_ahead)
{
	static const uint8_t kinds[] = { 0, 0, 0x39 };
	static uint8_t random[32] = { [16] = 7, [31] = 9 };
	struct hello hello = { .form = HELLO_SSL2,
		.version = 0x0301,
		.suites = slice_of(kinds, 3),
		.random = slice_of(random + 16, 16) };

	talk_profile(&profile, "kabelmail");
	talk_hello(&profile, &hello, signer);
	talk.hello.random = slice_of(random, 32);
	check_md5_sha1("rsa4096");
}

UNIT(ssl3_rsa_signs_as_tls10)
{
	talk_profile(&profile, "museum");
	talk_suites(&profile, 0x0300, SUITES(0x0016), signer);
	check_md5_sha1("rsa1024");
}

UNIT(export_rsa_signs_the_temporary_key)
{
	struct rsa_public_key public;
	mpz_t n;

	talk_profile(&profile, "museum");
	talk_suites(&profile, 0x0301, SUITES(0x0003), signer);
	check_md5_sha1("rsa1024");
	rsa_key(&public, "rsa512");
	nettle_mpz_init_set_str_256_u(n,
		talk.flight.key_exchange.rsa_modulus.len,
		talk.flight.key_exchange.rsa_modulus.data);
	assert_int_equal(mpz_cmp(n, public.n), 0);
	mpz_clear(n);
	rsa_public_key_clear(&public);
}

UNIT(tls12_rsa_signs_sha512)
{
	uint8_t data[8192], digest[64];
	struct rsa_public_key public;
	struct sha512_ctx sha512;
	mpz_t s;

	talk_profile(&profile, "kabelmail");
	talk_suites(&profile, 0x0303, SUITES(0x0039), signer);
	assert_int_equal(talk.flight.key_exchange.signature_scheme, 0x0601);
	sha512_init(&sha512);
	sha512_update(&sha512, signed_bytes(data), data);
	sha512_digest(&sha512, 64, digest);
	rsa_key(&public, "rsa4096");
	signature_number(s);
	assert_true(rsa_sha512_verify_digest(&public, digest, s));
	mpz_clear(s);
	rsa_public_key_clear(&public);
}

static void ask_with_scheme(uint16_t suite, uint16_t scheme)
{
	uint32_t code = suite;
	struct hello_spec spec = { .standard = hello_standard(
					   0x0303, STYLE_STANDARD),
		.suites = { &code, 1 },
		.schemes = { &scheme, 1 } };

	talk_ask(&profile, &spec, signer);
	assert_int_equal(talk.flight.key_exchange.signature_scheme, scheme);
}

static void sha256_of_signed(uint8_t digest[32])
{
	uint8_t data[8192];
	struct sha256_ctx sha256;

	sha256_init(&sha256);
	sha256_update(&sha256, signed_bytes(data), data);
	sha256_digest(&sha256, 32, digest);
}

UNIT(tls12_rsa_signs_pss)
{
	struct rsa_public_key public;
	uint8_t digest[32];
	mpz_t s;

	talk_profile(&profile, "modern");
	ask_with_scheme(0xc02f, 0x0804);
	sha256_of_signed(digest);
	rsa_key(&public, "rsa2048");
	signature_number(s);
	assert_true(rsa_pss_sha256_verify_digest(&public, 32, digest, s));
	mpz_clear(s);
	rsa_public_key_clear(&public);
}

/* The public point from the private number of the embedded key. */
static void ecdsa_point(struct ecc_point *point)
{
	struct slice der = embedded_find("ecdsa256", ".key");
	struct ecc_scalar scalar;
	mpz_t number;

	/* 30 77, 02 01 01, 04 20, then the number */
	assert_int_equal(der.data[6], 32);
	nettle_mpz_init_set_str_256_u(number, 32, der.data + 7);
	ecc_scalar_init(&scalar, nettle_get_secp_256r1());
	ecc_point_init(point, nettle_get_secp_256r1());
	assert_true(ecc_scalar_set(&scalar, number));
	ecc_point_mul_g(point, &scalar);
	ecc_scalar_clear(&scalar);
	mpz_clear(number);
}

/* SEQUENCE { INTEGER r, INTEGER s } and nothing behind. */
static void ecdsa_numbers(struct dsa_signature *signature)
{
	struct slice bytes = talk.flight.key_exchange.signature;
	struct asn1_der_iterator outer, i;

	assert_int_equal(bytes.data[1] + 2, bytes.len);
	assert_int_equal(asn1_der_iterator_first(&outer, bytes.len, bytes.data),
		ASN1_ITERATOR_CONSTRUCTED);
	assert_int_equal(asn1_der_decode_constructed(&outer, &i),
		ASN1_ITERATOR_PRIMITIVE);
	assert_true(asn1_der_get_bignum(&i, signature->r, 256));
	assert_int_equal(asn1_der_iterator_next(&i), ASN1_ITERATOR_PRIMITIVE);
	assert_true(asn1_der_get_bignum(&i, signature->s, 256));
	assert_int_equal(asn1_der_iterator_next(&i), ASN1_ITERATOR_END);
}

static bool ecdsa_is_good(size_t len, const uint8_t *digest)
{
	struct dsa_signature signature;
	struct ecc_point point;
	bool good;

	ecdsa_point(&point);
	dsa_signature_init(&signature);
	ecdsa_numbers(&signature);
	good = ecdsa_verify(&point, len, digest, &signature);
	dsa_signature_clear(&signature);
	ecc_point_clear(&point);
	return good;
}

UNIT(tls12_ecdsa_signs_sha256)
{
	uint8_t digest[32];

	talk_profile(&profile, "modern");
	ask_with_scheme(0xc02b, 0x0403);
	sha256_of_signed(digest);
	assert_true(ecdsa_is_good(32, digest));
	digest[0] ^= 1;
	assert_false(ecdsa_is_good(32, digest));
}

UNIT(tls10_ecdsa_signs_sha1)
{
	uint8_t data[8192], digest[20];
	struct sha1_ctx sha1;

	talk_profile(&profile, "museum");
	talk_suites(&profile, 0x0301, SUITES(0xc00a), signer);
	assert_false(talk.flight.key_exchange.has_scheme);
	sha1_init(&sha1);
	sha1_update(&sha1, signed_bytes(data), data);
	sha1_digest(&sha1, 20, digest);
	assert_true(ecdsa_is_good(20, digest));
}

UNIT(anonymous_is_unsigned)
{
	talk_profile(&profile, "museum");
	talk_suites(&profile, 0x0303, SUITES(0x0034), signer);
	assert_int_equal(talk.flight.key_exchange.kind, KEY_EXCHANGE_DH);
	assert_int_equal(talk.flight.key_exchange.signature.len, 0);
	assert_int_equal(talk.flight.n_certificates, 0);
}

UNIT(equal_arguments_give_equal_bytes)
{
	static uint8_t first[FLIGHT_BUFFER];
	size_t len;

	talk_profile(&profile, "modern");
	talk_suites(&profile, 0x0303, SUITES(0xc02b), signer);
	len = talk.bytes.len;
	memcpy(first, talk.bytes.data, len);
	talk_suites(&profile, 0x0303, SUITES(0xc02b), signer);
	assert_int_equal(talk.bytes.len, len);
	assert_memory_equal(talk.bytes.data, first, len);
}

/* Without a signer the simulator must see the same shapes. */
UNIT(a_missing_signer_changes_no_length_but_of_der)
{
	static const uint32_t suites[] = { 0x39, 0xc02f, 0xc02b, 0x03, 0x14 };

	talk_profile(&profile, "museum");
	for (size_t i = 0; i < 5; i++) {
		const uint32_t *list = SUITES(suites[i]);
		struct server_key_exchange with;

		talk_suites(&profile, 0x0303, list, signer);
		with = talk.flight.key_exchange;
		talk_suites(&profile, 0x0303, list, NULL);
		assert_int_equal(talk.flight.key_exchange.kind, with.kind);
		assert_int_equal(
			talk.flight.key_exchange.dh_bits, with.dh_bits);
		assert_int_equal(
			talk.flight.key_exchange.rsa_bits, with.rsa_bits);
		assert_int_equal(
			talk.flight.key_exchange.point.len, with.point.len);
		assert_in_range(talk.flight.key_exchange.signature.len,
			with.signature.len - 3, with.signature.len + 3);
	}
}

/* The certificate must be that of the key, or no client could check. */
UNIT(certificates_hold_the_keys)
{
	static const char *const names[] = { "rsa512", "rsa1024", "rsa2048",
		"rsa4096" };

	for (size_t i = 0; i < 4; i++) {
		struct slice der = builtin_certificate(names[i]);
		struct rsa_public_key public;
		uint8_t modulus[512];

		rsa_key(&public, names[i]);
		assert_int_equal(public.size * 8, key_find(names[i])->bits);
		nettle_mpz_get_str_256(public.size, modulus, public.n);
		assert_non_null(
			memmem(der.data, der.len, modulus, public.size));
		rsa_public_key_clear(&public);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls10_rsa_signs_md5_and_sha1),
		cmocka_unit_test(a_challenge_is_signed_with_zeros_ahead),
		cmocka_unit_test(ssl3_rsa_signs_as_tls10),
		cmocka_unit_test(export_rsa_signs_the_temporary_key),
		cmocka_unit_test(tls12_rsa_signs_sha512),
		cmocka_unit_test(tls12_rsa_signs_pss),
		cmocka_unit_test(tls12_ecdsa_signs_sha256),
		cmocka_unit_test(tls10_ecdsa_signs_sha1),
		cmocka_unit_test(anonymous_is_unsigned),
		cmocka_unit_test(equal_arguments_give_equal_bytes),
		cmocka_unit_test(a_missing_signer_changes_no_length_but_of_der),
		cmocka_unit_test(certificates_hold_the_keys),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
