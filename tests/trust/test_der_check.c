/* SPDX-License-Identifier: ISC */
/*
 * Elements of DER: what fits, what does not, and the caps.
 */
#include "tests/lib/unit.h"
#include "trust/der.h"

#include <stdlib.h>

#define BYTES(...)                                                             \
	slice_of((const uint8_t[]){ __VA_ARGS__ },                             \
		sizeof((const uint8_t[]){ __VA_ARGS__ }))

UNIT(elements_come_one_by_one)
{
	struct slice rest = BYTES(0x02, 1, 5, 0x04, 0x81, 2, 7, 8, 0x05, 0);
	struct der element;

	assert_true(der_next(&rest, &element));
	assert_int_equal(element.tag, DER_INTEGER);
	assert_int_equal(element.value.len, 1);
	assert_false(der_expect(&rest, &element, DER_INTEGER));
	assert_true(der_expect(&rest, &element, 0x04));
	assert_int_equal(element.value.data[0], 7);
	assert_int_equal(element.whole.len, 5);
	assert_true(der_next(&rest, &element));
	assert_int_equal(element.value.len, 0);
	assert_false(der_next(&rest, &element));
	assert_int_equal(rest.len, 0);
}

UNIT(tag_may_have_more_octets)
{
	struct slice rest = BYTES(0xbf, 0x85, 0x01, 1, 9);
	struct der element;

	assert_null(der_check(BYTES(0x9f, 0x85, 0x01, 1, 9)));
	assert_true(der_next(&rest, &element));
	assert_int_equal(element.value.data[0], 9);
	assert_non_null(der_check(BYTES(0x9f, 0x85)));
	assert_non_null(der_check(BYTES(0x9f, 0x85, 0x85, 0x85, 0x01, 0)));
}

UNIT(length_must_be_definite_and_fit)
{
	assert_null(der_check(slice_of(NULL, 0)));
	assert_null(der_check(BYTES(0x30, 2, 5, 0)));
	assert_null(der_check(BYTES(0x04, 0x84, 0, 0, 0, 1, 9)));
	assert_non_null(der_check(BYTES(0x04)));
	assert_non_null(der_check(BYTES(0x04, 1)));
	assert_non_null(der_check(BYTES(0x04, 0x81)));
	assert_non_null(der_check(BYTES(0x04, 0x84, 0xff, 0xff, 0xff, 0xff)));
	assert_non_null(der_check(BYTES(0x04, 0x85, 0, 0, 0, 0, 1, 9)));
	assert_non_null(der_check(BYTES(0x30, 0x80, 0, 0)));
	/* a child that sticks out of its parent, and a byte left in it */
	assert_non_null(der_check(BYTES(0x30, 2, 4, 1, 9)));
	assert_non_null(der_check(BYTES(0x30, 3, 5, 0, 9)));
}

UNIT(only_what_others_may_read_is_beyond_us)
{
	const char *inner = der_check(BYTES(0x30, 4, 0x30, 0x80, 0, 0));

	assert_string_equal(inner, "of indefinite length");
	assert_true(der_is_beyond_us(inner));
	assert_false(der_is_beyond_us(der_check(BYTES(0x04, 0x80, 0, 0))));
	assert_false(der_is_beyond_us(der_check(BYTES(0xaa, 0xaa, 0xaa))));
	assert_false(der_is_beyond_us(NULL));
}

UNIT(depth_is_capped)
{
	uint8_t nest[2 * DER_DEPTH_MAX];

	for (size_t i = 0; i < DER_DEPTH_MAX; i++) {
		nest[2 * i] = DER_SEQUENCE;
		nest[2 * i + 1] = (uint8_t)(sizeof(nest) - 2 * i - 2);
	}
	assert_string_equal(
		der_check(slice_of(nest, sizeof(nest))), "nested too deep");
	assert_true(der_is_beyond_us(der_check(slice_of(nest, sizeof(nest)))));
	assert_null(der_check(slice_of(nest + 2, sizeof(nest) - 2)));
}

UNIT(number_is_capped)
{
	size_t len = 2 * (DER_ELEMENTS_MAX + 1);
	uint8_t *nulls = calloc(1, len);

	assert_non_null(nulls);
	assert_null(der_check(slice_of(nulls, len - 2)));
	assert_string_equal(
		der_check(slice_of(nulls, len)), "too many elements");
	free(nulls);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_come_one_by_one),
		cmocka_unit_test(tag_may_have_more_octets),
		cmocka_unit_test(length_must_be_definite_and_fit),
		cmocka_unit_test(only_what_others_may_read_is_beyond_us),
		cmocka_unit_test(depth_is_capped),
		cmocka_unit_test(number_is_capped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
