/* SPDX-License-Identifier: ISC */
/*
 * What the certificate does to each sender before anybody verifies it.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/senders/sender.h"
#include "tests/analysis/made.h"

static struct made made;

static void expect(const char *id, enum sender_result result,
	enum sender_cause cause, const char *words)
{
	struct sender_verdict v;

	for (size_t i = 0; i < sender_table_len; i++) {
		if (strcmp(sender_table[i].id, id))
			continue;
		sender_judge(&v, &sender_table[i], &made.portrait, &made_relay);
		if (v.result != result || v.cause != cause ||
			!strstr(v.reason, words))
			fail_msg("%s: %s: %s", id, sender_result_name(v.result),
				v.reason);
		sender_verdict_clear(&v);
		return;
	}
	fail_msg("no sender %s", id);
}

static void each_expects(
	enum sender_result result, enum sender_cause cause, const char *words)
{
	for (size_t i = 0; i < sender_table_len; i++)
		if (sender_table[i].server_name != SENDER_NAME_TLSA_BASE &&
			sender_table[i].kind != SENDER_CLIENT)
			expect(sender_table[i].id, result, cause, words);
}

/* A server with one suite, whose certificate has this keyUsage. */
static struct certificate_facts *begin(
	const char *key_type, uint32_t suite, unsigned usage)
{
	made_init(&made);
	made_certificate(&made, key_type, 2048);
	made.log.certificates[0].has_key_usage = true;
	made.log.certificates[0].key_usage = (uint16_t)usage;
	made_suite(&made, suite >> 8 == 0x13 ? VERSION_TLS13 : VERSION_TLS12,
		suite);
	made_group(&made, suite >> 8 == 0x13 ? VERSION_TLS13 : VERSION_TLS12,
		0x0017, TRUTH_YES);
	return &made.log.certificates[0];
}

UNIT(gnutls_wants_signatures_allowed_for_ecdhe)
{
	begin("RSA", 0xC02F, KEY_USAGE_KEY_ENCIPHERMENT);
	expect("gnutls-normal", SENDER_FAILS, SENDER_CAUSE_KEY_USAGE,
		"keyUsage of the certificate (keyEncipherment) does not allow "
		"signatures: \"Key usage violation");
	expect("exim-gnutls", SENDER_FAILS, SENDER_CAUSE_KEY_USAGE, "alert 80");
	expect("openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	expect("postfix-opportunistic", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
	begin("RSA", 0xC02F, 1 << 5);
	expect("exim-gnutls", SENDER_FAILS, SENDER_CAUSE_KEY_USAGE,
		"(keyCertSign)");
	made_clear(&made);
	begin("RSA", 0xC02F, KEY_USAGE_DIGITAL_SIGNATURE);
	each_expects(SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(gnutls_wants_encipherment_or_agreement_for_rsa)
{
	begin("RSA", 0x002F, KEY_USAGE_KEY_ENCIPHERMENT);
	expect("exim-gnutls", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made.log.certificates[0].key_usage = KEY_USAGE_KEY_AGREEMENT;
	expect("exim-gnutls", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made.log.certificates[0].key_usage = KEY_USAGE_DIGITAL_SIGNATURE;
	expect("exim-gnutls", SENDER_FAILS, SENDER_CAUSE_KEY_USAGE,
		"does not allow key encipherment");
	expect("openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(openssl_wants_signatures_of_an_ec_key)
{
	begin("EC", 0xC02B, KEY_USAGE_KEY_AGREEMENT);
	expect("openssl-level-2", SENDER_FAILS, SENDER_CAUSE_KEY_USAGE,
		"\"ecc cert not for signing\"");
	expect("gnutls-normal", SENDER_FAILS, SENDER_CAUSE_KEY_USAGE,
		"Key usage violation");
	made_clear(&made);
}

UNIT(a_certificate_that_says_nothing_allows_all)
{
	begin("RSA", 0xC02F, 0)->has_key_usage = false;
	each_expects(SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(all_break_off_at_a_certificate_that_is_none)
{
	struct certificate_facts *facts = begin("RSA", 0xC02F, 0);

	facts->readable = false;
	strcpy(facts->trouble, "certificate: cut, or not DER");
	each_expects(SENDER_FAILS, SENDER_CAUSE_CERTIFICATE,
		"cannot be parsed (certificate: cut, or not DER): alert 42");
	facts->readable = true;
	facts->n_behind = 2;
	each_expects(SENDER_FAILS, SENDER_CAUSE_CERTIFICATE,
		"of no use (bytes stand behind its end)");
	facts->readable = false;
	facts->unread = true;
	each_expects(SENDER_UNKNOWN, SENDER_CAUSE_NONE, "hallo does not read");
	made_shown(&made, VERSION_TLS12, 0xC02F)->certificate =
		OBSERVATION_NO_CERTIFICATE;
	each_expects(SENDER_FAILS, SENDER_CAUSE_CERTIFICATE,
		"sends no certificate where its suite needs one");
	made_shown(&made, VERSION_TLS12, 0xC02F)->certificate = -1;
	each_expects(SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

/* RFC 8422 5.1; OpenSSL answers alert 40 then, Go goes on. */
UNIT(the_curve_of_an_ecdsa_certificate_must_be_on_offer)
{
	static const uint16_t only = 0x001D;
	struct observation *o;

	strcpy(begin("EC", 0xC02B, 0)->curve, "secp521r1");
	expect("gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	expect("modern", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"does not offer the curve of the ECDSA certificate");
	o = made_shown(&made, VERSION_TLS12, 0xC02B);
	o->groups = malloc(sizeof(only));
	assert_non_null(o->groups);
	memcpy(o->groups, &only, sizeof(only));
	o->n_groups = 1;
	expect("modern", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(what_tls13_encrypts_is_not_known)
{
	begin("RSA", 0x1301, KEY_USAGE_KEY_ENCIPHERMENT);
	made_shown(&made, VERSION_TLS13, 0x1301)->certificate = -1;
	expect("exim-gnutls", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_suite(&made, VERSION_TLS12, 0xC02F);
	expect("exim-gnutls", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"likely to fail: TLSv1.3 encrypts its certificate; in the "
		"versions below it is so: keyUsage");
	expect("openssl-level-2", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	/* a second certificate without fault may be the one of TLS 1.3 */
	made_certificate(&made, "EC", 256);
	made_suite(&made, VERSION_TLS12, 0xC02B);
	made_shown(&made, VERSION_TLS12, 0xC02B)->certificate = 1;
	expect("exim-gnutls", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gnutls_wants_signatures_allowed_for_ecdhe),
		cmocka_unit_test(
			gnutls_wants_encipherment_or_agreement_for_rsa),
		cmocka_unit_test(openssl_wants_signatures_of_an_ec_key),
		cmocka_unit_test(a_certificate_that_says_nothing_allows_all),
		cmocka_unit_test(all_break_off_at_a_certificate_that_is_none),
		cmocka_unit_test(
			the_curve_of_an_ecdsa_certificate_must_be_on_offer),
		cmocka_unit_test(what_tls13_encrypts_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
