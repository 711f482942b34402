/* SPDX-License-Identifier: ISC */
/*
 * Every share has the length that the table of groups says, is valid where that
 * can be told, and follows from its seed.
 */
#include "tests/lib/unit.h"
#include "tests/wire/hello/on_curve.h"

#include <string.h>

#include "wire/hello/key_share.h"
#include "wire/tables/names.h"

static const uint8_t seed[32] = { 1, 2, 3 }, other[32] = { 3, 2, 1 };
static uint8_t share[4096], again[4096];

UNIT(lengths_are_those_of_the_table)
{
	size_t n_made = 0;

	for (size_t i = 0; i < group_table_len; i++) {
		const struct group *group = &group_table[i];
		size_t n =
			key_share_make(share, sizeof(share), group->code, seed);

		if (n == 0)
			continue;
		n_made++;
		if (n != group->client_share)
			print_error("%s: %zu, not %u\n", group->name, n,
				group->client_share);
		assert_int_equal(n, group->client_share);
	}
	assert_true(n_made >= 14);
	assert_int_equal(key_share_make(share, sizeof(share), 0x0a0a, seed), 0);
	assert_int_equal(key_share_make(share, sizeof(share), 0x0100, seed), 0);
}

UNIT(the_seed_decides)
{
	static const uint16_t groups[] = { 29, 30, 23, 24, 25, 0x11ec };

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		size_t n =
			key_share_make(share, sizeof(share), groups[i], seed);

		assert_int_equal(
			key_share_make(again, sizeof(again), groups[i], seed),
			n);
		assert_memory_equal(share, again, n);
		key_share_make(again, sizeof(again), groups[i], other);
		assert_memory_not_equal(share, again, n);
	}
}

UNIT(too_little_room_makes_none)
{
	assert_int_equal(key_share_make(share, 31, 29, seed), 0);
	assert_int_equal(key_share_make(share, 64, 23, seed), 0);
	assert_int_equal(key_share_make(share, 1215, 0x11ec, seed), 0);
	assert_int_equal(key_share_make(share, 1216, 0x11ec, seed), 1216);
}

static void makes_a_point(
	uint16_t group, const struct ecc_curve *curve, size_t size)
{
	assert_int_equal(key_share_make(share, sizeof(share), group, seed),
		1 + 2 * size);
	assert_on_curve(share, curve, size);
}

UNIT(points_are_on_their_curve)
{
	on_each_curve(makes_a_point);
}

UNIT(coefficients_of_ml_kem_are_below_q)
{
	size_t n = key_share_make(share, sizeof(share), 0x0202, seed);

	assert_int_equal(n, 1568);
	for (size_t i = 0; i < n - 32; i += 3) {
		assert_true((share[i] | (share[i + 1] & 15) << 8) < 3329);
		assert_true((share[i + 1] >> 4 | share[i + 2] << 4) < 3329);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths_are_those_of_the_table),
		cmocka_unit_test(the_seed_decides),
		cmocka_unit_test(too_little_room_makes_none),
		cmocka_unit_test(points_are_on_their_curve),
		cmocka_unit_test(coefficients_of_ml_kem_are_below_q),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
