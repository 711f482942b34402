/* SPDX-License-Identifier: ISC */
/* Escaping: what may be shown and what may not. */
#include "net/base/text.h"

#include "tests/lib/unit.h"

#include <string.h>

UNIT(harmful_bytes_are_escaped_and_letters_are_kept)
{
	static const char *const rows[][2] = {
		{ "plain", "plain" }, { "m\xc3\xbcller", "m\xc3\xbcller" },
		{ "a\tb\x7f", "a\\x09b\\x7f" },
		{ "\x1b]0;x\x07", "\\x1b]0;x\\x07" },
		{ "\xc2\x9bK", "\\xc2\\x9bK" },		 /* C1: CSI */
		{ "\xe2\x80\xaex", "\\xe2\\x80\\xaex" }, /* right to left */
		{ "\xc0\xafx", "\\xc0\\xafx" },		 /* overlong */
		{ "\xed\xa0\x80", "\\xed\\xa0\\x80" },	 /* surrogate */
		{ "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80" },
		{ "a\xe2\x82", "a\\xe2\\x82" }, /* cut */
	};
	char out[64];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		text_escape(out, sizeof(out), rows[i][0]);
		assert_string_equal(out, rows[i][1]);
	}
}

UNIT(a_short_buffer_cuts_at_a_whole_character)
{
	char out[6];

	text_escape(out, 6, "abc\nd");
	assert_string_equal(out, "abc");
	text_escape(out, 4, "ab\xc3\xbc");
	assert_string_equal(out, "ab");
	text_escape(out, 1, "ab");
	assert_string_equal(out, "");
}

UNIT(numbers_are_decimal_and_bounded)
{
	unsigned long n = 7;

	assert_true(text_number(&n, "0", 10));
	assert_int_equal(n, 0);
	assert_true(text_number(&n, "65535", 65535));
	assert_int_equal(n, 65535);
	assert_false(text_number(&n, "65536", 65535));
	assert_false(text_number(&n, "", 10));
	assert_false(text_number(&n, "+1", 10));
	assert_false(text_number(&n, " 1", 10));
	assert_false(text_number(&n, "18446744073709551617", 65535));
	assert_int_equal(n, 65535);
}

UNIT(lower_case_is_for_ascii_letters_only)
{
	char out[8];

	assert_true(text_lower(out, sizeof(out), "A\xc3\x84-Zz", 6));
	assert_string_equal(out, "a\xc3\x84-zz");
	assert_false(text_lower(out, sizeof(out), "12345678", 8));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			harmful_bytes_are_escaped_and_letters_are_kept),
		cmocka_unit_test(a_short_buffer_cuts_at_a_whole_character),
		cmocka_unit_test(numbers_are_decimal_and_bounded),
		cmocka_unit_test(lower_case_is_for_ascii_letters_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
