/* SPDX-License-Identifier: ISC */
/*
 * Facts about the tables of wire/tables/names.c: order, uniqueness, number, and
 * rows known from the registries by heart.
 */
#include "wire/tables/names.h"
#include "tests/lib/unit.h"

#include <string.h>
#include <strings.h>

UNIT(suites_are_sorted_and_named)
{
	assert_true(suite_table_len >= 465);
	for (size_t i = 0; i < suite_table_len; i++) {
		const struct suite *suite = &suite_table[i];

		assert_ptr_equal(suite_find(suite->code), suite);
		assert_true(suite->name[0] != '\0');
		assert_true(suite->strength <= suite->key_bits);
		assert_true(suite->min_version != 0 ||
			!suite_is_candidate(suite) || suite->code == 0);
		if (i > 0)
			assert_true(suite_table[i - 1].code < suite->code);
	}
}

static size_t count_status(enum code_status status)
{
	size_t n = 0;

	for (size_t i = 0; i < suite_table_len; i++)
		n += suite_table[i].status == status;
	return n;
}

UNIT(signalling_and_grease_are_no_candidates)
{
	assert_int_equal(count_status(CODE_GREASE), 16);
	assert_int_equal(count_status(CODE_SIGNALLING), 2);
	assert_false(suite_is_candidate(suite_find(0x00ff)));
	assert_false(suite_is_candidate(suite_find(0x5600)));
	assert_false(suite_is_candidate(suite_find(0x0a0a)));
	assert_true(suite_is_candidate(suite_find(0x0039)));
	for (size_t i = 0; i < suite_table_len; i++) {
		uint32_t code = suite_table[i].code;
		bool grease = code <= 0xffff && (code & 0x0f0f) == 0x0a0a &&
			code >> 8 == (code & 0xff);

		assert_int_equal(suite_table[i].status == CODE_GREASE, grease);
	}
}

UNIT(suite_0039_is_the_one_of_the_story)
{
	const struct suite *suite = suite_find(0x0039);

	assert_string_equal(suite->name, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
	assert_string_equal(suite->openssl, "DHE-RSA-AES256-SHA");
	assert_string_equal(suite->gnutls, "TLS_DHE_RSA_AES_256_CBC_SHA1");
	assert_int_equal(suite->exchange, EXCHANGE_DHE);
	assert_string_equal(suite->auth, "RSA");
	assert_string_equal(suite->cipher, "AES");
	assert_int_equal(suite->strength, 256);
	assert_string_equal(suite->mode, "CBC");
	assert_string_equal(suite->mac, "SHA1");
	assert_true(suite_uses_dhe(suite));
	assert_true(suite_is_forward_secret(suite));
	assert_false(suite_is_aead(suite));
	assert_string_equal(suite_generation(suite), "TLS 1.0");
}

struct want_suite {
	uint32_t code;
	const char *name, *openssl;
	enum suite_exchange exchange;
	unsigned strength;
	const char *generation;
	bool aead, forward_secret, anonymous, export_grade;
};

static const struct want_suite wanted[] = {
	{ 0x010080, "SSL_CK_RC4_128_WITH_MD5", "RC4-MD5", EXCHANGE_RSA, 128,
		"SSL 2", false, false, false, false },
	{ 0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", "EXP-RC4-MD5",
		EXCHANGE_RSA_EXPORT, 40, "SSL 3", false, false, false, true },
	{ 0x0016, "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA", "DHE-RSA-DES-CBC3-SHA",
		EXCHANGE_DHE, 112, "SSL 3", false, true, false, false },
	{ 0x0018, "TLS_DH_anon_WITH_RC4_128_MD5", "ADH-RC4-MD5",
		EXCHANGE_DH_ANON, 128, "SSL 3", false, true, true, false },
	{ 0x1302, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384",
		EXCHANGE_TLS13, 256, "TLS 1.3", true, true, false, false },
	{ 0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
		"ECDHE-RSA-AES128-GCM-SHA256", EXCHANGE_ECDHE, 128, "TLS 1.2",
		true, true, false, false },
	{ 0xc018, "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", "AECDH-AES128-SHA",
		EXCHANGE_ECDH_ANON, 128, "TLS 1.0", false, true, true, false },
	{ 0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
		"ECDHE-RSA-CHACHA20-POLY1305", EXCHANGE_ECDHE, 256, "TLS 1.2",
		true, true, false, false },
	{ 0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", "AES256-SHA", EXCHANGE_RSA,
		256, "TLS 1.0", false, false, false, false },
	{ 0x008c, "TLS_PSK_WITH_AES_128_CBC_SHA", "PSK-AES128-CBC-SHA",
		EXCHANGE_PSK, 128, "TLS 1.0", false, false, false, false },
	{ 0xe013, "ECC_SM4_CBC_SM3", "ECC-SM4-CBC-SM3", EXCHANGE_OTHER, 128,
		"TLCP", false, false, false, false },
	{ 0xc103, "TLS_GOSTR341112_256_WITH_KUZNYECHIK_MGM_L", "",
		EXCHANGE_TLS13, 256, "TLS 1.3", true, true, false, false },
};

UNIT(known_suites_have_their_facts)
{
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		const struct want_suite *want = &wanted[i];
		const struct suite *suite = suite_find(want->code);

		assert_non_null(suite);
		assert_string_equal(suite->name, want->name);
		assert_string_equal(suite->openssl, want->openssl);
		assert_int_equal(suite->exchange, want->exchange);
		assert_int_equal(suite->strength, want->strength);
		assert_string_equal(suite_generation(suite), want->generation);
		assert_int_equal(suite_is_aead(suite), want->aead);
		assert_int_equal(
			suite_is_forward_secret(suite), want->forward_secret);
		assert_int_equal(suite_is_anonymous(suite), want->anonymous);
		assert_int_equal(suite->export_grade, want->export_grade);
	}
	assert_null(suite_find(0xfffff0));
	assert_null(suite_find(0xeffe));
}

