/* SPDX-License-Identifier: ISC */
/*
 * Hellos refused for their looks: each rule holds where it should and not one
 * byte, version or name beside it.
 */
#include "tests/responder/talk.h"
#include "wire/hello/hello_standard.h"

#include <stdio.h>

static struct profile profile;
static const char server[] = "versions TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3\n"
			     "suites 1301 C02F 0035 002F\n"
			     "groups x25519 secp256r1\ncertificate rsa2048\n";

static void with(const char *rule)
{
	char text[400];

	snprintf(text, sizeof(text), "%s%s\n", server, rule);
	talk_text(&profile, text);
}

static bool refused(const struct hello_spec *spec)
{
	talk_ask(&profile, spec, NULL);
	return !talk.answer.accepted;
}

static struct hello_spec spec_of(uint16_t version)
{
	static const uint32_t newest[] = { 0x1301 }, usual[] = { 0x0035 };
	bool tls13 = version == VERSION_TLS13;

	return (struct hello_spec){ .standard = hello_standard(
					    version, STYLE_STANDARD),
		.suites = { tls13 ? newest : usual, 1 },
		.server_name = "mx.example" };
}

static bool refuses(uint16_t version)
{
	struct hello_spec spec = spec_of(version);

	return refused(&spec);
}

/* The message with its header: what the record's length says. */
UNIT(the_length_is_that_of_the_record)
{
	char rule[80];
	size_t len;

	with("");
	assert_false(refuses(VERSION_TLS12));
	len = talk.sent.len - 5;
	assert_int_equal(slice_number(talk.sent, 3, 2), len);
	for (int from = -1; from <= 1; from++) {
		snprintf(rule, sizeof(rule), "refuse length %zu 65535 close",
			len + (size_t)from);
		with(rule);
		assert_int_equal(refuses(VERSION_TLS12), from <= 0);
		snprintf(rule, sizeof(rule), "refuse length 0 %zu close",
			len + (size_t)from);
		with(rule);
		assert_int_equal(refuses(VERSION_TLS12), from >= 0);
		snprintf(rule, sizeof(rule), "refuse length-rest %zu close",
			(len + (size_t)from) % 256);
		with(rule);
		assert_int_equal(refuses(VERSION_TLS12), from == 0);
	}
}

UNIT(without_extensions_it_is_counted_too)
{
	struct hello_spec spec = spec_of(VERSION_TLS10);
	char rule[80];

	spec.standard = hello_standard(VERSION_TLS10, STYLE_BARE);
	with("");
	assert_false(refused(&spec));
	snprintf(rule, sizeof(rule), "refuse length %zu %zu silence",
		talk.sent.len - 5, talk.sent.len - 5);
	with(rule);
	assert_true(refused(&spec));
	assert_int_equal(talk.answer.end, ANSWER_SILENCE);
}

UNIT(versions_above_are_seen_in_both_places)
{
	with("refuse above TLSv1.1 reset");
	assert_false(refuses(VERSION_TLS11));
	assert_true(refuses(VERSION_TLS12));
	assert_int_equal(talk.answer.end, ANSWER_RESET);
	with("refuse above TLSv1.2 alert 50");
	assert_false(refuses(VERSION_TLS12));
	assert_true(refuses(VERSION_TLS13)); /* only in the extension */
	assert_int_equal(talk.answer.alert, 50);
}

UNIT(extensions_are_missed_or_hated)
{
	struct hello_spec nameless = spec_of(VERSION_TLS12);

	nameless.server_name = NULL;
	with("refuse extension 0 alert 112");
	assert_false(refused(&nameless));
	assert_true(refuses(VERSION_TLS12));
	assert_int_equal(talk.answer.alert, 112);
	with("refuse no-extension 0 alert 112");
	assert_true(refused(&nameless));
	assert_false(refuses(VERSION_TLS12));
}

UNIT(names_are_compared_without_case)
{
	struct hello_spec nameless = spec_of(VERSION_TLS12);

	nameless.server_name = NULL;
	with("refuse name MX.example close");
	assert_true(refuses(VERSION_TLS12));
	assert_false(refused(&nameless));
	with("refuse not-name mx.EXAMPLE close");
	assert_false(refuses(VERSION_TLS12));
	assert_true(refused(&nameless));
	with("refuse not-name mx.example.org close");
	assert_true(refuses(VERSION_TLS12));
}

UNIT(a_suite_or_its_kind_is_enough)
{
	static const uint32_t psk[] = { 0x0035, 0x008c },
			      srp[] = { 0x0035, 0xc01d };
	struct hello_spec spec = spec_of(VERSION_TLS12);

	spec.suites.n = 2;
	with("refuse exchange PSK silence\nrefuse suite C01D close");
	assert_false(refuses(VERSION_TLS12));
	spec.suites.codes = psk;
	assert_true(refused(&spec));
	assert_int_equal(talk.answer.end, ANSWER_SILENCE);
	spec.suites.codes = srp;
	assert_true(refused(&spec));
	assert_int_equal(talk.answer.end, ANSWER_CLOSE);
	with("refuse exchange SRP alert 80");
	assert_true(refused(&spec));
	spec.suites.codes = psk;
	assert_false(refused(&spec));
}

UNIT(the_first_rule_that_holds_decides)
{
	with("refuse above TLSv1.2 reset\nrefuse extension 43 alert 47");
	assert_true(refuses(VERSION_TLS13));
	assert_int_equal(talk.answer.end, ANSWER_RESET);
}

UNIT(text_may_follow_a_refusal)
{
	static const char words[] = "500 not TLS\r\n";

	with("refusal-text 500 not TLS\nrefuse above TLSv1.1 alert 40");
	assert_true(refuses(VERSION_TLS12));
	assert_int_equal(talk.flight.end, FLIGHT_ALERT);
	assert_true(slice_equal(
		talk.flight.strange, slice_of(words, strlen(words))));
	with("refusal-text 500 not TLS\nrefuse above TLSv1.1 close");
	assert_true(refuses(VERSION_TLS12));
	assert_int_equal(talk.flight.end, FLIGHT_NOT_TLS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_length_is_that_of_the_record),
		cmocka_unit_test(without_extensions_it_is_counted_too),
		cmocka_unit_test(versions_above_are_seen_in_both_places),
		cmocka_unit_test(extensions_are_missed_or_hated),
		cmocka_unit_test(names_are_compared_without_case),
		cmocka_unit_test(a_suite_or_its_kind_is_enough),
		cmocka_unit_test(the_first_rule_that_holds_decides),
		cmocka_unit_test(text_may_follow_a_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
