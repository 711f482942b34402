/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/bytes/seed.c: the bytes follow from seed and label alone.
 */
#include "wire/bytes/seed.h"
#include "tests/lib/hex.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

/* SHA-256 of 32 zero bytes, "random", a zero byte, and 00000000 or 00000001 */
static const char first_block[] = "809f5bee768dae0800cddb780edb911e"
				  "f08ebd1f3dd23a91453275e939e51110";
static const char second_block[] = "dc021721296027b7667308e0562c8d8b"
				   "2f6014db366e12035dcc6d90b0fc7a7b";

UNIT(blocks_are_sha256_in_counter_mode)
{
	static const uint8_t seed[SEED_SIZE];
	uint8_t out[40];
	size_t n1, n2;
	uint8_t *first = hex_read(first_block, &n1);
	uint8_t *second = hex_read(second_block, &n2);

	seed_expand(out, sizeof(out), seed, "random");
	assert_int_equal(n1, 32);
	assert_memory_equal(out, first, 32);
	assert_memory_equal(out + 32, second, 8);
	free(first);
	free(second);
}

UNIT(shorter_output_is_a_prefix)
{
	static const uint8_t seed[SEED_SIZE] = { 1 };
	uint8_t longer[100], shorter[33] = { 0 };

	seed_expand(longer, sizeof(longer), seed, "x");
	seed_expand(shorter, 32, seed, "x");
	assert_memory_equal(longer, shorter, 32);
	assert_int_equal(shorter[32], 0);
}

UNIT(labels_and_seeds_differ)
{
	uint8_t seed[SEED_SIZE] = { 0 }, a[32], b[32];

	seed_expand(a, 32, seed, "random");
	seed_expand(b, 32, seed, "session id");
	assert_memory_not_equal(a, b, 32);
	seed[31] = 1;
	seed_expand(b, 32, seed, "random");
	assert_memory_not_equal(a, b, 32);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_sha256_in_counter_mode),
		cmocka_unit_test(shorter_output_is_a_prefix),
		cmocka_unit_test(labels_and_seeds_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