/* A registry's name says how keys are exchanged; the column must agree. */
UNIT(exchange_agrees_with_the_name)
{
	static const struct {
		const char *prefix;
		enum suite_exchange exchange;
	} rules[] = {
		{ "TLS_DHE_PSK_", EXCHANGE_DHE_PSK },
		{ "TLS_DHE_RSA_", EXCHANGE_DHE },
		{ "TLS_DHE_DSS_", EXCHANGE_DHE },
		{ "TLS_DH_anon_", EXCHANGE_DH_ANON },
		{ "TLS_DH_RSA_", EXCHANGE_DH },
		{ "TLS_DH_DSS_", EXCHANGE_DH },
		{ "TLS_ECDHE_RSA_", EXCHANGE_ECDHE },
		{ "TLS_ECDHE_ECDSA_", EXCHANGE_ECDHE },
		{ "TLS_ECDHE_PSK_", EXCHANGE_ECDHE_PSK },
		{ "TLS_ECDH_anon_", EXCHANGE_ECDH_ANON },
		{ "TLS_ECDH_RSA_", EXCHANGE_ECDH },
		{ "TLS_RSA_PSK_", EXCHANGE_RSA_PSK },
		{ "TLS_RSA_EXPORT", EXCHANGE_RSA_EXPORT },
		{ "TLS_RSA_WITH_", EXCHANGE_RSA },
		{ "TLS_PSK_WITH_", EXCHANGE_PSK },
		{ "TLS_SRP_", EXCHANGE_SRP },
		{ "TLS_KRB5_", EXCHANGE_KRB5 },
	};

	for (size_t i = 0; i < suite_table_len; i++) {
		for (size_t r = 0; r < sizeof(rules) / sizeof(rules[0]); r++) {
			const char *prefix = rules[r].prefix;
			const struct suite *suite = &suite_table[i];

			if (!strncmp(suite->name, prefix, strlen(prefix)))
				assert_int_equal(
					suite->exchange, rules[r].exchange);
		}
	}
}

UNIT(groups_are_sorted)
{
	assert_int_equal(group_table_len, 162);
	for (size_t i = 0; i < group_table_len; i++) {
		assert_ptr_equal(
			group_find(group_table[i].code), &group_table[i]);
		assert_int_equal(group_table[i].post_quantum,
			group_table[i].type == GROUP_KEM ||
				group_table[i].type == GROUP_HYBRID);
		if (i > 0)
			assert_true(
				group_table[i - 1].code < group_table[i].code);
	}
	assert_null(group_find(0xfff0));
}

