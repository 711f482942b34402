/* SPDX-License-Identifier: ISC */
/*
 * Bodies of extensions are walked as their table says.
 */
#include "tests/wire/walk/walking.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"

UNIT(a_client_hello_is_walked_to_its_last_share)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_client_hello", &len);

	walk_one(&seen, slice_of(bytes, len), true, false);
	expect(&seen, "hello.suites.length", 44, 2, 6);
	assert_int_equal(count(&seen, "hello.suite"), 3);
	assert_int_equal(count(&seen, "server_name.host"), 1);
	assert_int_equal(find(&seen, "key_share.group")->number, 0x1d);
	assert_int_equal(find(&seen, "key_share.key_exchange")->len, 32);
	assert_int_equal(
		find(&seen, "supported_versions.version")->number, 0x0304);
	free(bytes);
}

UNIT(a_retry_has_a_group_and_a_cookie_only)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_retry", &len);

	walk_one(&seen, slice_of(bytes, len), false, false);
	assert_int_equal(count(&seen, "key_share.selected_group"), 1);
	assert_int_equal(find(&seen, "key_share.selected_group")->len, 2);
	assert_int_equal(count(&seen, "key_share.group"), 0);
	assert_true(find(&seen, "cookie")->len > 2);
	free(bytes);
	bytes = golden_read("rfc8448_server_hello", &len);
	walk_one(&seen, slice_of(bytes, len), false, false);
	assert_int_equal(find(&seen, "key_share.group")->number, 0x1d);
	free(bytes);
}

/* A ClientHello with one extension; its body begins at 53. */
static void walk_extension(
	struct seen *seen, uint8_t type, const char *body, size_t n)
{
	static uint8_t bytes[200];

	memset(bytes, 0, sizeof(bytes));
	memcpy(bytes, "\x16\x03\x01\0\0\1\0\0\0\3\3", 11);
	bytes[4] = (uint8_t)(48 + n);
	bytes[8] = (uint8_t)(44 + n);
	bytes[48] = (uint8_t)(4 + n);
	bytes[50] = type;
	bytes[52] = (uint8_t)n;
	memcpy(bytes + 53, body, n);
	walk_one(seen, slice_of(bytes, 53 + n), true, false);
}

UNIT(half_a_code_at_the_end_of_a_list_is_told)
{
	static struct seen seen;

	walk_extension(&seen, 10, "\0\3\0\x17\0", 5);
	assert_int_equal(count(&seen, "supported_groups.group"), 2);
	assert_int_equal(seen.fields[seen.n - 1].len, 1);
	assert_false(seen.fields[seen.n - 1].cut);
}

UNIT(bytes_behind_a_list_are_the_body)
{
	static struct seen seen;

	walk_extension(&seen, 43, "\2\3\4\7\7", 5);
	expect(&seen, "supported_versions.version", 54, 2, 0x0304);
	expect(&seen, "extension.body", 56, 2, 0x0707);
}

UNIT(what_is_shown_whole_is_one_field)
{
	static struct seen seen;

	walk_extension(&seen, 27, "\2\0\2", 3);
	expect(&seen, "extension.body", 53, 3, 0x020002);
	walk_extension(&seen, 35, "abcdef", 6);
	expect(&seen, "extension.body", 53, 6, 0);
	walk_extension(&seen, 23, "", 0);
	assert_int_equal(count(&seen, "extension.body"), 0);
}

UNIT(names_have_a_type_and_protocols_a_length)
{
	static struct seen seen;

	walk_extension(&seen, 0, "\0\5\0\0\2mx", 7);
	expect(&seen, "server_name.type", 55, 1, 0);
	expect(&seen, "server_name.host", 58, 2, 0x6d78);
	walk_extension(&seen, 16, "\0\6\2h2\2h3", 8);
	assert_int_equal(count(&seen, "alpn.name"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_client_hello_is_walked_to_its_last_share),
		cmocka_unit_test(a_retry_has_a_group_and_a_cookie_only),
		cmocka_unit_test(half_a_code_at_the_end_of_a_list_is_told),
		cmocka_unit_test(bytes_behind_a_list_are_the_body),
		cmocka_unit_test(what_is_shown_whole_is_one_field),
		cmocka_unit_test(names_have_a_type_and_protocols_a_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
