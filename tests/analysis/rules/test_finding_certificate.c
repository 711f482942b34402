/* SPDX-License-Identifier: ISC */
/*
 * Findings on the certificate, and what looks like one and is none.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"
#include "tests/analysis/made.h"

static struct made made;
static struct finding f;

static bool look_as(finding_rule *rule, bool relay)
{
	struct sender_context context = { relay ? "smtp" : "smtps", false };
	struct scene scene = { &made.portrait, &context, relay };

	free(f.proof.probes);
	memset(&f, 0, sizeof(f));
	return rule(&scene, &f);
}

static bool look(finding_rule *rule)
{
	return look_as(rule, true);
}

static struct certificate_facts *begin(uint32_t suite)
{
	made_init(&made);
	made_certificate(&made, "RSA", 2048);
	made_suite(&made, VERSION_TLS12, suite);
	made_group(&made, VERSION_TLS12, 0x0017, TRUTH_YES);
	return &made.log.certificates[0];
}

static void end(void)
{
	free(f.proof.probes);
	memset(&f, 0, sizeof(f));
	made_clear(&made);
}

UNIT(a_certificate_that_is_none_is_high)
{
	struct certificate_facts *facts = begin(0xC02F);

	assert_false(look(rule_certificate_broken));
	facts->readable = false;
	strcpy(facts->trouble, "certificate: cut, or not DER");
	assert_true(look(rule_certificate_broken));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_non_null(strstr(f.detail, "cut, or not DER, 1200 bytes"));
	assert_int_equal(f.proof.probes[0],
		made_shown(&made, VERSION_TLS12, 0xC02F)->probe);
	facts->unread = true;
	assert_false(look(rule_certificate_broken));
	end();
}

UNIT(a_certificate_of_no_use_is_high)
{
	struct certificate_facts *facts = begin(0xC02F);

	assert_false(look(rule_certificate_unusable));
	facts->key_bits = 0;
	assert_true(look(rule_certificate_unusable));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_non_null(strstr(f.detail, "but its key cannot be read."));
	assert_false(look(rule_certificate_broken));
	end();
}

UNIT(no_certificate_is_high_where_the_suite_needs_one)
{
	begin(0xC02F);
	made_suite(&made, VERSION_TLS12, 0xC018);
	made_shown(&made, VERSION_TLS12, 0xC018)->certificate =
		OBSERVATION_NO_CERTIFICATE;
	assert_false(look(rule_certificate_missing));
	made_shown(&made, VERSION_TLS12, 0xC02F)->certificate =
		OBSERVATION_NO_CERTIFICATE;
	assert_true(look(rule_certificate_missing));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_int_equal(f.proof.n, 1);
	end();
}

UNIT(a_forbidden_use_is_high_when_a_sender_falls_over_it)
{
	struct certificate_facts *facts = begin(0xC02F);

	assert_false(look(rule_certificate_usage));
	facts->has_key_usage = true;
	facts->key_usage = KEY_USAGE_DIGITAL_SIGNATURE;
	assert_false(look(rule_certificate_usage));
	facts->key_usage = KEY_USAGE_KEY_ENCIPHERMENT;
	assert_true(look(rule_certificate_usage));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_non_null(strstr(f.detail, "names keyEncipherment alone"));
	assert_non_null(strstr(f.detail, "Here fail: GnuTLS 3.7"));
	assert_non_null(strstr(f.detail, "OpenSSL goes on with an RSA key"));
	end();
}

UNIT(tls13_signs_whatever_the_others_do)
{
	struct certificate_facts *facts = begin(0x009C);

	facts->has_key_usage = true;
	facts->key_usage = KEY_USAGE_KEY_ENCIPHERMENT;
	assert_false(look(rule_certificate_usage));
	made_suite(&made, VERSION_TLS13, 0x1301);
	made_shown(&made, VERSION_TLS13, 0x1301)->certificate = -1;
	assert_true(look(rule_certificate_usage));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_int_equal(f.proof.n, 1);
	end();
}

UNIT(a_use_that_no_sender_gets_to_is_medium)
{
	struct certificate_facts *facts = begin(0xC02F);

	made_suite(&made, VERSION_TLS12, 0x009C);
	facts->has_key_usage = true;
	facts->key_usage = KEY_USAGE_DIGITAL_SIGNATURE;
	assert_true(look(rule_certificate_usage));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	end();
}

UNIT(a_purpose_weighs_where_certificates_are_verified)
{
	struct certificate_facts *facts = begin(0xC02F);

	assert_false(look(rule_certificate_purpose));
	facts->n_purposes = 1;
	strcpy(facts->purposes[0], "clientAuth");
	assert_true(look(rule_certificate_purpose));
	assert_int_equal(f.severity, SEVERITY_LOW);
	assert_true(look_as(rule_certificate_purpose, false));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	facts->n_purposes = 2;
	strcpy(facts->purposes[1], "serverAuth");
	assert_false(look(rule_certificate_purpose));
	facts->n_purposes = 1;
	facts->n_purposes_left_out = 1;
	assert_false(look(rule_certificate_purpose));
	end();
}

UNIT(ecdsa_alone_is_told_when_nothing_else_can_be)
{
	begin(0xC02B);
	assert_true(look(rule_certificate_ecdsa_only));
	assert_int_equal(f.severity, SEVERITY_LOW);
	made_version(&made, VERSION_TLS12, TRUTH_YES)->suites_complete = false;
	assert_false(look(rule_certificate_ecdsa_only));
	made_version(&made, VERSION_TLS12, TRUTH_YES);
	made_version(&made, VERSION_TLS11, TRUTH_INCONCLUSIVE);
	assert_false(look(rule_certificate_ecdsa_only));
	made_version(&made, VERSION_TLS11, TRUTH_NO);
	made_suite(&made, VERSION_TLS12, 0xC00E);
	assert_true(look(rule_certificate_ecdsa_only));
	made_suite(&made, VERSION_TLS12, 0xC02F);
	assert_false(look(rule_certificate_ecdsa_only));
	end();
	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1301);
	assert_false(look(rule_certificate_ecdsa_only));
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_certificate_that_is_none_is_high),
		cmocka_unit_test(a_certificate_of_no_use_is_high),
		cmocka_unit_test(
			no_certificate_is_high_where_the_suite_needs_one),
		cmocka_unit_test(
			a_forbidden_use_is_high_when_a_sender_falls_over_it),
		cmocka_unit_test(tls13_signs_whatever_the_others_do),
		cmocka_unit_test(a_use_that_no_sender_gets_to_is_medium),
		cmocka_unit_test(
			a_purpose_weighs_where_certificates_are_verified),
		cmocka_unit_test(ecdsa_alone_is_told_when_nothing_else_can_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
