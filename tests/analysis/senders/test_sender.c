/* SPDX-License-Identifier: ISC */
/*
 * What becomes of each sender, played through on portraits made by hand. The
 * server of the story comes first: who fails on it, and for what.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/senders/sender.h"
#include "tests/analysis/made.h"
#include "wire/tables/names.h"

static const struct sender *sender(const char *id)
{
	for (size_t i = 0; i < sender_table_len; i++)
		if (!strcmp(sender_table[i].id, id))
			return &sender_table[i];
	fail_msg("no sender %s", id);
	return NULL;
}

/* Judges; @words must stand in the reason. */
static void expect(struct made *made, const char *id, enum sender_result result,
	enum sender_cause cause, const char *words)
{
	struct sender_verdict v;

	sender_judge(&v, sender(id), &made->portrait);
	if (v.result != result || v.cause != cause || !strstr(v.reason, words))
		fail_msg("%s: %s: %s", id, sender_result_name(v.result),
			v.reason);
	sender_verdict_clear(&v);
}

UNIT(kabelmail_fails_only_at_level_2_and_modern)
{
	struct made made;

	made_kabelmail(&made);
	expect(&made, "openssl-level-0", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"TLSv1.2, DHE-RSA-AES256-SHA, DH 1024 bits");
	expect(&made, "openssl-level-1", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"DHE-RSA-AES256-SHA");
	expect(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_DH,
		"dh key too small");
	expect(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"DH 1024 bits");
	expect(&made, "exim-gnutls", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"DH 1024 bits");
	expect(&made, "modern", SENDER_FAILS, SENDER_CAUSE_SUITE,
		"the server answers alert 40 (handshake_failure)");
	expect(&made, "postfix-opportunistic", SENDER_ENCRYPTS,
		SENDER_CAUSE_NONE, "DHE-RSA-AES256-SHA");
	made_clear(&made);
}

UNIT(a_verdict_names_version_suite_and_proof)
{
	struct sender_verdict v;
	struct made made;
	uint32_t probe;

	made_kabelmail(&made);
	probe = made_shown(&made, VERSION_TLS12, 0x0039)->probe;
	sender_judge(&v, sender("openssl-level-2"), &made.portrait);
	assert_int_equal(v.version, VERSION_TLS12);
	assert_int_equal(v.suite, 0x0039);
	for (size_t i = 0; i < v.proof.n; i++)
		if (v.proof.probes[i] == probe)
			probe = 0;
	assert_int_equal(probe, 0);
	sender_verdict_clear(&v);
	made_clear(&made);
}

UNIT(dh_of_1023_bits_stops_openssl_and_exim_not_gnutls)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0033);
	made_dh(&made, VERSION_TLS12, 1023, NULL);
	expect(&made, "openssl-level-0", SENDER_FAILS, SENDER_CAUSE_DH,
		"1023 bits, it demands 1024");
	expect(&made, "exim-gnutls", SENDER_FAILS, SENDER_CAUSE_DH, "alert 71");
	expect(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(dh_above_the_greatest_size_fails)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0033);
	made_dh(&made, VERSION_TLS12, 10240, NULL);
	expect(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_DH,
		"takes at most 10000");
	expect(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
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
	expect(&made, "openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
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
	expect(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"what it gets with RFC 7919 groups in its hello was not asked");
	sender_judge(&v, sender("openssl-level-0"), &made.portrait);
	assert_int_equal(v.result, SENDER_ENCRYPTS);
	assert_non_null(strstr(v.unless, "RFC 7919 groups are offered"));
	sender_verdict_clear(&v);
	made_clear(&made);
}

UNIT(a_group_that_was_not_asked_is_no_verdict)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302)->group = 0x11EC;
	made_group(&made, VERSION_TLS13, 0x11EC, TRUTH_YES);
	expect(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"whether the server takes one of the groups that it offers is "
		"not known");
	expect(&made, "modern", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(an_unknown_dh_size_is_no_verdict)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0033);
	expect(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"size of its DH prime is not known");
	made_clear(&made);
}

UNIT(a_version_in_doubt_is_no_verdict)
{
	struct made made;
	struct version_fact *v;

	made_kabelmail(&made);
	v = made_version(&made, VERSION_TLS13, TRUTH_INCONCLUSIVE);
	strcpy(v->reason, "time-out");
	expect(&made, "openssl-level-0", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"TLSv1.3 is inconclusive: time-out");
	made_version(&made, VERSION_TLS13, TRUTH_NOT_ASKED);
	expect(&made, "modern", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"TLSv1.3 is not-asked");
	made_clear(&made);
}

