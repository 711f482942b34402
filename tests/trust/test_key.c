/* SPDX-License-Identifier: ISC */
/*
 * Public keys by themselves: the shapes that no golden certificate has.
 */
#include "tests/lib/unit.h"
#include "trust/key.h"

#define BYTES(...)                                                             \
	slice_of((const uint8_t[]){ __VA_ARGS__ },                             \
		sizeof((const uint8_t[]){ __VA_ARGS__ }))
#define EC 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1
#define RSA 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1

static struct certificate_facts facts;

static const char *read_key(struct slice spki)
{
	memset(&facts, 0, sizeof(facts));
	return key_read(&facts, spki);
}

UNIT(modulus_is_counted_without_leading_zeros)
{
	assert_null(read_key(BYTES(0x30, 26, 0x30, 11, RSA, 3, 11, 0, 0x30, 8,
		2, 3, 0, 1, 0xff, 2, 1, 3)));
	assert_string_equal(facts.key_type, "RSA");
	assert_int_equal(facts.key_bits, 9);
}

UNIT(key_must_be_whole_octets)
{
	assert_string_equal(read_key(BYTES(0x30, 26, 0x30, 11, RSA, 3, 11, 1,
				    0x30, 8, 2, 3, 0, 1, 0xff, 2, 1, 3)),
		"modulus");
	assert_string_equal(
		read_key(BYTES(0x30, 15, 0x30, 11, RSA, 3, 0)), "modulus");
}

UNIT(curve_may_be_left_to_the_issuer)
{
	assert_string_equal(
		read_key(BYTES(0x30, 17, 0x30, 11, EC, 5, 0, 3, 2, 0, 4)),
		"no curve");
	assert_string_equal(facts.key_type, "EC");
	assert_string_equal(facts.curve, "");
}

UNIT(explicit_curve_without_a_field_has_no_size)
{
	assert_string_equal(read_key(BYTES(0x30, 20, 0x30, 14, EC, 0x30, 3, 2,
				    1, 1, 3, 2, 0, 4)),
		"explicit curve");
	assert_string_equal(facts.curve, "explicit");
	assert_int_equal(facts.key_bits, 0);
}

UNIT(empty_sequence_is_no_key)
{
	assert_non_null(read_key(BYTES(0x30, 0)));
	assert_string_equal(facts.key_type, "");
	assert_non_null(read_key(slice_of(NULL, 0)));
}

UNIT(pss_without_parameters_keeps_its_name)
{
	struct der none = { 0 };
	char name[64], small[12];
	struct slice pss = BYTES(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10);

	signature_name(name, sizeof(name), pss, &none);
	assert_string_equal(name, "RSASSA-PSS");
	signature_name(small, sizeof(small), pss, &none);
	assert_string_equal(small, "RSASSA-PSS");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modulus_is_counted_without_leading_zeros),
		cmocka_unit_test(key_must_be_whole_octets),
		cmocka_unit_test(curve_may_be_left_to_the_issuer),
		cmocka_unit_test(explicit_curve_without_a_field_has_no_size),
		cmocka_unit_test(empty_sequence_is_no_key),
		cmocka_unit_test(pss_without_parameters_keeps_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
