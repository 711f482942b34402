/* SPDX-License-Identifier: ISC */
/*
 * Bytes of the peer as text: good UTF-8 stays, all that could fool a
 * terminal, a browser or a log is written as bytes.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/escape.h"

static void expect(const char *bytes, size_t len, const char *words)
{
	char *text = calloc(len + 1, ESCAPE_MOST);
	size_t n = escape_bytes(text, bytes, len);

	assert_int_equal(n, strlen(words));
	assert_string_equal(text, words);
	free(text);
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
	char text[100] = "";

	assert_int_equal(escape_words(text, "421 \\x1b \x07", 10), 13);
	assert_string_equal(text, "421 \\x1b \\x07");
}

/* Every pair of bytes gives good text, and what is good is left alone. */
UNIT(any_bytes_give_good_text)
{
	char *bytes = malloc(2);

	for (unsigned i = 0; i < 0x10000; i++) {
		char text[9] = "", again[40] = "";

		bytes[0] = (char)(i >> 8);
		bytes[1] = (char)i;
		assert_true(escape_bytes(text, bytes, 2) <= 8);
		for (const char *c = text; *c; c++)
			assert_true((unsigned char)*c >= 0x20 && *c != 0x7F);
		escape_words(again, text, strlen(text));
		assert_string_equal(again, text);
	}
	free(bytes);
}

static void quotes(const char *bytes, size_t len, const char *words)
{
	char room[24];

	assert_string_equal(
		escape_quote(room, sizeof(room), bytes, len), words);
}

UNIT(a_quote_is_ascii_in_one_line)
{
	quotes("454 no\r\n", 8, "454 no\\x0d\\x0a");
	quotes("\xc3\xa4\\x", 4, "\\xc3\\xa4\\x5cx");
	quotes("", 0, "");
}

/* 24 bytes of room: what does not fit is cut between two of its bytes. */
UNIT(a_quote_ends_in_time)
{
	quotes("0123456789abcd", 14, "0123456789abcd");
	quotes("0123456789abcde", 15, "0123456789abcd ...");
	quotes("\x01\x01\x01\x01\x01", 5, "\\x01\\x01\\x01\\x01 ...");
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
		cmocka_unit_test(any_bytes_give_good_text),
		cmocka_unit_test(a_quote_is_ascii_in_one_line),
		cmocka_unit_test(a_quote_ends_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
