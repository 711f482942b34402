/* SPDX-License-Identifier: ISC */
/*
 * What a sender does not put up with in an answer: each limit, both ways.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/judged.h"
#include "wire/tables/names.h"

UNIT(dh_of_1023_bits_stops_openssl_and_exim_not_gnutls)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0033);
	made_dh(&made, VERSION_TLS12, 1023, NULL);
	judged(&made, "openssl-level-0", SENDER_FAILS, SENDER_CAUSE_DH,
		"1023 bits, it demands 1024");
	judged(&made, "exim-gnutls", SENDER_FAILS, SENDER_CAUSE_DH, "alert 71");
	judged(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(dh_above_the_greatest_size_fails)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0033);
	made_dh(&made, VERSION_TLS12, 10240, NULL);
	judged(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_DH,
		"takes at most 10000");
	judged(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

static void the_size_beside_rfc7919_groups_counts_for_who_offers_them(
	void **state)
{
	struct made made;
	struct suite_fact *suite;

	(void)state;
	made_init(&made);
	suite = made_suite(&made, VERSION_TLS12, 0x009F);
	suite->dh_bits = 1024;
	suite->dh_bits_rfc7919 = 2048;
	suite->shape = SHAPE_BOTH;
	judged(&made, "openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"DH 2048 bits");
	made_clear(&made);
}

/* OpenSSL offers RFC 7919 groups: a prime that was shown without them is not
 * yet what it gets. Postfix offers none. */
UNIT(a_prime_of_the_other_shape_proves_no_failure)
{
	struct sender_verdict v;
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0033)->dh_bits = 1024;
	judged(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"what it gets with RFC 7919 groups in its hello was not asked");
	sender_judge(&v, judged_sender("openssl-level-0"), &made.portrait,
		&made_relay);
	assert_int_equal(v.result, SENDER_ENCRYPTS);
	assert_non_null(strstr(v.unless, "RFC 7919 groups are offered"));
	sender_verdict_clear(&v);
	made_clear(&made);
}

UNIT(an_unknown_dh_size_is_no_verdict)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0033);
	judged(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"size of its DH prime is not known");
	made_clear(&made);
}

static void without_renegotiation_info_openssl_fails_and_gnutls_not(
	void **state)
{
	struct made made;

	(void)state;
	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x002F);
	made_shown(&made, VERSION_TLS12, 0x002F)->secure_renegotiation = false;
	judged(&made, "openssl-level-0", SENDER_FAILS,
		SENDER_CAUSE_RENEGOTIATION, "unsafe legacy renegotiation");
	judged(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(tls10_with_signatures_fails_above_level_0_but_not_rsa)
{
	struct made made;
	struct suite_fact *suite;

	made_init(&made);
	suite = made_suite(&made, VERSION_TLS10, 0xC014);
	suite->group = 0x0017;
	judged(&made, "openssl-level-1", SENDER_FAILS, SENDER_CAUSE_SIGNATURE,
		"legacy sigalg");
	judged(&made, "openssl-level-0", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"");
	judged(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
	made_init(&made);
	made_suite(&made, VERSION_TLS10, 0x002F);
	judged(&made, "openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"TLSv1.0, AES128-SHA");
	made_clear(&made);
}

static void sha1_chosen_in_tls12_is_no_verdict_for_who_does_not_offer_it(
	void **state)
{
	struct made made;
	struct suite_fact *suite;

	(void)state;
	made_init(&made);
	suite = made_suite(&made, VERSION_TLS12, 0xC02F);
	suite->group = 0x0017;
	suite->signature_scheme = 0x0201;
	judged(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"signed its key exchange with rsa_pkcs1_sha1");
	judged(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(a_warning_alert_kills_only_exim)
{
	struct made made;

	made_kabelmail(&made);
	made_shown(&made, VERSION_TLS12, 0x0039)->warning = 112;
	judged(&made, "exim-gnutls", SENDER_FAILS, SENDER_CAUSE_WARNING,
		"112 unrecognized_name");
	judged(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

/* Measured: the handshake goes on, only verification complains. */
UNIT(a_small_rsa_key_is_a_remark)
{
	struct made made;

	made_init(&made);
	made_certificate(&made, "RSA", 1024);
	made_suite(&made, VERSION_TLS12, 0x009C);
	judged(&made, "openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"does not trust the RSA key of 1024 bits (wants 2048)");
	judged(&made, "openssl-level-1", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"TLSv1.2, AES128-GCM-SHA256");
	made_clear(&made);
}

/* Alert 112 answers the server name; Exim sends none. */
UNIT(a_warning_about_the_name_is_nothing_to_who_sends_none)
{
	struct made made;

	made_kabelmail(&made);
	made_shown(&made, VERSION_TLS12, 0x0039)->warning = 112;
	judged_as(&made, &made_named_relay, "exim-gnutls", SENDER_ENCRYPTS,
		SENDER_CAUSE_NONE, "",
		"the server warns without a server name as well");
	made_shown(&made, VERSION_TLS12, 0x0039)->warning = 90;
	judged_as(&made, &made_named_relay, "exim-gnutls", SENDER_FAILS,
		SENDER_CAUSE_WARNING, "90", "");
	made_clear(&made);
}

/* RFC 8422 5.1: the curve of the key must be on offer. */
UNIT(a_key_on_a_curve_that_is_not_offered_is_no_praise)
{
	struct made made;

	made_init(&made);
	made_certificate(&made, "EC", 256);
	strcpy(made.log.certificates[0].curve, "brainpoolP256r1");
	made_suite(&made, VERSION_TLS12, 0xC02B)->group = 0x0017;
	judged(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"the curve of the ECDSA certificate");
	strcpy(made.log.certificates[0].curve, "secp256r1");
	judged(&made, "openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"");
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			dh_of_1023_bits_stops_openssl_and_exim_not_gnutls),
		cmocka_unit_test(dh_above_the_greatest_size_fails),
		cmocka_unit_test(
			the_size_beside_rfc7919_groups_counts_for_who_offers_them),
		cmocka_unit_test(a_prime_of_the_other_shape_proves_no_failure),
		cmocka_unit_test(an_unknown_dh_size_is_no_verdict),
		cmocka_unit_test(
			without_renegotiation_info_openssl_fails_and_gnutls_not),
		cmocka_unit_test(
			tls10_with_signatures_fails_above_level_0_but_not_rsa),
		cmocka_unit_test(
			sha1_chosen_in_tls12_is_no_verdict_for_who_does_not_offer_it),
		cmocka_unit_test(a_warning_alert_kills_only_exim),
		cmocka_unit_test(a_small_rsa_key_is_a_remark),
		cmocka_unit_test(
			a_warning_about_the_name_is_nothing_to_who_sends_none),
		cmocka_unit_test(
			a_key_on_a_curve_that_is_not_offered_is_no_praise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
