/* SPDX-License-Identifier: ISC */
/* Facts about analysis/json/hello_parts.c. */
#include "tests/lib/unit.h"

#include "analysis/json/hello_parts.h"

UNIT(a_code_stands_beside_its_name)
{
	struct coded coded = coded_of(0x1d, 4, "x25519");

	assert_string_equal(coded.code, "0x001D");
	assert_string_equal(coded.name, "x25519");
	coded = coded_of(7, 2, NULL);
	assert_string_equal(coded.code, "0x07");
	assert_string_equal(coded.name, "");
}

UNIT(drafts_of_versions_have_names_too)
{
	assert_string_equal(coded_version(0x0303).name, "TLSv1.2");
	assert_string_equal(coded_version(0x7f1c).name, "TLS 1.3 draft-28");
	assert_string_equal(coded_version(0x0505).name, "");
}

UNIT(the_highest_version_is_none_of_grease)
{
	struct hello hello = { .version = 0x0303 };

	assert_int_equal(hello_highest(&hello), 0x0303);
	hello.has_extensions = true;
	hello.n_extensions = 1;
	hello.extensions[0] = (struct hello_extension){ 43,
		slice_of("\x06\xfa\xfa\x03\x02\x03\x04", 7) };
	assert_int_equal(hello_highest(&hello), 0x0304);
	hello.extensions[0].body = slice_of("\x02\xfa\xfa", 3);
	assert_int_equal(hello_highest(&hello), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_stands_beside_its_name),
		cmocka_unit_test(drafts_of_versions_have_names_too),
		cmocka_unit_test(the_highest_version_is_none_of_grease),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
