/* SPDX-License-Identifier: ISC */
/*
 * An arena: zeroed, aligned, stable, and gone at once.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/base/arena.h"

UNIT(what_is_taken_is_zeroed_and_aligned)
{
	struct arena arena = { 0 };

	for (size_t size = 1; size < 300; size++) {
		uint8_t *bytes = arena_zeroed(&arena, size, 1);

		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 0xFF, size);
	}
	arena_clear(&arena);
}

UNIT(what_was_taken_stays_where_it_is)
{
	struct arena arena = { 0 };
	uint32_t *numbers[1000];

	for (uint32_t i = 0; i < 1000; i++) {
		numbers[i] = arena_zeroed(&arena, 5, sizeof(uint32_t));
		*numbers[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(*numbers[i], i);
	arena_clear(&arena);
}

UNIT(more_than_a_block_fits_too)
{
	struct arena arena = { 0 };
	uint8_t *large = arena_zeroed(&arena, 3, 100000);

	memset(large, 1, 300000);
	assert_int_equal(*(uint8_t *)arena_zeroed(&arena, 1, 1), 0);
	arena_clear(&arena);
	assert_null(arena.block);
}

UNIT(text_is_printed_and_made_harmless)
{
	struct arena arena = { 0 };

	assert_string_equal(arena_printf(&arena, "0x%04X", 57), "0x0039");
	assert_string_equal(
		arena_bytes(&arena, "a\0\x1b\\x1b", 7), "a\\x00\\x1b\\x5cx1b");
	assert_string_equal(arena_words(&arena, "a\x1b\\x1b"), "a\\x1b\\x1b");
	assert_string_equal(arena_words(&arena, NULL), "");
	assert_string_equal(arena_bytes(&arena, NULL, 0), "");
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_taken_is_zeroed_and_aligned),
		cmocka_unit_test(what_was_taken_stays_where_it_is),
		cmocka_unit_test(more_than_a_block_fits_too),
		cmocka_unit_test(text_is_printed_and_made_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