UNIT(no_common_version_is_a_failure)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_SSL3, 0x0035);
	expect(&made, "openssl-level-0", SENDER_FAILS, SENDER_CAUSE_VERSION,
		"TLSv1.0 to TLSv1.3");
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
	expect(&made, "openssl-level-0", SENDER_FAILS,
		SENDER_CAUSE_RENEGOTIATION, "unsafe legacy renegotiation");
	expect(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(tls10_with_signatures_fails_above_level_0_but_not_rsa)
{
	struct made made;
	struct suite_fact *suite;

	made_init(&made);
	suite = made_suite(&made, VERSION_TLS10, 0xC014);
	suite->group = 0x0017;
	expect(&made, "openssl-level-1", SENDER_FAILS, SENDER_CAUSE_SIGNATURE,
		"legacy sigalg");
	expect(&made, "openssl-level-0", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"");
	expect(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
	made_init(&made);
	made_suite(&made, VERSION_TLS10, 0x002F);
	expect(&made, "openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
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
	expect(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"SHA-1");
	expect(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(a_warning_alert_kills_only_exim)
{
	struct made made;

	made_kabelmail(&made);
	made_shown(&made, VERSION_TLS12, 0x0039)->warning = 112;
	expect(&made, "exim-gnutls", SENDER_FAILS, SENDER_CAUSE_WARNING,
		"112 unrecognized_name");
	expect(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

/* Measured: the handshake goes on, only verification complains. */
UNIT(a_small_rsa_key_is_a_remark)
{
	struct made made;

	made_init(&made);
	made_certificate(&made, "RSA", 1024);
	made_suite(&made, VERSION_TLS12, 0x009C);
	expect(&made, "openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"does not trust the RSA key of 1024 bits (wants 2048)");
	expect(&made, "openssl-level-1", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"TLSv1.2, AES128-GCM-SHA256");
	made_clear(&made);
}

UNIT(an_endpoint_without_tls_has_no_verdict)
{
	struct made made;

	made_init(&made);
	made.portrait.state = TRUTH_NOT_APPLICABLE;
	strcpy(made.portrait.state_reason, "starttls-not-offered");
	expect(&made, "modern", SENDER_NOT_APPLICABLE, SENDER_CAUSE_NONE,
		"starttls-not-offered");
	made.portrait.state = TRUTH_INCONCLUSIVE;
	strcpy(made.portrait.state_reason, "connect: Connection refused");
	expect(&made, "modern", SENDER_UNKNOWN, SENDER_CAUSE_NONE, "refused");
	made.portrait.state = TRUTH_NO;
	expect(&made, "modern", SENDER_FAILS, SENDER_CAUSE_NO_TLS, "never");
	made_clear(&made);
}

UNIT(a_list_limit_below_the_offer_is_no_verdict)
{
	struct made made;

	made_kabelmail(&made);
	made.portrait.list_limit = 20;
	expect(&made, "openssl-level-0", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"may take only 20");
	expect(&made, "modern", SENDER_FAILS, SENDER_CAUSE_SUITE, "");
	made_clear(&made);
}

UNIT(every_suite_and_group_of_a_sender_has_a_name)
{
	assert_true(sender_table_len >= 6);
	for (size_t i = 0; i < sender_table_len; i++) {
		const struct sender *s = &sender_table[i];

		for (size_t k = 0; k < s->n_suites; k++)
			assert_true(
				suite_is_candidate(suite_find(s->suites[k])));
		for (size_t k = 0; k < s->n_groups; k++)
			assert_non_null(group_find(s->groups[k]));
		assert_true(s->min_version < s->max_version);
		assert_true(s->dh_min_bits < s->dh_max_bits);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kabelmail_fails_only_at_level_2_and_modern),
		cmocka_unit_test(a_verdict_names_version_suite_and_proof),
		cmocka_unit_test(
			dh_of_1023_bits_stops_openssl_and_exim_not_gnutls),
		cmocka_unit_test(dh_above_the_greatest_size_fails),
		cmocka_unit_test(
			the_size_beside_rfc7919_groups_counts_for_who_offers_them),
		cmocka_unit_test(a_prime_of_the_other_shape_proves_no_failure),
		cmocka_unit_test(a_group_that_was_not_asked_is_no_verdict),
		cmocka_unit_test(an_unknown_dh_size_is_no_verdict),
		cmocka_unit_test(a_version_in_doubt_is_no_verdict),
		cmocka_unit_test(no_common_version_is_a_failure),
		cmocka_unit_test(
			without_renegotiation_info_openssl_fails_and_gnutls_not),
		cmocka_unit_test(
			tls10_with_signatures_fails_above_level_0_but_not_rsa),
		cmocka_unit_test(
			sha1_chosen_in_tls12_is_no_verdict_for_who_does_not_offer_it),
		cmocka_unit_test(a_warning_alert_kills_only_exim),
		cmocka_unit_test(a_small_rsa_key_is_a_remark),
		cmocka_unit_test(an_endpoint_without_tls_has_no_verdict),
		cmocka_unit_test(a_list_limit_below_the_offer_is_no_verdict),
		cmocka_unit_test(every_suite_and_group_of_a_sender_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
