/* SPDX-License-Identifier: ISC */
/* Facts about analysis/json/hex.c. */
#include "tests/lib/unit.h"

#include "analysis/json/hex.h"

UNIT(two_small_digits_a_byte)
{
	struct arena arena = { 0 };

	assert_string_equal(
		arena_hex(&arena, slice_of("\x00\x7f\xab", 3)), "007fab");
	assert_string_equal(arena_hex(&arena, slice_of("", 0)), "");
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_small_digits_a_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
