/* SPDX-License-Identifier: ISC */
/*
 * Weak suites found, good suites missing (said only of complete lists), and
 * "New, SSLv3" explained without being blamed.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"
#include "tests/analysis/made.h"

static bool look(
	finding_rule *rule, struct made *made, bool relay, struct finding *f)
{
	struct scene scene = { &made->portrait, &made_relay, relay };

	memset(f, 0, sizeof(*f));
	return rule(&scene, f);
}

static void expect_suite(finding_rule *rule, uint32_t code, bool relay,
	enum severity severity, const char *word)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC030);
	assert_false(look(rule, &made, relay, &f));
	made_suite(&made, VERSION_TLS10, code);
	assert_true(look(rule, &made, relay, &f));
	assert_int_equal(f.severity, severity);
	assert_int_equal(f.proof.n, 1);
	if (!strstr(f.detail, word) || !strstr(f.detail, "TLSv1.0"))
		fail_msg("no '%s' in: %s", word, f.detail);
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(weak_suites_are_found_with_their_weight)
{
	expect_suite(
		rule_export, 0x0003, true, SEVERITY_CRITICAL, "EXP-RC4-MD5");
	expect_suite(rule_export, 0x0062, true, SEVERITY_HIGH, "DES-CBC-SHA");
	expect_suite(rule_null, 0x0002, true, SEVERITY_HIGH, "NULL-SHA");
	expect_suite(rule_rc4, 0x0005, true, SEVERITY_MEDIUM, "RC4-SHA");
	expect_suite(rule_des, 0x0009, true, SEVERITY_HIGH, "DES-CBC-SHA");
	expect_suite(rule_3des, 0x000A, true, SEVERITY_LOW, "DES-CBC3-SHA");
}

UNIT(anonymous_suites_are_usual_between_mail_servers)
{
	expect_suite(rule_anonymous, 0x003A, true, SEVERITY_LOW, "Postfix");
	expect_suite(rule_anonymous, 0x003A, false, SEVERITY_HIGH, "passwords");
}

UNIT(export_rc4_is_told_as_export_alone)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS10, 0x0003);
	assert_false(look(rule_rc4, &made, true, &f));
	made_clear(&made);
}

UNIT(aead_is_missing_only_when_the_lists_are_complete)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	assert_true(look(rule_no_aead, &made, true, &f));
	assert_non_null(strstr(f.detail, "a sender without CBC-SHA1 suites"));
	free(f.proof.probes);
	made_version(&made, VERSION_TLS12, TRUTH_YES)->suites_complete = false;
	assert_false(look(rule_no_aead, &made, true, &f));
	free(f.proof.probes);
	made_version(&made, VERSION_TLS12, TRUTH_YES)->suites_complete = true;
	made_version(&made, VERSION_TLS13, TRUTH_INCONCLUSIVE);
	assert_false(look(rule_no_aead, &made, true, &f));
	free(f.proof.probes);
	made_clear(&made);
}

/* --suites asks for some alone. */
UNIT(what_was_not_asked_for_is_not_missing)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x002F);
	assert_true(look(rule_no_aead, &made, true, &f));
	free(f.proof.probes);
	made_shown(&made, VERSION_TLS12, 0x002F)->n_offered = 10;
	assert_false(look(rule_no_aead, &made, true, &f));
	free(f.proof.probes);
	assert_false(look(rule_no_forward_secrecy, &made, true, &f));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(one_aead_suite_is_enough)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	made_suite(&made, VERSION_TLS12, 0x009C);
	assert_false(look(rule_no_aead, &made, true, &f));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(forward_secrecy_is_missing_with_rsa_alone)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0035);
	assert_true(look(rule_no_forward_secrecy, &made, true, &f));
	free(f.proof.probes);
	made_suite(&made, VERSION_TLS11, 0x0033);
	assert_false(look(rule_no_forward_secrecy, &made, true, &f));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(a_server_without_tls_lacks_nothing)
{
	struct made made;
	struct finding f;

	made_init(&made);
	assert_false(look(rule_no_aead, &made, true, &f));
	free(f.proof.probes);
	assert_false(look(rule_no_forward_secrecy, &made, true, &f));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(new_sslv3_is_explained_and_not_blamed)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	assert_true(look(rule_older_generation, &made, true, &f));
	assert_int_equal(f.severity, SEVERITY_INFO);
	assert_non_null(strstr(
		f.detail, "\"New, SSLv3, Cipher is DHE-RSA-AES256-SHA\""));
	assert_non_null(strstr(f.detail, "\"Protocol  : TLSv1.2\""));
	assert_non_null(strstr(f.detail, "SSL 3 itself is switched off"));
	assert_non_null(strstr(f.detail, "This is no cause"));
	assert_string_equal(f.fix, "");
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(the_best_answer_of_tls12_counts_too)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302);
	made_suite(&made, VERSION_TLS12, 0xC014);
	made.portrait.preferred = made_shown(&made, VERSION_TLS13, 0x1302);
	made.portrait.preferred_tls12 =
		made_shown(&made, VERSION_TLS12, 0xC014);
	assert_true(look(rule_older_generation, &made, true, &f));
	assert_non_null(strstr(f.detail, "New, TLSv1.0, Cipher is ECDHE"));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(a_suite_of_its_own_generation_needs_no_words)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x009D);
	made_suite(&made, VERSION_SSL3, 0x0035);
	made.portrait.preferred = made_shown(&made, VERSION_TLS12, 0x009D);
	made.portrait.preferred_tls12 = made_shown(&made, VERSION_SSL3, 0x0035);
	assert_false(look(rule_older_generation, &made, true, &f));
	made.portrait.preferred = made.portrait.preferred_tls12 = NULL;
	assert_false(look(rule_older_generation, &made, true, &f));
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weak_suites_are_found_with_their_weight),
		cmocka_unit_test(
			anonymous_suites_are_usual_between_mail_servers),
		cmocka_unit_test(export_rc4_is_told_as_export_alone),
		cmocka_unit_test(
			aead_is_missing_only_when_the_lists_are_complete),
		cmocka_unit_test(what_was_not_asked_for_is_not_missing),
		cmocka_unit_test(one_aead_suite_is_enough),
		cmocka_unit_test(forward_secrecy_is_missing_with_rsa_alone),
		cmocka_unit_test(a_server_without_tls_lacks_nothing),
		cmocka_unit_test(new_sslv3_is_explained_and_not_blamed),
		cmocka_unit_test(the_best_answer_of_tls12_counts_too),
		cmocka_unit_test(a_suite_of_its_own_generation_needs_no_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
