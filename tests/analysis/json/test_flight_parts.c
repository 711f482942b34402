/* SPDX-License-Identifier: ISC */
/* Facts about analysis/json/flight_parts.c. */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/json/flight_parts.h"

UNIT(codes_are_names_numbers_or_nothing)
{
	struct arena arena = { 0 };

	assert_string_equal(flight_version(&arena, 0x0303), "TLSv1.2");
	assert_string_equal(flight_version(&arena, 0x7f1c), "0x7F1C");
	assert_string_equal(flight_version(&arena, 0), "");
	assert_string_equal(flight_group(&arena, 0x1d), "x25519");
	assert_string_equal(flight_scheme(&arena, 0x0401), "rsa_pkcs1_sha256");
	assert_string_equal(flight_scheme(&arena, 0xfefe), "0xFEFE");
	arena_clear(&arena);
}

UNIT(a_fault_has_words_and_none_has_none)
{
	struct arena arena = { 0 };
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, (const uint8_t *)"", 0);

	assert_string_equal(flight_fault_words(&arena, &fault), "");
	reader_u16(&r, "server_hello.version");
	assert_non_null(strstr(
		flight_fault_words(&arena, &fault), "server_hello.version"));
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_names_numbers_or_nothing),
		cmocka_unit_test(a_fault_has_words_and_none_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
