/* SPDX-License-Identifier: ISC */
/*
 * The walk over records leaves no byte out, whatever is in them.
 */
#include "tests/wire/walk/walking.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"

static const struct {
	const char *name;
	bool client, ssl2;
} goldens[] = {
	{ "tls12_dhe_flight", false, false },
	{ "rfc8448_client_hello", true, false },
	{ "rfc8448_retry", false, false },
	{ "rfc8448_server_hello", false, false },
	{ "ssl2_hello", true, false },
	{ "ssl2_server_hello", false, true },
	{ "tls12_hello", true, false },
};
#define N_GOLDENS (sizeof(goldens) / sizeof(goldens[0]))

UNIT(ssl2_is_walked_both_ways)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("ssl2_hello", &len);

	walk_one(&seen, slice_of(bytes, len), true, false);
	expect(&seen, "ssl2.type", 2, 1, 1);
	assert_true(count(&seen, "ssl2_hello.suite") > 0);
	free(bytes);
	bytes = golden_read("ssl2_server_hello", &len);
	walk_one(&seen, slice_of(bytes, len), false, true);
	expect(&seen, "ssl2_server_hello.version", 5, 2, 2);
	assert_int_equal(count(&seen, "ssl2_server_hello.cipher_kind"), 3);
	assert_int_equal(
		find(&seen, "ssl2_server_hello.connection_id")->len, 16);
	free(bytes);
}

UNIT(what_is_no_tls_is_one_field)
{
	static struct seen seen;
	static const char text[] = "\x15\x03\x03\x00\x02\x02\x28"
				   "454 4.7.0 TLS not available\r\n";

	walk_one(&seen, slice_of(text, sizeof(text) - 1), false, false);
	expect(&seen, "alert.description", 6, 1, 40);
	expect(&seen, "not_tls", 7, sizeof(text) - 8, 0);
}

/* The second record is an alert: the message is not whole, the alert is. */
UNIT(an_alert_inside_a_message_ends_it)
{
	static struct seen seen;
	static const uint8_t bytes[] = { 22, 3, 3, 0, 8, 2, 0, 0, 70, 3, 3, 1,
		2, 21, 3, 3, 0, 2, 2, 80, 22, 3, 3, 0, 4, 14, 0, 0, 0 };

	walk_one(&seen, slice_of(bytes, sizeof(bytes)), false, false);
	expect(&seen, "server_hello.random", 11, 2, 0);
	assert_false(find(&seen, "server_hello.random")->last);
	expect(&seen, "alert.description", 19, 1, 80);
	assert_int_equal(count(&seen, "handshake.type"), 2);
}

UNIT(what_follows_a_change_of_cipher_is_sealed)
{
	static struct seen seen;
	uint8_t bytes[5 + 42 + 6 + 9] = { 22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3 };

	memcpy(bytes + 47, "\x14\x03\x03\x00\x01\x01", 6);
	memcpy(bytes + 53, "\x16\x03\x03\x00\x04\x0e\x00\x00\x00", 9);
	walk_one(&seen, slice_of(bytes, sizeof(bytes)), false, false);
	expect(&seen, "sealed", 58, 4, 0x0e000000);
	assert_int_equal(count(&seen, "handshake.type"), 1);
}

/* In a heap block of its very size, so that a step too far is seen. */
UNIT(every_prefix_is_covered)
{
	static struct seen seen;

	for (size_t i = 0; i < N_GOLDENS; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i].name, &len);

		for (size_t n = 0; n < len; n++) {
			uint8_t *copy = malloc(n ? n : 1);

			memcpy(copy, bytes, n);
			walk_one(&seen, slice_of(copy, n), goldens[i].client,
				goldens[i].ssl2);
			free(copy);
		}
		free(bytes);
	}
}

UNIT(every_changed_byte_is_covered)
{
	static struct seen seen;

	for (size_t i = 0; i < N_GOLDENS; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i].name, &len);

		for (size_t at = 0; at < len; at++)
			for (unsigned v = 1; v < 256; v += 7) {
				bytes[at] ^= (uint8_t)v;
				walk_one(&seen, slice_of(bytes, len),
					goldens[i].client, goldens[i].ssl2);
				bytes[at] ^= (uint8_t)v;
			}
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ssl2_is_walked_both_ways),
		cmocka_unit_test(what_is_no_tls_is_one_field),
		cmocka_unit_test(an_alert_inside_a_message_ends_it),
		cmocka_unit_test(what_follows_a_change_of_cipher_is_sealed),
		cmocka_unit_test(every_prefix_is_covered),
		cmocka_unit_test(every_changed_byte_is_covered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