UNIT(known_groups_have_their_facts)
{
	const struct group *group = group_find(0x11ec);

	assert_string_equal(group->name, "X25519MLKEM768");
	assert_int_equal(group->type, GROUP_HYBRID);
	assert_int_equal(group->client_share, 1184 + 32);
	assert_int_equal(group->server_share, 1088 + 32);
	assert_true(group->post_quantum && group->tls13 && !group->tls12);
	assert_false(group->experimental);
	group = group_find(0x0200);
	assert_string_equal(group->name, "MLKEM512");
	assert_false(group->experimental);
	assert_true(group_find(0x2f3a)->experimental);
	assert_int_equal(group_find(256)->type, GROUP_FFDH);
	assert_int_equal(group_find(256)->bits, 2048);
	assert_string_equal(group_find(23)->openssl, "prime256v1");
	assert_int_equal(group_find(0x0a0a)->status, CODE_GREASE);
	assert_int_equal(group_find(0xff01)->type, GROUP_EXPLICIT);
}

static void check_codes(const struct code_name *table, size_t n, size_t want)
{
	assert_int_equal(n, want);
	for (size_t i = 0; i < n; i++) {
		assert_true(table[i].name[0] != '\0');
		if (i > 0)
			assert_true(table[i - 1].code < table[i].code);
	}
}

UNIT(small_registries_are_sorted)
{
	check_codes(extension_table, extension_table_len, 94);
	check_codes(alert_table, alert_table_len, 38);
	check_codes(signature_scheme_table, signature_scheme_table_len, 129);
	check_codes(version_table, version_table_len, 62);
	assert_string_equal(extension_find(51)->name, "key_share");
	assert_string_equal(extension_find(0xff01)->name, "renegotiation_info");
	assert_string_equal(alert_find(40)->name, "handshake_failure");
	assert_string_equal(
		alert_find(40)->facts, "sslv3 alert handshake failure");
	assert_string_equal(
		signature_scheme_find(0x0804)->name, "rsa_pss_rsae_sha256");
	assert_true(signature_scheme_find(0x0601)->offered);
	assert_false(signature_scheme_find(0x0a0a)->offered);
	assert_false(signature_scheme_find(0x0001)->offered);
	assert_string_equal(version_find(0x7f1c)->name, "TLS 1.3 draft-28");
	assert_null(alert_find(255));
}

UNIT(versions_have_report_names)
{
	assert_string_equal(version_name(0x0002), "SSLv2");
	assert_string_equal(version_name(0x0304), "TLSv1.3");
	assert_null(version_name(0x7f1c));
	assert_int_equal(version_by_name("tlsv1.2"), 0x0303);
	assert_int_equal(version_by_name("TLSv1"), 0x0301);
	assert_int_equal(version_by_name("TLSv1.4"), 0);
}

static uint32_t suite_named(const char *name)
{
	uint32_t code = 0xdead0000;

	return suite_by_name(&code, name) ? code : 0xffffffff;
}

UNIT(suites_are_found_by_any_name)
{
	assert_int_equal(suite_named("DHE-RSA-AES256-SHA"), 0x0039);
	assert_int_equal(
		suite_named("tls_dhe_rsa_with_aes_256_cbc_sha"), 0x0039);
	assert_int_equal(suite_named("TLS_DHE_RSA_AES_256_CBC_SHA1"), 0x0039);
	assert_int_equal(suite_named("EDH-RSA-DES-CBC3-SHA"), 0x0016);
	assert_int_equal(suite_named("0x0039"), 0x0039);
	assert_int_equal(suite_named("0039"), 0x0039);
	assert_int_equal(suite_named("00,39"), 0x0039);
	assert_int_equal(suite_named("0x00,0x39"), 0x0039);
	assert_int_equal(suite_named("01,00,80"), 0x010080);
	assert_int_equal(suite_named("010080"), 0x010080);
	assert_int_equal(suite_named("0xEFFE"), 0xeffe);
	assert_int_equal(suite_named("39"), 0xffffffff);
	assert_int_equal(suite_named("0x1234567"), 0xffffffff);
	assert_int_equal(suite_named("00,399"), 0xffffffff);
	assert_int_equal(suite_named("00,"), 0xffffffff);
	assert_int_equal(suite_named(""), 0xffffffff);
	assert_int_equal(suite_named("NO-SUCH-SUITE"), 0xffffffff);
}

