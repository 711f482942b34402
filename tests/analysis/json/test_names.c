/* SPDX-License-Identifier: ISC */
/*
 * Codes as words: the registry's name, else the number.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/json/names.h"

UNIT(a_name_stands_for_a_code_that_has_one)
{
	char room[CODE_ROOM];

	assert_string_equal(group_text(room, 0x001D), "x25519");
	assert_string_equal(scheme_text(room, 0x0601), "rsa_pkcs1_sha512");
	assert_string_equal(version_text(room, 0x0303), "TLSv1.2");
	assert_string_equal(compression_text(room, 0), "none");
	assert_string_equal(compression_text(room, 1), "deflate");
}

UNIT(a_code_without_a_name_is_its_number)
{
	char room[CODE_ROOM];

	assert_string_equal(group_text(room, 0x7F00), "0x7F00");
	assert_string_equal(scheme_text(room, 0xEE11), "0xEE11");
	assert_string_equal(version_text(room, 0x7F1C), "0x7F1C");
	assert_string_equal(compression_text(room, 0x40), "0x40");
	assert_string_equal(suite_code_text(room, 0x0039), "0x0039");
	assert_string_equal(suite_code_text(room, 0x010080), "0x010080");
}

UNIT(no_code_is_null)
{
	assert_true(json_is_null(report_group_name(0)));
	assert_true(json_is_null(report_scheme_name(0)));
	assert_true(json_is_null(report_version_name(0)));
}

UNIT(a_suite_has_its_properties)
{
	json_t *object = json_object();

	report_put_suite(object, 0x0039);
	assert_string_equal(
		json_string_value(json_object_get(object, "openssl")),
		"DHE-RSA-AES256-SHA");
	assert_true(json_is_true(json_object_get(object, "forward_secret")));
	json_object_clear(object);
	report_put_suite(object, 0xFEDC);
	assert_string_equal(
		json_string_value(json_object_get(object, "code")), "0xFEDC");
	assert_true(json_is_null(json_object_get(object, "iana")));
	assert_true(json_is_null(json_object_get(object, "aead")));
	json_decref(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_stands_for_a_code_that_has_one),
		cmocka_unit_test(a_code_without_a_name_is_its_number),
		cmocka_unit_test(no_code_is_null),
		cmocka_unit_test(a_suite_has_its_properties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
