/* SPDX-License-Identifier: ISC */
/*
 * Which version and which suite: the four orders, and what makes a suite of
 * the list unusable.
 */
#include "responder/choice.h"
#include "tests/responder/talk.h"
#include "wire/hello/hello_standard.h"

static struct profile profile;

static uint32_t chosen(uint16_t version, const uint32_t *suites)
{
	talk_suites(&profile, version, suites, NULL);
	return talk.answer.accepted ? talk.answer.suite : 0;
}

UNIT(server_order_ignores_the_client)
{
	talk_profile(&profile, "kabelmail");
	assert_int_equal(
		chosen(0x0303, SUITES(0x000a, 0x002f, 0x0035, 0x0033)), 0x0033);
	assert_int_equal(chosen(0x0303, SUITES(0x000a, 0x0016)), 0x0016);
}

UNIT(client_order_takes_the_first_it_has)
{
	talk_profile(&profile, "kabelmail");
	profile.order = ORDER_CLIENT;
	assert_int_equal(
		chosen(0x0303, SUITES(0xc02f, 0x000a, 0x0039)), 0x000a);
}

UNIT(classes_go_by_server_then_by_client)
{
	talk_text(&profile,
		"versions TLSv1.2\norder classes\n"
		"certificate rsa2048\n"
		"suites 009d 009c | 0035 002f\n");
	assert_int_equal(
		chosen(0x0303, SUITES(0x002f, 0x0035, 0x009c, 0x009d)), 0x009c);
	assert_int_equal(chosen(0x0303, SUITES(0x002f, 0x0035)), 0x002f);
}

UNIT(chacha_first_only_for_who_puts_it_first)
{
	talk_profile(&profile, "modern");
	assert_int_equal(chosen(0x0303, SUITES(0xc02f, 0xcca8)), 0xcca8);
	assert_int_equal(chosen(0x0303, SUITES(0xc030, 0xcca8)), 0xc030);
	assert_int_equal(chosen(0x0303, SUITES(0xcca8, 0xc030)), 0xcca8);
	assert_int_equal(
		chosen(0x0303, SUITES(0x0a0a, 0xcca8, 0xc030)), 0xcca8);
}

UNIT(a_class_of_its_own_version_is_refused)
{
	talk_profile(&profile, "kabelmail");
	assert_int_equal(chosen(0x0303, SUITES(0xc02f, 0x009e)), 0);
	assert_int_equal(talk.answer.alert, 40);
}

UNIT(the_highest_common_version_wins)
{
	talk_profile(&profile, "kabelmail");
	for (uint16_t v = 0x0301; v <= 0x0303; v++) {
		assert_int_equal(chosen(v, SUITES(0x0035)), 0x0035);
		assert_int_equal(talk.answer.version, v);
	}
	assert_int_equal(chosen(0x0300, SUITES(0x0035)), 0);
	assert_int_equal(talk.answer.alert, 70);
}

/* The hello is for TLS 1.3 only, but an old server reads 0x0303. */
UNIT(a_server_without_tls13_ignores_supported_versions)
{
	talk_profile(&profile, "kabelmail");
	assert_int_equal(chosen(0x0304, SUITES(0x1301, 0x0035)), 0x0035);
	assert_int_equal(talk.answer.version, 0x0303);
	profile.quirks.supported_versions = true;
	assert_int_equal(chosen(0x0304, SUITES(0x1301, 0x0035)), 0);
	assert_int_equal(talk.answer.alert, 70);
}

UNIT(tls13_needs_supported_versions)
{
	talk_profile(&profile, "modern");
	assert_int_equal(chosen(0x0303, SUITES(0xc02f, 0x1301)), 0xc02f);
	assert_int_equal(talk.answer.version, 0x0303);
	assert_int_equal(chosen(0x0304, SUITES(0xc02f, 0x1301)), 0x1301);
	assert_int_equal(talk.answer.version, 0x0304);
}

/* RFC 8446 4.2.1: a legacy_version of 0x0304 alone means TLS 1.2. */
UNIT(a_legacy_version_of_tls13_is_tls12)
{
	struct hello hello;

	talk_profile(&profile, "modern");
	chosen(0x0303, SUITES(0xc02f, 0x1301));
	hello = talk.hello;
	hello.version = 0x0304;
	talk_hello(&profile, &hello, NULL);
	assert_int_equal(talk.answer.version, 0x0303);
	assert_int_equal(talk.answer.suite, 0xc02f);
}

UNIT(dhe_without_a_size_is_not_usable)
{
	talk_profile(&profile, "kabelmail");
	profile.dh_bits = 0;
	assert_int_equal(chosen(0x0301, SUITES(0x0039, 0x0035)), 0x0035);
	assert_false(responder_can(&profile, 0x0301, 0x0039));
	assert_true(responder_can(&profile, 0x0301, 0x0035));
}

