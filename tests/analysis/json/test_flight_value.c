/* SPDX-License-Identifier: ISC */
/*
 * A server's answer as a value: what stands where, and in which words.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/flight_value.h"
#include "tests/lib/hex.h"

static struct server_flight flight;
static uint8_t buffer[FLIGHT_BUFFER];

static json_t *value_of_bytes(
	const uint8_t *bytes, size_t len, bool ssl2, bool with_bytes)
{
	flight_begin(&flight, buffer, sizeof(buffer), ssl2);
	flight_feed(&flight, bytes, len);
	return flight_value(&flight, slice_of(bytes, with_bytes ? len : 0));
}

static json_t *golden(const char *name, bool ssl2, bool with_bytes)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);
	json_t *value = value_of_bytes(bytes, len, ssl2, with_bytes);

	free(bytes);
	return value;
}

static json_t *item(const json_t *value, size_t i)
{
	json_t *one = json_array_get(json_object_get(value, "items"), i);

	assert_non_null(one);
	return one;
}

static void expect(const json_t *object, const char *key, const char *text)
{
	const json_t *value = json_object_get(object, key);

	assert_non_null(value);
	if (!text)
		assert_true(json_is_null(value));
	else
		assert_string_equal(json_string_value(value), text);
}

static void expect_number(const json_t *object, const char *key, int number)
{
	assert_true(json_is_integer(json_object_get(object, key)));
	assert_int_equal(
		json_integer_value(json_object_get(object, key)), number);
}

UNIT(tls12_is_told_message_by_message)
{
	json_t *value = golden("tls12_dhe_flight", false, true), *one;

	expect(value, "end", "hello-done");
	expect(value, "words",
		"chose TLSv1.2, 0x0039 TLS_DHE_RSA_WITH_AES_256_CBC_SHA with "
		"DH 64 bits");
	expect_number(value, "n_records", 5);
	assert_int_equal(json_array_size(json_object_get(value, "items")), 5);
	expect(item(value, 0), "what", "alert");
	expect_number(item(value, 0), "at", 5);
	expect_number(item(value, 0), "level", 1);
	expect(item(value, 0), "name", "unrecognized_name");
	one = item(value, 1);
	expect(one, "name", "server_hello");
	expect_number(one, "at", 12);
	expect_number(one, "length", 45);
	one = json_object_get(one, "server_hello");
	expect(one, "negotiated", "TLSv1.2");
	expect(one, "session_id", "");
	expect(json_object_get(one, "suite"), "openssl", "DHE-RSA-AES256-SHA");
	one = json_array_get(json_object_get(one, "extensions"), 0);
	expect(one, "code", "0xFF01");
	expect(one, "words", "secure renegotiation");
	json_decref(value);
}

UNIT(the_key_exchange_names_its_prime_and_scheme)
{
	json_t *value = golden("tls12_dhe_flight", false, true), *one;

	expect(item(value, 2), "name", "certificate");
	assert_int_equal(json_array_size(json_object_get(
				 item(value, 2), "certificates")),
		2);
	expect(item(value, 3), "name", "server_key_exchange");
	one = json_object_get(item(value, 3), "key_exchange");
	expect(one, "kind", "dh");
	expect_number(one, "bits", 64);
	expect(one, "signature_scheme", "rsa_pkcs1_sha512");
	expect(one, "generator", "02");
	expect(json_object_get(one, "prime"), "name", NULL);
	expect(item(value, 4), "name", "server_hello_done");
	json_decref(value);
}

/* A capture may have lost the bytes: all but the offsets is there. */
UNIT(without_the_bytes_only_the_places_are_missing)
{
	json_t *with = golden("tls12_dhe_flight", false, true);
	json_t *without = golden("tls12_dhe_flight", false, false);

	assert_int_equal(json_array_size(json_object_get(without, "items")), 5);
	for (size_t i = 0; i < 5; i++) {
		json_t *a = item(with, i), *b = item(without, i);

		assert_true(json_is_null(json_object_get(b, "at")));
		json_object_del(a, "at");
		json_object_del(b, "at");
		assert_true(json_equal(a, b));
	}
	json_decref(with);
	json_decref(without);
}

