/* SPDX-License-Identifier: ISC */
/*
 * Points lie on their curve, and follow from seed and label.
 */
#include "tests/lib/unit.h"

#include <nettle/bignum.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>
#include <string.h>

#include "wire/hello/curve_point.h"

static const uint8_t seed[SEED_SIZE] = { 1, 2, 3 };
static uint8_t point[200], again[200];

static void assert_on_curve(
	uint16_t group, const struct ecc_curve *curve, size_t size)
{
	struct ecc_point where;
	mpz_t x, y;

	assert_int_equal(curve_point_size(group), 1 + 2 * size);
	curve_point_make(point, group, seed, "point");
	assert_int_equal(point[0], 4);
	nettle_mpz_init_set_str_256_u(x, size, point + 1);
	nettle_mpz_init_set_str_256_u(y, size, point + 1 + size);
	ecc_point_init(&where, curve);
	assert_int_equal(ecc_point_set(&where, x, y), 1);
	ecc_point_clear(&where);
	mpz_clears(x, y, NULL);
}

UNIT(points_are_on_their_curve)
{
	assert_on_curve(19, nettle_get_secp_192r1(), 24);
	assert_on_curve(21, nettle_get_secp_224r1(), 28);
	assert_on_curve(23, nettle_get_secp_256r1(), 32);
	assert_on_curve(24, nettle_get_secp_384r1(), 48);
	assert_on_curve(25, nettle_get_secp_521r1(), 66);
}

UNIT(seed_and_label_decide)
{
	curve_point_make(point, 23, seed, "point");
	curve_point_make(again, 23, seed, "point");
	assert_memory_equal(point, again, 65);
	curve_point_make(again, 23, seed, "other");
	assert_memory_not_equal(point, again, 65);
}

UNIT(other_groups_have_none)
{
	assert_int_equal(curve_point_size(29), 0);
	assert_int_equal(curve_point_size(256), 0);
	memset(point, 7, sizeof(point));
	curve_point_make(point, 29, seed, "point");
	assert_int_equal(point[0], 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_on_their_curve),
		cmocka_unit_test(seed_and_label_decide),
		cmocka_unit_test(other_groups_have_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
