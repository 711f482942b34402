/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/bytes/reader.c: what sticks, what a child may see, which
 * words a fault gets.
 */
#include "wire/bytes/reader.h"
#include "tests/lib/unit.h"
#include "tests/lib/prefix.h"

static const uint8_t bytes[] = { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08,
	0x09, 0x0a };

UNIT(numbers_are_big_endian)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, bytes, sizeof(bytes));

	assert_int_equal(reader_u8(&r, "a"), 0x01);
	assert_int_equal(reader_u16(&r, "b"), 0x0203);
	assert_int_equal(reader_u24(&r, "c"), 0x040506);
	assert_int_equal(reader_u32(&r, "d"), 0x0708090a);
	assert_false(reader_more(&r));
	reader_end(&r, "message");
	assert_true(reader_ok(&r));
}

UNIT(first_fault_sticks)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, bytes, 3);

	reader_u16(&r, "first");
	assert_int_equal(reader_u32(&r, "second"), 0);
	assert_int_equal(reader_u8(&r, "third"), 0);
	assert_int_equal(reader_bytes(&r, 1, "fourth").len, 0);
	assert_int_equal(reader_rest(&r).len, 0);
	assert_false(reader_more(&r));
	assert_int_equal(reader_left(&r), 0);
	reader_fault(&r, FAULT_VALUE, "fifth");
	assert_int_equal(fault.kind, FAULT_SHORT);
	assert_string_equal(fault.what, "second");
	assert_int_equal(fault.at, 2);
	assert_int_equal(fault.need, 4);
}

UNIT(child_cannot_see_past_its_end)
{
	static const uint8_t nested[] = { 0x00, 0x03, 0x02, 0xaa, 0xbb, 0xcc };
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, nested, sizeof(nested));
	struct reader outer = reader_vec(&r, 2, "outer");
	struct reader inner = reader_vec(&outer, 1, "inner");

	assert_int_equal(reader_left(&outer), 0);
	assert_int_equal(reader_left(&inner), 2);
	assert_int_equal(reader_left(&r), 1);
	reader_u24(&inner, "over");
	assert_int_equal(fault.at, 3);
	assert_false(reader_ok(&r));
	assert_false(reader_more(&r));
}

UNIT(vector_longer_than_the_rest_is_a_fault)
{
	static const uint8_t lie[] = { 0xff, 0x05, 0xaa, 0xbb };
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, lie, sizeof(lie));
	struct reader child;

	reader_u8(&r, "first");
	child = reader_vec(&r, 1, "list");
	assert_int_equal(reader_left(&child), 0);
	assert_int_equal(fault.kind, FAULT_SHORT);
	assert_int_equal(fault.at, 2);
	assert_int_equal(fault.need, 5);
}

UNIT(bytes_left_behind_are_a_fault)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, bytes, 4);

	reader_u8(&r, "a");
	reader_end(&r, "message");
	assert_int_equal(fault.kind, FAULT_TRAILING);
	assert_int_equal(fault.at, 1);
	assert_int_equal(fault.need, 3);
}

UNIT(empty_and_null_input_is_no_harm)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, NULL, 0);

	assert_false(reader_more(&r));
	assert_int_equal(reader_rest(&r).len, 0);
	assert_true(reader_ok(&r));
	reader_u8(&r, "x");
	assert_int_equal(fault.kind, FAULT_SHORT);
}

UNIT(fault_says_where_and_how_much)
{
	struct fault fault = { FAULT_SHORT, "server_hello.session_id", 35, 4 };
	char text[80], tiny[8];

	fault_text(&fault, text, sizeof(text));
	assert_string_equal(
		text, "server_hello.session_id at offset 35 wants 4 bytes");
	fault.need = 1;
	fault_text(&fault, text, sizeof(text));
	assert_string_equal(
		text, "server_hello.session_id at offset 35 wants 1 byte");
	fault_text(&fault, tiny, sizeof(tiny));
	assert_string_equal(tiny, "server_");
	fault = (struct fault){ FAULT_TRAILING, "hello", 7, 2 };
	fault_text(&fault, text, sizeof(text));
	assert_string_equal(text, "2 bytes behind hello at offset 7");
	fault = (struct fault){ FAULT_VALUE, "hello.form", 7, 0 };
	fault_text(&fault, text, sizeof(text));
	assert_string_equal(
		text, "hello.form at offset 7 has a forbidden value");
	fault = (struct fault){ FAULT_CAP, "flight", 7, 0 };
	fault_text(&fault, text, sizeof(text));
	assert_string_equal(text, "flight at offset 7 is larger than we keep");
	fault = (struct fault){ 0 };
	fault_text(&fault, text, sizeof(text));
	assert_string_equal(text, "no fault");
	assert_string_equal(fault_kind_name(FAULT_CAP), "cap");
}

static bool reads_nested(void *ctx, struct slice message)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, message.data, message.len);
	struct reader list = reader_vec(&r, 2, "list");

	(void)ctx;
	while (reader_more(&list)) {
		struct reader item = reader_vec(&list, 1, "item");

		reader_rest(&item);
	}
	reader_u24(&r, "tail");
	reader_end(&r, "message");
	return reader_ok(&r);
}

UNIT(every_prefix_of_nested_vectors_faults)
{
	static const uint8_t nested[] = { 0x00, 0x06, 0x02, 0xaa, 0xbb, 0x00,
		0x01, 0xcc, 0x01, 0x02, 0x03 };

	every_prefix_faults(
		slice_of(nested, sizeof(nested)), reads_nested, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_big_endian),
		cmocka_unit_test(first_fault_sticks),
		cmocka_unit_test(child_cannot_see_past_its_end),
		cmocka_unit_test(vector_longer_than_the_rest_is_a_fault),
		cmocka_unit_test(bytes_left_behind_are_a_fault),
		cmocka_unit_test(empty_and_null_input_is_no_harm),
		cmocka_unit_test(fault_says_where_and_how_much),
		cmocka_unit_test(every_prefix_of_nested_vectors_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
