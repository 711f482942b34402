/* SPDX-License-Identifier: ISC */
/*
 * Weak and well-known Diffie-Hellman primes: how grave, whom they stop, and
 * that nobody is named who is not stopped.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"
#include "tests/analysis/made.h"

static bool look(finding_rule *rule, struct made *made, struct finding *f)
{
	struct scene scene = { &made->portrait, &made_relay, true };

	memset(f, 0, sizeof(*f));
	return rule(&scene, f);
}

static void made_dhe(
	struct made *made, unsigned bits, const struct dh_prime *known)
{
	made_init(made);
	made_suite(made, VERSION_TLS12, 0x0033);
	made_dh(made, VERSION_TLS12, bits, known);
}

static void expect_weak(unsigned bits, enum severity severity)
{
	struct made made;
	struct finding f;

	made_dhe(&made, bits, NULL);
	assert_true(look(rule_dh_weak, &made, &f));
	assert_int_equal(f.severity, severity);
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(the_size_makes_the_severity)
{
	expect_weak(512, SEVERITY_CRITICAL);
	expect_weak(513, SEVERITY_HIGH);
	expect_weak(1023, SEVERITY_HIGH);
	expect_weak(1024, SEVERITY_MEDIUM);
	expect_weak(2047, SEVERITY_MEDIUM);
}

UNIT(bits_2048_are_enough)
{
	struct made made;
	struct finding f;

	made_dhe(&made, 2048, NULL);
	assert_false(look(rule_dh_weak, &made, &f));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(kabelmail_names_bits_prime_suites_versions_and_who)
{
	static const char *const words[] = { "1024 bits",
		"RFC 2409 Oakley Group 2", "DHE-RSA-AES256-SHA",
		"TLSv1.0, TLSv1.1, TLSv1.2",
		"refused by: OpenSSL 3 at security level 2" };
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	assert_true(look(rule_dh_weak, &made, &f));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strstr(f.detail, words[i]))
			fail_msg("no '%s' in: %s", words[i], f.detail);
	assert_null(strstr(f.detail, "GnuTLS"));
	assert_null(strstr(f.detail, "level 1"));
	assert_null(strstr(f.detail, "CBC-SHA1"));
	assert_non_null(strstr(f.fix, "smtpd_tls_dh1024_param_file"));
	assert_int_equal(f.proof.n, 9);
	free(f.proof.probes);
	made_clear(&made);
}

/* The server prefers ECDHE: the weak prime is there, but stops nobody. */
UNIT(a_prime_that_nobody_meets_is_no_cause)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC030)->group = 0x0017;
	made_suite(&made, VERSION_TLS12, 0x0033);
	made_dh(&made, VERSION_TLS12, 1024, NULL);
	assert_true(look(rule_dh_weak, &made, &f));
	assert_non_null(strstr(f.detail, "None of the senders we know"));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(the_better_prime_beside_rfc7919_groups_is_told)
{
	struct made made;
	struct finding f;
	struct suite_fact *suite;

	made_init(&made);
	suite = made_suite(&made, VERSION_TLS12, 0x0033);
	suite->dh_bits = 1024;
	suite->dh_bits_rfc7919 = 3072;
	assert_true(look(rule_dh_weak, &made, &f));
	assert_non_null(
		strstr(f.detail, "offers RFC 7919 groups gets 3072 bits"));
	free(f.proof.probes);
	made_clear(&made);
}

static void expect_known(
	unsigned bits, const struct dh_prime *known, enum severity severity)
{
	struct made made;
	struct finding f;

	made_dhe(&made, bits, known);
	assert_true(look(rule_dh_known_prime, &made, &f));
	assert_int_equal(f.severity, severity);
	assert_non_null(strstr(f.detail, known->name));
	assert_int_equal(f.proof.n, 1);
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(known_primes_weigh_by_size_and_kind)
{
	expect_known(1024, &made_group2, SEVERITY_MEDIUM);
	expect_known(2048, &made_built_in, SEVERITY_INFO);
	expect_known(1024, &made_composite, SEVERITY_CRITICAL);
}

UNIT(large_standard_and_unknown_primes_are_no_finding)
{
	static const struct dh_prime ffdhe2048 = {
		.name = "ffdhe2048", .bits = 2048, .kind = DH_PRIME_STANDARD
	};
	struct made made;
	struct finding f;

	made_dhe(&made, 2048, &ffdhe2048);
	assert_false(look(rule_dh_known_prime, &made, &f));
	made_clear(&made);
	made_dhe(&made, 1024, NULL);
	assert_false(look(rule_dh_known_prime, &made, &f));
	made_clear(&made);
}

UNIT(of_two_primes_the_composite_one_is_told)
{
	struct made made;
	struct finding f;

	made_dhe(&made, 1024, &made_group2);
	made_suite(&made, VERSION_TLS11, 0x0033);
	made_dh(&made, VERSION_TLS11, 1024, &made_composite);
	assert_true(look(rule_dh_known_prime, &made, &f));
	assert_int_equal(f.severity, SEVERITY_CRITICAL);
	free(f.proof.probes);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_size_makes_the_severity),
		cmocka_unit_test(bits_2048_are_enough),
		cmocka_unit_test(
			kabelmail_names_bits_prime_suites_versions_and_who),
		cmocka_unit_test(a_prime_that_nobody_meets_is_no_cause),
		cmocka_unit_test(
			the_better_prime_beside_rfc7919_groups_is_told),
		cmocka_unit_test(known_primes_weigh_by_size_and_kind),
		cmocka_unit_test(
			large_standard_and_unknown_primes_are_no_finding),
		cmocka_unit_test(of_two_primes_the_composite_one_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
