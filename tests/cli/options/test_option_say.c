/* SPDX-License-Identifier: ISC */
/*
 * The options of `hallo say`: all that was written is kept, in its order.
 */
#include "tests/lib/unit.h"

#include <stdio.h>
#include <string.h>

#include "cli/options/options.h"
#include "cli/options/spec_holder.h"

static struct options options;
static struct error error;

/* hallo say OPTION VALUE 127.0.0.1 */
static bool parse(const char *option, const char *value)
{
	const char *argv[] = { "hallo", "say", option, value, "127.0.0.1",
		NULL };

	memset(&error, 0, sizeof(error));
	return options_parse(&options, 5, (char **)(uintptr_t)argv, &error);
}

static void expect_codes(
	const struct hello_codes *codes, const uint16_t *want, size_t n)
{
	assert_non_null(codes->codes);
	assert_int_equal(codes->n, n);
	assert_memory_equal(codes->codes, want, n * sizeof(*want));
}

UNIT(versions_are_names_numbers_and_grease)
{
	static const uint16_t want[] = { 0x0303, 0x0304, 0x0002, 0x7f1c, 0x0a0a,
		0x0303 };

	assert_true(
		parse("--versions", "TLSv1.2, 1.3,ssl2,0x7F1C,GREASE,0303"));
	expect_codes(&options.spec->spec.versions, want, 6);
	options_clear(&options);
}

UNIT(suites_keep_order_doubles_and_signals)
{
	static const uint32_t want[] = { 0x0a0a, 0x0039, 0x00ff, 0x5600, 0x0039,
		0xfffe, 0xffff, 0xc02f, 0x010080 };

	assert_true(parse("--suites",
		"grease,DHE-RSA-AES256-SHA,0x00FF,0x5600,0039,0xFFFE-0xFFFF,"
		"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,0x010080"));
	assert_int_equal(options.spec->spec.suites.n, 9);
	assert_memory_equal(
		options.spec->spec.suites.codes, want, sizeof(want));
	options_clear(&options);
}

UNIT(groups_and_schemes_go_by_many_names)
{
	static const uint16_t groups[] = { 0x0017, 0x001d, 0x0018, 0x11ec,
		0x0019 };
	static const uint16_t schemes[] = { 0x0804, 0x0401, 0x0a0a };

	assert_true(parse("--groups", "P-256,X25519,secp384r1,0x11EC,p-521"));
	expect_codes(&options.spec->spec.groups, groups, 5);
	options_clear(&options);
	assert_true(parse(
		"--signature-schemes", "rsa_pss_rsae_sha256,0x0401,grease"));
	expect_codes(&options.spec->spec.schemes, schemes, 3);
	options_clear(&options);
}

UNIT(key_shares_may_be_none)
{
	assert_true(parse("--key-shares", "none"));
	assert_non_null(options.spec->spec.shares.codes);
	assert_int_equal(options.spec->spec.shares.n, 0);
	options_clear(&options);
}

