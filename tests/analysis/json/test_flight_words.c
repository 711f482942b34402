/* SPDX-License-Identifier: ISC */
/*
 * An answer in one line.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/json/flight_parts.h"
#include "tests/analysis/flight_told.h"

UNIT(what_was_chosen_is_told_with_its_key)
{
	flight_golden("tls12_dhe_flight", false);
	assert_string_equal(flight_shown.words,
		"chose TLSv1.2, 0x0039 TLS_DHE_RSA_WITH_AES_256_CBC_SHA with "
		"DH 64 bits");
	flight_golden("rfc8448_server_hello", false);
	assert_string_equal(flight_shown.words,
		"chose TLSv1.3, 0x1301 TLS_AES_128_GCM_SHA256 with x25519");
}

UNIT(a_retry_says_what_it_wants)
{
	flight_golden("rfc8448_retry", false);
	assert_non_null(
		strstr(flight_shown.words, ", wants a share of secp256r1"));
}

UNIT(an_alert_has_its_level)
{
	flight_hex("15 0301 0002 02 28", false);
	assert_string_equal(
		flight_shown.words, "alert 40 (handshake_failure), fatal");
	flight_hex("15 0301 0002 01 70", false);
	assert_string_equal(
		flight_shown.words, "alert 112 (unrecognized_name), warning");
	flight_hex("15 0301 0002 09 fa", false);
	assert_string_equal(flight_shown.words, "alert 250 (no name), level 9");
}

UNIT(nothing_and_nonsense_are_told_apart)
{
	flight_hex("", false);
	assert_string_equal(flight_shown.words, "");
	flight_hex("32323020", false);
	assert_string_equal(flight_shown.words, "something that is no TLS");
	flight_hex("8003 00 0001", true);
	assert_string_equal(flight_shown.words, "SSL 2 ERROR 0x0001");
}

UNIT(each_kind_of_key_exchange_has_words)
{
	struct arena arena = { 0 };
	struct server_key_exchange exchange = { .kind = KEY_EXCHANGE_ECDH_NAMED,
		.group = 0x17 };

	assert_string_equal(
		flight_exchange_words(&arena, &exchange), "ECDH secp256r1");
	exchange.group = 0xfefe;
	assert_string_equal(
		flight_exchange_words(&arena, &exchange), "ECDH group 0xFEFE");
	exchange.kind = KEY_EXCHANGE_ECDH_EXPLICIT;
	exchange.curve_bits = 163;
	assert_string_equal(flight_exchange_words(&arena, &exchange),
		"ECDH over an explicit curve of 163 bits");
	exchange.kind = KEY_EXCHANGE_NONE;
	assert_string_equal(flight_exchange_words(&arena, &exchange), "");
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_chosen_is_told_with_its_key),
		cmocka_unit_test(a_retry_says_what_it_wants),
		cmocka_unit_test(an_alert_has_its_level),
		cmocka_unit_test(nothing_and_nonsense_are_told_apart),
		cmocka_unit_test(each_kind_of_key_exchange_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
