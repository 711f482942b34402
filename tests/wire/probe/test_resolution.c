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
	assert_string_equal(
		resolution_state_name(RESOLUTION_NO_ADDRESS), "no-address");
}

UNIT(each_scope_has_its_word)
{
	assert_string_equal(address_scope_name(SCOPE_GLOBAL), "global");
	assert_string_equal(address_scope_name(SCOPE_LOOPBACK), "loopback");
	assert_string_equal(address_scope_name(SCOPE_LINK_LOCAL), "link-local");
	assert_string_equal(
		address_scope_name(SCOPE_UNSPECIFIED), "unspecified");
	assert_string_equal(address_scope_name(SCOPE_MULTICAST), "multicast");
	assert_string_equal(address_scope_name(SCOPE_PRIVATE), "private");
	assert_string_equal(
		address_scope_name(SCOPE_UNIQUE_LOCAL), "unique-local");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_has_its_word),
		cmocka_unit_test(each_scope_has_its_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
