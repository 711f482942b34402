/* SPDX-License-Identifier: ISC */
/*
 * Strict reading: each mistake fails with its path, and the first one stands.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/json/strict.h"

static json_t *file;
static struct strict s;

FIXTURE(begin)
{
	memset(&s, 0, sizeof(s));
	file = json_pack("{s:i, s:s, s:n, s:b, s:s, s:s, s:f, s:{s:s}, "
			 "s:[{s:i},{s:i}], s:[i]}",
		"number", 7, "text", "words", "nothing", "flag", 1, "hex",
		"00ff", "odd", "0fx", "real", 1.5, "inner", "kind", "yes",
		"list", "n", 1, "n", 2, "numbers", 3);
	return 0;
}

FIXTURE(end)
{
	json_decref(file);
	return 0;
}

static void assert_mistake(const char *message)
{
	assert_true(strict_failed(&s));
	assert_string_equal(s.message, message);
	memset(&s, 0, sizeof(s));
}

static const char *word(unsigned i)
{
	return i ? "yes" : "no";
}

UNIT(what_is_right_is_read)
{
	uint8_t bytes[2];
	const json_t *inner, *list;

	assert_int_equal(strict_number(&s, file, "number", 7, 7), 7);
	assert_string_equal(strict_text(&s, file, "text", 5), "words");
	assert_string_equal(strict_text_or_null(&s, file, "nothing", 5), "");
	assert_string_equal(strict_text_or_null(&s, file, "text", 5), "words");
	assert_true(strict_bool(&s, file, "flag"));
	assert_int_equal(strict_bytes(&s, file, "hex", bytes, 2), 2);
	assert_memory_equal(bytes, "\x00\xff", 2);
	inner = strict_object(&s, file, "inner");
	assert_int_equal(strict_word(&s, inner, "kind", word, 1), 1);
	strict_leave(&s);
	list = strict_array(&s, file, "list", 2);
	for (size_t i = 0; i < 2; i++) {
		const json_t *one = strict_element(&s, list, "list", i);

		assert_int_equal(strict_number(&s, one, "n", 0, 9), i + 1);
		strict_leave(&s);
	}
	assert_string_equal(s.path, "");
	assert_false(strict_failed(&s));
}

UNIT(a_missing_key_is_named)
{
	assert_int_equal(strict_number(&s, file, "gone", 0, 9), 0);
	assert_mistake("gone is missing");
	assert_string_equal(strict_text(&s, file, "gone", 9), "");
	assert_mistake("gone is missing");
	assert_string_equal(strict_text_or_null(&s, file, "gone", 9), "");
	assert_mistake("gone is missing");
	assert_false(strict_bool(&s, NULL, "gone"));
	assert_mistake("gone is missing");
	assert_null(strict_array(&s, file, "gone", 9));
	assert_mistake("gone is missing");
	assert_null(strict_object(&s, file, "gone"));
	assert_mistake("gone is missing");
}

UNIT(another_type_is_told_with_what_was_wanted)
{
	strict_number(&s, file, "text", 0, 9);
	assert_mistake("text: wanted a number from 0 to 9, not a string");
	strict_number(&s, file, "real", 0, 9);
	assert_mistake(
		"real: wanted a number from 0 to 9, not a number with a point");
	strict_text(&s, file, "nothing", 9);
	assert_mistake("nothing: wanted a string, not null");
	strict_bool(&s, file, "number");
	assert_mistake("number: wanted true or false, not a number");
	strict_array(&s, file, "inner", 9);
	assert_mistake("inner: wanted a list, not an object");
	strict_object(&s, file, "list");
	assert_mistake("list: wanted an object, not a list");
	strict_element(&s, json_object_get(file, "numbers"), "numbers", 0);
	assert_mistake("numbers[0]: wanted an object, not a number");
}

UNIT(what_is_out_of_range_is_told)
{
	uint8_t byte;

	strict_number(&s, file, "number", 8, 9);
	assert_mistake("number: wanted a number from 8 to 9, not 7");
	strict_text(&s, file, "text", 4);
	assert_mistake("text: wanted a string of at most 4 bytes, none of them "
		       "zero");
	strict_bytes(&s, file, "hex", &byte, 1);
	assert_mistake("hex: wanted hex of at most 1 bytes");
	strict_bytes(&s, file, "text", &byte, 1);
	assert_mistake("text: wanted hex of at most 1 bytes");
	strict_array(&s, file, "list", 1);
	assert_mistake("list: wanted at most 1, not 2");
	strict_element(&s, json_object_get(file, "list"), "list", 2);
	assert_mistake("list[2] is missing");
}

UNIT(hex_has_no_other_letters)
{
	uint8_t bytes[4];

	json_object_set_new(file, "odd", json_string("0g"));
	strict_bytes(&s, file, "odd", bytes, 4);
	assert_mistake("odd is no hex");
	json_object_set_new(file, "odd", json_string("0F"));
	strict_bytes(&s, file, "odd", bytes, 4);
	assert_mistake("odd is no hex");
}

UNIT(negative_numbers_are_out_of_range)
{
	json_object_set_new(file, "number", json_integer(-1));
	assert_int_equal(strict_number(&s, file, "number", 0, UINT64_MAX), 0);
	assert_true(strict_failed(&s));
}

UNIT(a_path_leads_to_the_key)
{
	const json_t *one = strict_object(&s, file, "inner");

	strict_word(&s, one, "gone", word, 1);
	assert_mistake("inner.gone is missing");
	one = strict_element(&s, json_object_get(file, "list"), "list", 1);
	strict_text(&s, one, "n", 9);
	assert_mistake("list[1].n: wanted a string, not a number");
}

UNIT(an_unknown_word_or_key_fails_loudly)
{
	static const char *const some[] = { "number", "text", "nothing", "flag",
		"hex", "odd", "real", "inner", "list" };

	strict_only(&s, file, some, 9);
	assert_mistake("numbers is not known here");
	json_object_del(file, "numbers");
	strict_only(&s, file, some, 9);
	assert_false(strict_failed(&s));
	json_object_set_new(file, "\x1b[31m", json_null());
	strict_only(&s, file, some, 9);
	assert_mistake("\\x1b[31m is not known here");
	json_object_set_new(file, "text",
		json_string("may\x1b"
			    "be"));
	strict_word(&s, file, "text", word, 1);
	assert_mistake("text: \"may\\x1bbe\" is none of the words that stand "
		       "here");
}

UNIT(a_string_with_a_zero_in_it_is_none)
{
	json_object_set_new(file, "text", json_stringn("a\0b", 3));
	assert_string_equal(strict_text(&s, file, "text", 9), "");
	assert_true(strict_failed(&s));
}

UNIT(the_first_mistake_stands)
{
	strict_number(&s, file, "gone", 0, 9);
	strict_text(&s, file, "number", 9);
	assert_int_equal(strict_number(&s, file, "number", 0, 9), 0);
	assert_string_equal(strict_text(&s, file, "text", 9), "");
	assert_mistake("gone is missing");
}

#define PART(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(what_is_right_is_read),
		PART(a_missing_key_is_named),
		PART(another_type_is_told_with_what_was_wanted),
		PART(what_is_out_of_range_is_told),
		PART(hex_has_no_other_letters),
		PART(negative_numbers_are_out_of_range),
		PART(a_path_leads_to_the_key),
		PART(an_unknown_word_or_key_fails_loudly),
		PART(a_string_with_a_zero_in_it_is_none),
		PART(the_first_mistake_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
