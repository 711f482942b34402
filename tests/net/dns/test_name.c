/* SPDX-License-Identifier: ISC */
/* What counts as a host name, and as localhost. */
#include "net/dns/name.h"

#include "tests/lib/unit.h"

#include <string.h>

UNIT(names_below_localhost_are_localhost)
{
	assert_true(name_is_localhost("localhost"));
	assert_true(name_is_localhost("mx.localhost"));
	assert_false(name_is_localhost("mylocalhost"));
	assert_false(name_is_localhost("localhost.example"));
	assert_false(name_is_localhost(""));
}

UNIT(digits_and_dots_are_numeric)
{
	assert_true(name_is_numeric("192.0.2.1"));
	assert_true(name_is_numeric("7"));
	assert_false(name_is_numeric("7.example"));
	assert_false(name_is_numeric(""));
}

UNIT(a_u_label_becomes_an_a_label)
{
	char out[NAME_TEXT], rest[80];

	assert_null(name_to_ascii(out,
		"B\xc3\xbc"
		"cher.example",
		rest, sizeof(rest)));
	assert_string_equal(out, "xn--bcher-kva.example");
	assert_string_equal(rest, "");
	assert_non_null(name_to_ascii(out, "\xff", rest, sizeof(rest)));
	assert_non_null(name_to_ascii(
		out, "a\xe2\x80\x8d.example", rest, sizeof(rest)));
	assert_true(strlen(rest) > 2);
}

UNIT(faults_are_told_in_words)
{
	assert_null(name_fault("a.b_c-d.e1"));
	assert_non_null(name_fault("a.b."));
	assert_non_null(name_fault("a\\032b"));
	assert_non_null(name_fault(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_below_localhost_are_localhost),
		cmocka_unit_test(digits_and_dots_are_numeric),
		cmocka_unit_test(a_u_label_becomes_an_a_label),
		cmocka_unit_test(faults_are_told_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
