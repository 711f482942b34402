/* SPDX-License-Identifier: ISC */
/*
 * Points lie on their curve, and follow from seed and label.
 */
#include "tests/lib/unit.h"
#include "tests/wire/hello/on_curve.h"

#include <string.h>

#include "wire/hello/curve_point.h"

static const uint8_t seed[SEED_SIZE] = { 1, 2, 3 };
static uint8_t point[200], again[200];

static void makes_a_point(
	uint16_t group, const struct ecc_curve *curve, size_t size)
{
	assert_int_equal(curve_point_size(group), 1 + 2 * size);
	curve_point_make(point, group, seed, "point");
	assert_on_curve(point, curve, size);
}

UNIT(points_are_on_their_curve)
{
	on_each_curve(makes_a_point);
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
