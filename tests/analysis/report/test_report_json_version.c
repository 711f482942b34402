/* SPDX-License-Identifier: ISC */
/*
 * The versions as JSON: the very values of a portrait made by hand, and null
 * for what does not apply.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/analysis/report_made.h"

static json_t *suite_of(json_t *report, const char *version, const char *code)
{
	return find_object(
		json_object_get(find_version(report, version), "suites"),
		"code", code);
}

UNIT(suites_stand_in_the_servers_order_with_dh_bits)
{
	static const char *const codes[] = { "0x0039", "0x0033", "0x0035",
		"0x002F", "0x0016", "0x000A" };
	struct made made;
	json_t *report, *suites, *suite;

	made_kabelmail(&made);
	report = made_report_json(&made.portrait);
	suites = json_object_get(find_version(report, "TLSv1.2"), "suites");
	assert_int_equal(json_array_size(suites), 6);
	for (size_t i = 0; i < 6; i++)
		expect_text(json_array_get(suites, i), "code", codes[i]);
	suite = json_array_get(suites, 0);
	expect_text(suite, "iana", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
	expect_text(suite, "openssl", "DHE-RSA-AES256-SHA");
	expect_number(suite, "dh_bits", 1024);
	expect_number(suite, "dh_bits_rfc7919", 1024);
	expect_text(suite, "shape", "both");
	expect_text(suite, "signature_scheme", "rsa_pkcs1_sha512");
	expect_number(suite, "strength", 256);
	expect_text(suite, "group", NULL);
	assert_int_equal(json_array_size(json_object_get(suite, "probes")), 1);
	expect_text(suite_of(report, "TLSv1.2", "0x0035"), "shape", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(ssl2_kinds_have_six_digits)
{
	struct made made;
	json_t *report;

	made_kabelmail(&made);
	made_suite(&made, VERSION_SSL2, 0x010080);
	report = made_report_json(&made.portrait);
	expect_text(suite_of(report, "SSLv2", "0x010080"), "iana",
		"SSL_CK_RC4_128_WITH_MD5");
	json_decref(report);
	made_clear(&made);
}

UNIT(dhe_names_the_prime_and_says_null_when_same_set_is_open)
{
	struct made made;
	json_t *report, *dhe, *plain;

	made_kabelmail(&made);
	made_version(&made, VERSION_TLS11, TRUTH_YES)->same_set =
		TRUTH_INCONCLUSIVE;
	made_version(&made, VERSION_TLS10, TRUTH_YES)->same_set = TRUTH_NO;
	report = made_report_json(&made.portrait);
	dhe = json_object_get(find_version(report, "TLSv1.2"), "dhe");
	plain = json_object_get(dhe, "plain");
	expect_text(plain, "state", "yes");
	expect_number(plain, "bits", 1024);
	expect_text(plain, "prime", "RFC 2409 Oakley Group 2");
	assert_true(json_is_true(json_object_get(dhe, "same_set")));
	dhe = json_object_get(find_version(report, "TLSv1.1"), "dhe");
	assert_true(json_is_null(json_object_get(dhe, "same_set")));
	dhe = json_object_get(find_version(report, "TLSv1.0"), "dhe");
	assert_true(json_is_false(json_object_get(dhe, "same_set")));
	json_decref(report);
	made_clear(&made);
}

UNIT(a_refused_version_has_no_order_and_its_refusal)
{
	struct made made;
	json_t *report, *version;

	made_kabelmail(&made);
	report = made_report_json(&made.portrait);
	version = find_version(report, "TLSv1.3");
	expect_text(version, "state", "no");
	expect_text(version, "order", NULL);
	expect_text(version, "refusal", "alert 70 (protocol_version)");
	expect_text(version, "reason", NULL);
	assert_int_equal(
		json_array_size(json_object_get(version, "suites")), 0);
	expect_text(find_version(report, "TLSv1.2"), "order", "server");
	expect_text(find_version(report, "TLSv1.2"), "order_classes", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(mixed_order_lists_its_classes)
{
	struct made made;
	struct version_fact *fact;
	json_t *report, *classes;

	made_kabelmail(&made);
	fact = made_version(&made, VERSION_TLS12, TRUTH_YES);
	fact->order = SUITE_ORDER_MIXED;
	fact->n_classes = 2;
	fact->classes = calloc(2, sizeof(*fact->classes));
	fact->classes[0] = 2;
	fact->classes[1] = 4;
	report = made_report_json(&made.portrait);
	classes = json_object_get(
		find_version(report, "TLSv1.2"), "order_classes");
	assert_int_equal(json_array_size(classes), 2);
	assert_int_equal(json_array_size(json_array_get(classes, 1)), 4);
	assert_string_equal(json_string_value(json_array_get(
				    json_array_get(classes, 1), 0)),
		"0x0035");
	json_decref(report);
	made_clear(&made);
}

UNIT(groups_carry_code_name_and_state)
{
	struct made made;
	json_t *report, *groups;

	made_kabelmail(&made);
	made_group(&made, VERSION_TLS12, 0x001D, TRUTH_YES);
	made_group(&made, VERSION_TLS12, 0x6A6B, TRUTH_NO);
	report = made_report_json(&made.portrait);
	groups = json_object_get(find_version(report, "TLSv1.2"), "groups");
	expect_text(json_array_get(groups, 0), "name", "x25519");
	expect_text(json_array_get(groups, 0), "code", "0x001D");
	expect_text(json_array_get(groups, 0), "state", "yes");
	expect_text(json_array_get(groups, 1), "name", "0x6A6B");
	expect_text(json_array_get(groups, 1), "state", "no");
	json_decref(report);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			suites_stand_in_the_servers_order_with_dh_bits),
		cmocka_unit_test(ssl2_kinds_have_six_digits),
		cmocka_unit_test(
			dhe_names_the_prime_and_says_null_when_same_set_is_open),
		cmocka_unit_test(
			a_refused_version_has_no_order_and_its_refusal),
		cmocka_unit_test(mixed_order_lists_its_classes),
		cmocka_unit_test(groups_carry_code_name_and_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
