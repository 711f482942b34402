/* SPDX-License-Identifier: ISC */
/*
 * The bodies of extensions, and that codes, names and bodies are one table.
 */
#include "wire/tables/extensions.h"
#include "tests/lib/unit.h"
#include "wire/tables/names.h"

#include <string.h>

UNIT(codes_have_the_numbers_of_the_registry)
{
	assert_int_equal(EXTENSION_SERVER_NAME, 0);
	assert_int_equal(EXTENSION_ALPN, 16);
	assert_int_equal(EXTENSION_KEY_SHARE, 51);
	assert_int_equal(EXTENSION_RENEGOTIATION_INFO, 0xff01);
	assert_string_equal(extension_find(EXTENSION_SUPPORTED_GROUPS)->name,
		"supported_groups");
}

UNIT(a_body_depends_on_the_message)
{
	const struct extension_body *body;

	body = extension_body(EXTENSION_KEY_SHARE, IN_CLIENT_HELLO);
	assert_int_equal(body->list_width, 2);
	assert_int_equal(body->n_fields, 2);
	body = extension_body(EXTENSION_KEY_SHARE, IN_SERVER_HELLO);
	assert_int_equal(body->list_width, 0);
	assert_string_equal(body->fields[1].name, "key_share.key_exchange");
	body = extension_body(EXTENSION_KEY_SHARE, IN_RETRY);
	assert_string_equal(body->fields[0].name, "key_share.selected_group");
	body = extension_body(EXTENSION_SUPPORTED_VERSIONS, IN_RETRY);
	assert_int_equal(body->list_width, 0);
	assert_ptr_equal(extension_body(EXTENSION_ALPN, IN_SERVER_HELLO),
		extension_body(EXTENSION_ALPN, IN_CLIENT_HELLO));
}

UNIT(most_are_bytes_only)
{
	assert_null(extension_body(EXTENSION_SESSION_TICKET, IN_CLIENT_HELLO));
	assert_null(extension_body(0x0a0a, IN_CLIENT_HELLO));
	assert_null(extension_body(0x1234, IN_SERVER_HELLO));
}

UNIT(lists_of_codes_are_told_from_others)
{
	assert_true(extension_is_codes(
		extension_body(EXTENSION_SUPPORTED_GROUPS, IN_CLIENT_HELLO)));
	assert_false(extension_is_codes(
		extension_body(EXTENSION_SERVER_NAME, IN_CLIENT_HELLO)));
	assert_false(extension_is_codes(
		extension_body(EXTENSION_ALPN, IN_CLIENT_HELLO)));
	assert_false(extension_is_codes(
		extension_body(EXTENSION_COOKIE, IN_CLIENT_HELLO)));
	assert_false(extension_is_codes(
		extension_body(EXTENSION_RECORD_SIZE_LIMIT, IN_CLIENT_HELLO)));
}

static void check_fields(const struct extension_body *body)
{
	assert_true(body->n_fields >= 1);
	for (size_t i = 0; i < body->n_fields; i++) {
		assert_true(body->fields[i].width >= 1);
		assert_true(body->fields[i].width <= 3);
		assert_non_null(body->fields[i].name);
	}
	if (body->list_width > 0) {
		assert_non_null(body->item);
		assert_non_null(body->length_name);
		assert_non_null(body->list_name);
	}
}

UNIT(each_body_is_whole_and_each_row_is_sorted)
{
	size_t n = 0;

	for (size_t i = 0; i < extension_table_len; i++) {
		const struct extension_body *body = extension_body(
			extension_table[i].code, IN_CLIENT_HELLO);

		assert_true(i == 0 ||
			extension_table[i - 1].code < extension_table[i].code);
		if (!body)
			continue;
		n++;
		check_fields(body);
		if (body->answer)
			check_fields(body->answer);
		if (body->retry)
			check_fields(body->retry);
	}
	assert_int_equal(n, 14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_have_the_numbers_of_the_registry),
		cmocka_unit_test(a_body_depends_on_the_message),
		cmocka_unit_test(most_are_bytes_only),
		cmocka_unit_test(lists_of_codes_are_told_from_others),
		cmocka_unit_test(each_body_is_whole_and_each_row_is_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
