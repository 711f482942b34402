/* SPDX-License-Identifier: ISC */
/*
 * Object identifiers as text and by name.
 */
#include "tests/lib/unit.h"
#include "trust/oid.h"

#define BYTES(...)                                                             \
	slice_of((const uint8_t[]){ __VA_ARGS__ },                             \
		sizeof((const uint8_t[]){ __VA_ARGS__ }))

UNIT(arcs_are_split_and_joined)
{
	char text[OID_TEXT_MAX];

	assert_true(oid_text(text, sizeof(text),
		BYTES(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1)));
	assert_string_equal(text, "1.2.840.113549.1.1.1");
	assert_true(oid_text(text, sizeof(text), BYTES(0x88, 0x37, 3)));
	assert_string_equal(text, "2.999.3");
	assert_true(oid_text(text, sizeof(text), BYTES(0x27)));
	assert_string_equal(text, "0.39");
}

UNIT(what_is_cut_or_too_long_is_bad)
{
	char text[OID_TEXT_MAX], small[8];

	assert_false(oid_text(text, sizeof(text), slice_of(NULL, 0)));
	assert_string_equal(text, "bad OID");
	assert_false(oid_text(text, sizeof(text), BYTES(0x2a, 0x86)));
	assert_false(oid_text(text, sizeof(text),
		BYTES(0x2a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff, 0x7f)));
	assert_false(
		oid_text(small, sizeof(small), BYTES(0x2a, 0x86, 0x48, 9)));
	assert_true(oid_text(small, sizeof(small), BYTES(0x2a, 3, 4)));
	assert_string_equal(small, "1.2.3.4");
	assert_false(oid_text(small, sizeof(small), BYTES(0x2a, 3, 4, 5)));
}

UNIT(name_is_of_the_kind_asked_for)
{
	struct slice ed25519 = BYTES(0x2b, 0x65, 0x70);
	char text[OID_TEXT_MAX];

	assert_int_equal(oid_find(OID_KEY, ed25519)->bits, 256);
	assert_string_equal(oid_find(OID_SIGNATURE, ed25519)->name, "Ed25519");
	assert_null(oid_find(OID_CURVE, ed25519));
	oid_name_text(text, sizeof(text), OID_KEY, ed25519);
	assert_string_equal(text, "Ed25519");
	oid_name_text(text, sizeof(text), OID_CURVE, ed25519);
	assert_string_equal(text, "1.3.101.112");
}

UNIT(bits_of_known_curves_stand_in_their_names)
{
	static const struct {
		uint8_t last;
		unsigned bits;
	} sec[] = { { 6, 112 }, { 10, 256 }, { 16, 283 }, { 34, 384 },
		{ 35, 521 }, { 39, 571 } };

	for (size_t i = 0; i < sizeof(sec) / sizeof(*sec); i++)
		assert_int_equal(oid_find(OID_CURVE,
					 BYTES(0x2b, 0x81, 4, 0, sec[i].last))
					 ->bits,
			sec[i].bits);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arcs_are_split_and_joined),
		cmocka_unit_test(what_is_cut_or_too_long_is_bad),
		cmocka_unit_test(name_is_of_the_kind_asked_for),
		cmocka_unit_test(bits_of_known_curves_stand_in_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
