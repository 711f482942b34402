/* SPDX-License-Identifier: ISC */
/*
 * Structures of pkix.asn: elements are views of the bytes given.
 */
#include "tests/lib/unit.h"
#include "trust/pkix.h"

static const uint8_t constraints[] = { 0x30, 6, 1, 1, 0xff, 2, 1, 7 };

UNIT(element_is_a_view_of_the_bytes)
{
	struct slice der = slice_of(constraints, sizeof(constraints));
	struct pkix p;
	struct der element;

	assert_true(pkix_open(&p, "BasicConstraints", der));
	element = pkix_get(&p, "pathLenConstraint");
	assert_int_equal(element.tag, DER_INTEGER);
	assert_ptr_equal(element.value.data, constraints + 7);
	assert_int_equal(element.value.len, 1);
	pkix_close(&p);
}

UNIT(absent_element_is_empty)
{
	static const uint8_t empty[] = { 0x30, 0 };
	struct pkix p;

	assert_true(pkix_open(&p, "BasicConstraints", slice_of(empty, 2)));
	assert_int_equal(pkix_get(&p, "cA").tag, 0);
	assert_int_equal(pkix_get(&p, "pathLenConstraint").whole.len, 0);
	assert_int_equal(pkix_get(&p, "gibberish").whole.len, 0);
	pkix_close(&p);
}

UNIT(only_one_whole_element_is_opened)
{
	static const uint8_t two[] = { 0x30, 0, 0x30, 0 };
	static const uint8_t bad[] = { 0x30, 2, 4, 9 };
	static const uint8_t other[] = { 0x30, 2, 4, 0 };
	struct pkix p;

	assert_false(pkix_open(&p, "BasicConstraints", slice_of(NULL, 0)));
	pkix_close(&p);
	assert_false(pkix_open(&p, "BasicConstraints", slice_of(two, 4)));
	pkix_close(&p);
	assert_false(pkix_open(&p, "BasicConstraints", slice_of(bad, 4)));
	pkix_close(&p);
	assert_false(pkix_open(&p, "BasicConstraints", slice_of(other, 4)));
	assert_int_equal(pkix_get(&p, "cA").tag, 0);
	pkix_close(&p);
	assert_false(pkix_open(&p, "BasicConstraints",
		slice_of(constraints, sizeof(constraints) - 1)));
	pkix_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(element_is_a_view_of_the_bytes),
		cmocka_unit_test(absent_element_is_empty),
		cmocka_unit_test(only_one_whole_element_is_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
