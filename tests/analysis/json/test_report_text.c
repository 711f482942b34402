/* SPDX-License-Identifier: ISC */
/*
 * Bytes of the peer as JSON text: good UTF-8 stays, all that could fool a
 * terminal, a browser or a log is written as bytes.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report/report_parts.h"

static void expect(const char *bytes, size_t len, const char *words)
{
	json_t *text = report_text(bytes, len);

	assert_non_null(text);
	assert_string_equal(json_string_value(text), words);
	assert_int_equal(json_string_length(text), strlen(words));
	json_decref(text);
}

#define EXPECT(bytes, words) expect(bytes, sizeof(bytes) - 1, words)

UNIT(plain_and_utf8_text_stays)
{
	EXPECT("", "");
	EXPECT("220 mx ESMTP", "220 mx ESMTP");
	EXPECT("Gr\xc3\xbc\xc3\x9f"
	       "e \xe2\x82\xac \xf0\x9f\x93\xa8",
		"Gr\xc3\xbc\xc3\x9f"
		"e \xe2\x82\xac \xf0\x9f\x93\xa8");
}

UNIT(control_characters_become_bytes)
{
	EXPECT("a\0b", "a\\x00b");
	EXPECT("\x1b[31m\r\n\t", "\\x1b[31m\\x0d\\x0a\\x09");
	EXPECT("\x7f", "\\x7f");
	EXPECT("\xc2\x9b", "\\xc2\\x9b");
}

UNIT(broken_utf8_becomes_bytes)
{
	EXPECT("\xff", "\\xff");
	EXPECT("\xc3", "\\xc3");
	EXPECT("\xc3(", "\\xc3(");
	EXPECT("\xc0\xaf", "\\xc0\\xaf");
	EXPECT("\xe0\x80\xaf", "\\xe0\\x80\\xaf");
	EXPECT("\xed\xa0\x80", "\\xed\\xa0\\x80");
	EXPECT("\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
	EXPECT("\xf0\x9f\x93", "\\xf0\\x9f\\x93");
	EXPECT("\x80", "\\x80");
}

UNIT(marks_that_turn_or_break_text_become_bytes)
{
	EXPECT("\xe2\x80\xae"
	       "cod",
		"\\xe2\\x80\\xae"
		"cod");
	EXPECT("\xe2\x80\xa8", "\\xe2\\x80\\xa8");
	EXPECT("\xe2\x81\xa6", "\\xe2\\x81\\xa6");
	EXPECT("\xef\xbb\xbf", "\\xef\\xbb\\xbf");
	EXPECT("\xef\xbf\xbf", "\\xef\\xbf\\xbf");
}

UNIT(a_written_escape_is_told_from_a_byte)
{
	EXPECT("\\x41", "\\x5cx41");
	EXPECT("a\\,b\\", "a\\,b\\");
	EXPECT("\\\\x", "\\\\x5cx");
}

UNIT(escaped_text_is_not_escaped_twice)
{
	json_t *text = report_words("421 \\x1b \x07");

	assert_string_equal(json_string_value(text), "421 \\x1b \\x07");
	json_decref(text);
}

/* Every byte alone and every pair of bytes gives a JSON string. */
UNIT(any_bytes_give_a_string)
{
	char *bytes = malloc(2);

	for (unsigned i = 0; i < 0x10000; i++) {
		json_t *text;

		bytes[0] = (char)(i >> 8);
		bytes[1] = (char)i;
		text = report_text(bytes, 2);
		assert_non_null(text);
		for (const char *c = json_string_value(text); *c; c++)
			assert_true((unsigned char)*c >= 0x20 && *c != 0x7F);
		json_decref(text);
	}
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_and_utf8_text_stays),
		cmocka_unit_test(control_characters_become_bytes),
		cmocka_unit_test(broken_utf8_becomes_bytes),
		cmocka_unit_test(marks_that_turn_or_break_text_become_bytes),
		cmocka_unit_test(a_written_escape_is_told_from_a_byte),
		cmocka_unit_test(escaped_text_is_not_escaped_twice),
		cmocka_unit_test(any_bytes_give_a_string),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