UNIT(a_suite_without_its_key_is_not_usable)
{
	talk_text(&profile,
		"versions TLSv1.2\ngroups secp256r1\n"
		"certificate ecdsa256\n"
		"suites c030 c02c 0035 0032 c019\n");
	assert_int_equal(
		chosen(0x0303, SUITES(0xc030, 0xc02c, 0x0035)), 0xc02c);
	assert_int_equal(chosen(0x0303, SUITES(0x0032, 0xc019)), 0xc019);
	assert_false(responder_can(&profile, 0x0303, 0x0035));
	assert_true(responder_can(&profile, 0x0303, 0xc02c));
}

static uint32_t chosen_with(const struct hello_spec *spec)
{
	talk_ask(&profile, spec, NULL);
	return talk.answer.accepted ? talk.answer.suite : 0;
}

UNIT(ecdhe_needs_a_common_curve)
{
	static const uint16_t p384 = 24;
	struct hello_spec spec = { .standard = hello_standard(
					   0x0303, STYLE_STANDARD),
		.suites = { SUITES(0xc02f), 1 },
		.groups = { &p384, 1 } };

	talk_profile(&profile, "modern");
	assert_int_equal(chosen_with(&spec), 0);
	profile.groups[profile.n_groups++] = 24;
	assert_int_equal(chosen_with(&spec), 0xc02f);
	assert_int_equal(talk.answer.group, 24);
}

/* RFC 8422 5.1: the curve of an ECDSA key must be offered, too. */
UNIT(ecdsa_needs_its_curve)
{
	static const uint16_t x25519 = 29;
	struct hello_spec spec = { .standard = hello_standard(
					   0x0303, STYLE_STANDARD),
		.suites = { SUITES(0xc02b, 0xc02f), 2 },
		.groups = { &x25519, 1 } };

	talk_profile(&profile, "modern");
	assert_int_equal(chosen_with(&spec), 0xc02f);
}

UNIT(without_supported_groups_it_is_p256)
{
	struct hello_spec spec = { .standard =
					   hello_standard(0x0301, STYLE_BARE),
		.suites = { SUITES(0xc014), 1 } };

	talk_profile(&profile, "museum");
	assert_int_equal(chosen_with(&spec), 0xc014);
	assert_int_equal(talk.answer.group, 23);
	profile.n_groups = 0;
	assert_int_equal(chosen_with(&spec), 0);
}

UNIT(a_scheme_that_fits_must_be_offered)
{
	static const uint16_t ecdsa = 0x0403;
	struct hello_spec spec = { .standard = hello_standard(
					   0x0303, STYLE_STANDARD),
		.suites = { SUITES(0x0039, 0x0035), 2 },
		.schemes = { &ecdsa, 1 } };

	talk_profile(&profile, "kabelmail");
	assert_int_equal(chosen_with(&spec), 0x0035);
	spec.standard = hello_standard(0x0302, STYLE_STANDARD);
	spec.schemes.codes = NULL; /* none there */
	assert_int_equal(chosen_with(&spec), 0x0039);
}

UNIT(rfc7919_groups_are_honoured_as_told)
{
	static const uint16_t ffdhe4096 = 258;
	struct hello_spec spec = { .standard = hello_standard(
					   0x0303, STYLE_STANDARD),
		.suites = { SUITES(0x0039, 0x0035), 2 },
		.groups = { &ffdhe4096, 1 } };

	talk_profile(&profile, "kabelmail");
	assert_int_equal(chosen_with(&spec), 0x0039);
	assert_int_equal(talk.flight.key_exchange.dh_bits, 1024);
	profile.dh_rfc7919 = true;
	assert_int_equal(chosen_with(&spec), 0x0039);
	assert_int_equal(talk.flight.key_exchange.dh_bits, 4096);
	assert_int_equal(talk.answer.group, 258);
	profile.dh_rfc7919 = false;
	profile.dhe_needs_no_rfc7919 = true;
	assert_int_equal(chosen_with(&spec), 0x0035);
	spec.groups.codes = NULL; /* plain shape: no RFC 7919 group */
	assert_int_equal(chosen_with(&spec), 0x0039);
}

UNIT(a_code_that_no_table_knows_is_answered)
{
	talk_text(&profile,
		"versions TLSv1.2\ncertificate rsa2048\n"
		"suites TLSv1.2 7777\n");
	assert_int_equal(chosen(0x0303, SUITES(0x0035, 0x7777)), 0x7777);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
}

/* No order of all: the client's first says which certificate comes first. */
UNIT(types_go_by_the_client_suites_by_the_server)
{
	talk_text(&profile,
		"versions TLSv1.2\norder types\ngroups secp256r1\n"
		"certificate rsa2048 ecdsa256\n"
		"suites c02c c02f c02b c030\n");
	assert_int_equal(
		chosen(0x0303, SUITES(0xc030, 0xc02b, 0xc02c, 0xc02f)), 0xc02f);
	assert_int_equal(
		chosen(0x0303, SUITES(0xc02b, 0xc030, 0xc02c, 0xc02f)), 0xc02c);
	assert_int_equal(chosen(0x0303, SUITES(0x0005, 0xc030)), 0xc030);
}