UNIT(extensions_have_types_of_three_kinds)
{
	static const struct {
		const char *value;
		uint16_t type;
		size_t len;
	} rows[] = { { "13", 13, 0 }, { "0x000D=0a 0b:0C", 13, 3 },
		{ "65281=00", 0xff01, 1 },
		{ "supported_versions=020304", 43, 3 }, { "alpn", 16, 0 },
		{ "grease=", 0x0a0a, 0 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct hello_change *change;

		assert_true(parse("--extension", rows[i].value));
		change = &options.spec->spec.changes[0];
		assert_int_equal(options.spec->spec.n_changes, 1);
		assert_int_equal(change->type, rows[i].type);
		assert_int_equal(change->body.len, rows[i].len);
		assert_int_equal(change->how, CHANGE_PUT);
		options_clear(&options);
	}
	assert_true(parse("--drop-extension", "server_name"));
	assert_int_equal(options.spec->spec.changes[0].how, CHANGE_DROP);
	assert_int_equal(options.spec->spec.changes[0].type, 0);
	options_clear(&options);
}

UNIT(cuts_are_one_or_a_list)
{
	static const size_t want[] = { 1, 0, 65535 };

	assert_true(parse("--split", "1,0,65535"));
	assert_int_equal(options.spec->spec.cuts.n, 3);
	assert_memory_equal(options.spec->spec.cuts.sizes, want, sizeof(want));
	options_clear(&options);
}

UNIT(nonsense_is_told)
{
	static const char *const rows[][3] = {
		{ "--versions", "0x12345", "no '0x12345'" },
		{ "--versions", ",", "empty list" },
		{ "--versions", "0x0000-0x00FF", "at most 127" },
		{ "--groups", "0x0000-0xFFFF", "at most 1024" },
		{ "--suites", "0x0002-0x0001", "no '0x0002-0x0001'" },
		{ "--suites", "AES256-SHAA", "did you mean AES256-SHA?" },
		{ "--extension", "70000", "no extension '70000'" },
		{ "--extension", "13=0g", "hex digits" },
		{ "--split", "1,x", "not '1,x'" },
		{ "--split", "70000", "not '70000'" },
		{ "--split", "5,", "not '5,'" },
		{ "--split", ",5", "not ',5'" },
		{ "--split", "5,,3", "not '5,,3'" },
		{ "--suites", "", "--suites got an empty list" },
		{ "--suites", ",", "--suites got an empty list" },
		{ "--record-version", "TLS9", "not 'TLS9'" },
		{ "--client-version", "", "not ''" },
		{ "--segment", "0", "from 1 to 65535" },
		{ "--times", "1001", "from 1 to 1000" },
		{ "--mx", "some", "first, all or a number" },
		{ "--hello", "", "empty value" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_false(parse(rows[i][0], rows[i][1]));
		if (!strstr(error.message, rows[i][2]))
			print_error("%s: %s\n", rows[i][0], error.message);
		assert_non_null(strstr(error.message, rows[i][2]));
		options_clear(&options);
	}
}

/* Its hello has no extensions, and its record is of one piece. */
UNIT(ssl2_has_no_place_for_what_came_later)
{
	static const char *const rows[][2] = { { "--extension", "23" },
		{ "--sni", "a.test" }, { "--split", "5" },
		{ "--key-shares", "x25519" }, { "--groups", "x25519" },
		{ "--signature-schemes", "0x0401" },
		{ "--record-version", "TLSv1.0" } };
	const char *argv[] = { "hallo", "say", "--versions", "SSLv2", NULL,
		NULL, "127.0.0.1", NULL };
	char words[80];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		argv[4] = rows[i][0];
		argv[5] = rows[i][1];
		memset(&error, 0, sizeof(error));
		assert_false(options_parse(
			&options, 7, (char **)(uintptr_t)argv, &error));
		snprintf(words, sizeof(words), "SSL 2 has no place for %s",
			rows[i][0]);
		assert_non_null(strstr(error.message, words));
		options_clear(&options);
		argv[3] = "SSLv2,TLSv1.0";
		assert_true(options_parse(
			&options, 7, (char **)(uintptr_t)argv, &error));
		options_clear(&options);
		argv[3] = "SSLv2";
	}
}

/* That nothing of it is sent is as it was wanted. */
UNIT(ssl2_is_without_what_is_left_out)
{
	static const char *const rows[][2] = { { "--drop-extension", "10" },
		{ "--key-shares", "none" }, { "--suites", "0x010080" } };
	const char *argv[] = { "hallo", "say", "--versions", "SSLv2", NULL,
		NULL, "127.0.0.1", NULL };

	for (size_t i = 0; i < 3; i++) {
		argv[4] = rows[i][0];
		argv[5] = rows[i][1];
		assert_true(options_parse(
			&options, 7, (char **)(uintptr_t)argv, &error));
		options_clear(&options);
	}
}

UNIT(an_audit_has_none_of_it)
{
	const char *argv[] = { "hallo", "audit", "127.0.0.1", NULL };

	assert_true(
		options_parse(&options, 3, (char **)(uintptr_t)argv, &error));
	assert_null(options.spec);
	options_clear(&options);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_are_names_numbers_and_grease),
		cmocka_unit_test(suites_keep_order_doubles_and_signals),
		cmocka_unit_test(groups_and_schemes_go_by_many_names),
		cmocka_unit_test(key_shares_may_be_none),
		cmocka_unit_test(extensions_have_types_of_three_kinds),
		cmocka_unit_test(cuts_are_one_or_a_list),
		cmocka_unit_test(nonsense_is_told),
		cmocka_unit_test(ssl2_has_no_place_for_what_came_later),
		cmocka_unit_test(ssl2_is_without_what_is_left_out),
		cmocka_unit_test(an_audit_has_none_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