UNIT(a_retry_says_which_group_it_wants)
{
	json_t *value = golden("rfc8448_retry", false, true), *one;
	json_t *extensions;

	expect(value, "end", "retry");
	expect(value, "words",
		"HelloRetryRequest: TLSv1.3, 0x1301 TLS_AES_128_GCM_SHA256, "
		"wants a share of secp256r1");
	one = json_object_get(item(value, 0), "server_hello");
	assert_true(json_is_true(json_object_get(one, "retry")));
	extensions = json_object_get(one, "extensions");
	assert_int_equal(json_array_size(extensions), 3);
	expect(json_array_get(extensions, 0), "words", "wants secp256r1");
	json_decref(value);
}

UNIT(tls13_names_version_and_share)
{
	json_t *value = golden("rfc8448_server_hello", false, true), *one;

	expect(value, "end", "sealed");
	expect(value, "words",
		"chose TLSv1.3, 0x1301 TLS_AES_128_GCM_SHA256 with x25519");
	one = json_object_get(item(value, 0), "server_hello");
	expect(one, "version", "TLSv1.2");
	expect(one, "negotiated", "TLSv1.3");
	json_decref(value);
}

UNIT(ssl2_is_one_item)
{
	static const uint8_t error[] = { 0x80, 3, 0, 0, 1 };
	json_t *value = golden("ssl2_server_hello", true, true), *one;

	expect(value, "words", "SSL 2 SERVER-HELLO: SSLv2, 3 cipher kinds");
	expect(item(value, 0), "what", "ssl2");
	expect_number(item(value, 0), "at", 2);
	one = json_object_get(item(value, 0), "ssl2");
	assert_int_equal(
		json_array_size(json_object_get(one, "cipher_kinds")), 3);
	expect(json_array_get(json_object_get(one, "cipher_kinds"), 0), "iana",
		"SSL_CK_RC4_128_WITH_MD5");
	json_decref(value);
	value = value_of_bytes(error, sizeof(error), true, true);
	one = json_object_get(item(value, 0), "ssl2");
	expect(one, "name", "NO-CIPHER-ERROR");
	json_decref(value);
}

UNIT(an_alert_and_the_text_behind_it_are_two_items)
{
	static const char bytes[] = "\x15\x03\x01\x00\x02\x02\x28"
				    "454 no \x1b[31mTLS\r\n";
	json_t *value;

	for (int with = 0; with < 2; with++) {
		value = value_of_bytes(
			(const uint8_t *)bytes, sizeof(bytes) - 1, false, with);
		expect(value, "words", "alert 40 (handshake_failure), fatal");
		expect_number(item(value, 0), "description", 40);
		expect(item(value, 1), "what", "not-tls");
		expect(item(value, 1), "text", "454 no \\x1b[31mTLS\\x0d\\x0a");
		json_decref(value);
	}
}

UNIT(nothing_is_no_words_and_no_items)
{
	json_t *value = value_of_bytes(NULL, 0, false, true);

	expect(value, "end", "open");
	expect(value, "words", NULL);
	assert_int_equal(json_array_size(json_object_get(value, "items")), 0);
	json_decref(value);
}

/* No prefix and no changed byte may make a value that cannot be written. */
UNIT(hostile_bytes_give_a_value_all_the_same)
{
	static const char *const names[] = { "tls12_dhe_flight",
		"rfc8448_retry", "ssl2_server_hello" };

	for (size_t i = 0; i < 3; i++) {
		size_t len;
		uint8_t *bytes = golden_read(names[i], &len);

		for (size_t at = 0; at < len; at++) {
			json_t *value;
			char *text;

			bytes[at] ^= (uint8_t)(1u << (at % 8));
			value = value_of_bytes(
				bytes, len - at / 2, i == 2, at % 3);
			text = json_dumps(value, 0);
			assert_non_null(text);
			free(text);
			json_decref(value);
		}
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_is_told_message_by_message),
		cmocka_unit_test(the_key_exchange_names_its_prime_and_scheme),
		cmocka_unit_test(without_the_bytes_only_the_places_are_missing),
		cmocka_unit_test(a_retry_says_which_group_it_wants),
		cmocka_unit_test(tls13_names_version_and_share),
		cmocka_unit_test(ssl2_is_one_item),
		cmocka_unit_test(an_alert_and_the_text_behind_it_are_two_items),
		cmocka_unit_test(nothing_is_no_words_and_no_items),
		cmocka_unit_test(hostile_bytes_give_a_value_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