UNIT(only_the_last_byte_may_count)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.last_byte_only = true;
	assert_int_equal(chosen(0x0303, SUITES(0xc035)), 0x0035);
	assert_int_equal(chosen(0x0303, SUITES(0xc00a, 0xfe33)), 0x0033);
	assert_int_equal(chosen(0x0303, SUITES(0xc036)), 0);
}

UNIT(a_last_resort_comes_instead_of_a_refusal)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.last_resort_suite = 0x000a;
	assert_int_equal(chosen(0x0303, SUITES(0xc02f)), 0x000a);
	assert_int_equal(chosen(0x0303, SUITES(0xc02f, 0x0039)), 0x0039);
}

UNIT(a_version_may_come_unasked)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.unasked_version = 0x0303;
	assert_int_equal(chosen(0x0301, SUITES(0x0035)), 0x0035);
	assert_int_equal(talk.flight.hello.version, 0x0303);
	profile.quirks.unasked_version = 0x7f1c; /* only the field */
	assert_int_equal(chosen(0x0301, SUITES(0x0035)), 0x0035);
	assert_int_equal(talk.flight.hello.version, 0x7f1c);
	assert_int_equal(talk.answer.version, 0x0301);
}

UNIT(a_group_may_come_unasked)
{
	talk_profile(&profile, "modern");
	profile.quirks.unasked_group = 0x001c;
	assert_int_equal(chosen(0x0303, SUITES(0xc02f)), 0xc02f);
	assert_int_equal(talk.flight.key_exchange.group, 0x001c);
	profile.quirks.unasked_group = 0x9999; /* in no table */
	assert_int_equal(chosen(0x0303, SUITES(0xc02f)), 0xc02f);
	assert_int_equal(talk.flight.key_exchange.group, 0x9999);
	assert_int_equal(talk.flight.key_exchange.point.len, 65);
	assert_int_equal(chosen(0x0304, SUITES(0x1301)), 0x1301);
	assert_int_equal(talk.flight.end, FLIGHT_RETRY);
	assert_int_equal(talk.flight.hello.key_share_group, 0x9999);
}

UNIT(a_group_that_no_table_knows_must_be_offered)
{
	static const uint16_t strange = 0x9999;
	struct hello_spec spec = { .standard = hello_standard(
					   VERSION_TLS12, STYLE_STANDARD),
		.suites = { SUITES(0xc02f), 1 },
		.groups = { &strange, 1 } };

	talk_text(&profile,
		"versions TLSv1.2\nsuites c02f\ngroups 0x9999\n"
		"certificate rsa2048\n");
	assert_true(responder_can(&profile, VERSION_TLS12, 0xc02f));
	assert_int_equal(chosen(0x0303, SUITES(0xc02f)), 0);
	talk_ask(&profile, &spec, NULL);
	assert_true(talk.answer.accepted);
	assert_int_equal(talk.flight.key_exchange.group, 0x9999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(server_order_ignores_the_client),
		cmocka_unit_test(client_order_takes_the_first_it_has),
		cmocka_unit_test(classes_go_by_server_then_by_client),
		cmocka_unit_test(chacha_first_only_for_who_puts_it_first),
		cmocka_unit_test(a_class_of_its_own_version_is_refused),
		cmocka_unit_test(the_highest_common_version_wins),
		cmocka_unit_test(
			a_server_without_tls13_ignores_supported_versions),
		cmocka_unit_test(tls13_needs_supported_versions),
		cmocka_unit_test(a_legacy_version_of_tls13_is_tls12),
		cmocka_unit_test(dhe_without_a_size_is_not_usable),
		cmocka_unit_test(a_suite_without_its_key_is_not_usable),
		cmocka_unit_test(ecdhe_needs_a_common_curve),
		cmocka_unit_test(ecdsa_needs_its_curve),
		cmocka_unit_test(without_supported_groups_it_is_p256),
		cmocka_unit_test(a_scheme_that_fits_must_be_offered),
		cmocka_unit_test(rfc7919_groups_are_honoured_as_told),
		cmocka_unit_test(a_code_that_no_table_knows_is_answered),
		cmocka_unit_test(types_go_by_the_client_suites_by_the_server),
		cmocka_unit_test(only_the_last_byte_may_count),
		cmocka_unit_test(a_last_resort_comes_instead_of_a_refusal),
		cmocka_unit_test(a_version_may_come_unasked),
		cmocka_unit_test(a_group_may_come_unasked),
		cmocka_unit_test(a_group_that_no_table_knows_must_be_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