UNIT(groups_are_found_by_any_name)
{
	uint16_t code;

	assert_true(group_by_name(&code, "x25519"));
	assert_int_equal(code, 0x001d);
	assert_true(group_by_name(&code, "prime256v1"));
	assert_int_equal(code, 0x0017);
	assert_true(group_by_name(&code, "0x11EC"));
	assert_int_equal(code, 0x11ec);
	assert_false(group_by_name(&code, "0x010080"));
	assert_false(group_by_name(&code, ""));
}

UNIT(enums_have_names)
{
	assert_string_equal(code_status_name(CODE_GREASE), "grease");
	assert_string_equal(suite_exchange_name(EXCHANGE_DH_ANON), "DH_anon");
	assert_string_equal(suite_exchange_name(EXCHANGE_OTHER), "other");
}

UNIT(each_name_finds_its_own_row)
{
	for (size_t i = 0; i < suite_table_len; i++) {
		uint32_t code = 0;

		assert_true(suite_by_name(&code, suite_table[i].name));
		assert_int_equal(code, suite_table[i].code);
	}
	for (size_t i = 0; i < group_table_len; i++) {
		uint16_t code = 0;

		assert_true(group_by_name(&code, group_table[i].name));
		assert_int_equal(code, group_table[i].code);
	}
	for (size_t i = 0; i < extension_table_len; i++) {
		uint16_t code = 0;

		assert_true(extension_by_name(&code, extension_table[i].name));
		assert_int_equal(code, extension_table[i].code);
	}
	for (size_t i = 0; i < signature_scheme_table_len; i++) {
		uint16_t code = 0;

		assert_true(signature_scheme_by_name(
			&code, signature_scheme_table[i].name));
		assert_int_equal(code, signature_scheme_table[i].code);
	}
}

UNIT(extensions_have_short_names_and_codes)
{
	uint16_t code = 0;

	assert_true(extension_by_name(&code, "ALPN"));
	assert_int_equal(code, 16);
	assert_true(extension_by_name(&code, "0xfe0d"));
	assert_int_equal(code, 0xfe0d);
	assert_false(extension_by_name(&code, "0x10000"));
	assert_false(signature_scheme_by_name(&code, "rsa"));
}

/* As `openssl ciphers -V` has it. */
UNIT(openssl_counts_generations_in_its_own_way)
{
	assert_string_equal(
		suite_openssl_generation(suite_find(0x0039)), "SSLv3");
	assert_string_equal(
		suite_openssl_generation(suite_find(0xC014)), "TLSv1.0");
	assert_string_equal(
		suite_openssl_generation(suite_find(0xC030)), "TLSv1.2");
	assert_null(suite_openssl_generation(suite_find(0x1301)));
	assert_null(suite_openssl_generation(suite_find(0x010080)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(suites_are_sorted_and_named),
		cmocka_unit_test(signalling_and_grease_are_no_candidates),
		cmocka_unit_test(suite_0039_is_the_one_of_the_story),
		cmocka_unit_test(known_suites_have_their_facts),
		cmocka_unit_test(exchange_agrees_with_the_name),
		cmocka_unit_test(groups_are_sorted),
		cmocka_unit_test(known_groups_have_their_facts),
		cmocka_unit_test(small_registries_are_sorted),
		cmocka_unit_test(versions_have_report_names),
		cmocka_unit_test(suites_are_found_by_any_name),
		cmocka_unit_test(groups_are_found_by_any_name),
		cmocka_unit_test(enums_have_names),
		cmocka_unit_test(each_name_finds_its_own_row),
		cmocka_unit_test(extensions_have_short_names_and_codes),
		cmocka_unit_test(openssl_counts_generations_in_its_own_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
