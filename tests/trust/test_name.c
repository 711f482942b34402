/* SPDX-License-Identifier: ISC */
/*
 * Distinguished names and alternative names, the malformed ones too.
 */
#include "tests/lib/unit.h"
#include "trust/name.h"

#define BYTES(...)                                                             \
	slice_of((const uint8_t[]){ __VA_ARGS__ },                             \
		sizeof((const uint8_t[]){ __VA_ARGS__ }))
#define CN 6, 3, 0x55, 4, 3

static char out[512];

static const char *name(struct slice der)
{
	struct text t = text_of(out, sizeof(out));

	return name_text(&t, der);
}

UNIT(last_part_comes_first)
{
	assert_null(name(BYTES(0x30, 24, 0x31, 10, 0x30, 8, CN, 12, 1, 'a',
		0x31, 10, 0x30, 8, CN, 12, 1, 'b')));
	assert_string_equal(out, "CN=b,CN=a");
	assert_null(name(BYTES(0x30, 0)));
	assert_string_equal(out, "");
}

UNIT(parts_of_one_set_are_joined_by_plus)
{
	assert_null(name(BYTES(0x30, 22, 0x31, 20, 0x30, 8, CN, 12, 1, 'a',
		0x30, 8, CN, 12, 1, 'b')));
	assert_string_equal(out, "CN=a+CN=b");
}

UNIT(malformed_name_is_told_and_the_rest_written)
{
	assert_string_equal(name(slice_of(NULL, 0)), "not a sequence");
	assert_string_equal(name(BYTES(0x31, 0)), "not a sequence");
	assert_string_equal(
		name(BYTES(0x30, 14, 0x31, 10, 0x30, 8, CN, 12, 1, 'a', 4, 0)),
		"not a set");
	assert_string_equal(out, "CN=a");
	assert_string_equal(name(BYTES(0x30, 9, 0x31, 7, 0x30, 5, CN)),
		"an attribute is malformed");
	assert_string_equal(out, "?");
	assert_string_equal(name(BYTES(0x30, 4, 0x31, 2, 5, 0)),
		"an attribute is malformed");
}

UNIT(number_of_parts_is_capped)
{
	uint8_t many[3 + 2 * 65] = { 0x30, 0x81, 2 * 65 };

	for (size_t i = 3; i < sizeof(many); i += 2)
		many[i] = 0x31;
	assert_string_equal(
		name(slice_of(many, sizeof(many))), "too many parts");
}

UNIT(alternative_names_add_up)
{
	static struct certificate_facts facts;

	assert_null(alt_names_read(&facts, BYTES(0x30, 3, 0x82, 1, 'a')));
	assert_null(alt_names_read(
		&facts, BYTES(0x30, 9, 0x87, 4, 127, 0, 0, 1, 0x82, 1, 'b')));
	assert_int_equal(facts.n_names, 3);
	assert_string_equal(facts.names[0], "a");
	assert_string_equal(facts.names[1], "IP:127.0.0.1");
	assert_string_equal(facts.names[2], "b");
	assert_string_equal(
		alt_names_read(&facts, BYTES(0x82, 1, 'a')), "not a sequence");
}

UNIT(half_a_name_is_left_out)
{
	static struct certificate_facts facts;
	uint8_t san[4 + 4 + 256] = { 0x30, 0x82, 1, 4, 0x82, 0x82, 1, 0 };

	memset(san + 8, 'a', 256);
	assert_null(alt_names_read(&facts, slice_of(san, sizeof(san))));
	assert_int_equal(facts.n_names, 0);
	assert_int_equal(facts.n_names_left_out, 1);
	assert_string_equal(facts.names[0], "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(last_part_comes_first),
		cmocka_unit_test(parts_of_one_set_are_joined_by_plus),
		cmocka_unit_test(malformed_name_is_told_and_the_rest_written),
		cmocka_unit_test(number_of_parts_is_capped),
		cmocka_unit_test(alternative_names_add_up),
		cmocka_unit_test(half_a_name_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
