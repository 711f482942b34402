/* SPDX-License-Identifier: ISC */
/*
 * The words of what a name led to; the report's readers know them.
 */
#include "tests/lib/unit.h"

#include "wire/probe/resolution.h"

UNIT(each_state_has_its_word)
{
	assert_string_equal(resolution_state_name(RESOLUTION_OK), "ok");
	assert_string_equal(
		resolution_state_name(RESOLUTION_NULL_MX), "null-mx");
	assert_string_equal(
		resolution_state_name(RESOLUTION_IMPLICIT), "implicit");
	assert_string_equal(
		resolution_state_name(RESOLUTION_NXDOMAIN), "nxdomain");
	assert_string_equal(resolution_state_name(RESOLUTION_FAILED), "failed");
	assert_string_equal(
		resolution_state_name(RESOLUTION_LITERAL), "literal");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_has_its_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
