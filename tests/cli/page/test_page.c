/* SPDX-License-Identifier: ISC */
/*
 * Wrapping, cleaning and colour of the page.
 */
#include "tests/lib/unit.h"

#include "cli/page/page.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const struct page_style narrow = { .width = 20 };

UNIT(words_wrap_at_the_width_and_hang)
{
	struct page page;
	char *text;

	page_init(&page, &narrow);
	page_paragraph(&page, 0, 2, TINT_NONE,
		"one two three four five six seven eight");
	text = page_take(&page);
	assert_string_equal(text,
		"one two three four\n"
		"  five six seven\n"
		"  eight\n");
	free(text);
}

UNIT(a_word_longer_than_the_line_is_cut)
{
	struct page page;
	char *text;

	page_init(&page, &narrow);
	page_paragraph(&page, 2, 4, TINT_NONE, "aaaaaaaaaaaaaaaaaabbbb cc");
	text = page_take(&page);
	assert_string_equal(text, "  aaaaaaaaaaaaaaaaaa\n    bbbb cc\n");
	free(text);
}

UNIT(no_width_means_one_line)
{
	struct page_style endless = { 0 };
	struct page page;
	char *text;

	page_init(&page, &endless);
	page_paragraph(&page, 0, 0, TINT_NONE, "%s",
		"a long line that would be wrapped anywhere else but here");
	text = page_take(&page);
	assert_string_equal(text,
		"a long line that would be wrapped anywhere else but here\n");
	free(text);
}

UNIT(a_fact_hangs_beside_its_label)
{
	struct page page;
	char *text;

	page_init(&page, &narrow);
	page_fact(&page, 1, 8, "Cipher", TINT_NONE, "one two three four");
	text = page_take(&page);
	assert_string_equal(text, " Cipher  one two\n         three four\n");
	free(text);
}

UNIT(a_label_that_is_too_long_keeps_a_blank)
{
	struct page page;
	char *text;

	page_init(&page, &narrow);
	page_fact(&page, 0, 3, "label", TINT_NONE, "x");
	text = page_take(&page);
	assert_string_equal(text, "label x\n");
	free(text);
}

UNIT(control_characters_are_written_as_hex)
{
	struct page_style style = { .utf8 = true };
	char *clean;

	clean = page_clean(&style, "a\033[31mb\r\n\x7f\xc2\x9b");
	assert_string_equal(clean, "a\\x1b[31mb\\x0d\\x0a\\x7f\\xc2\\x9b");
	free(clean);
}

UNIT(bad_utf8_is_written_as_hex)
{
	struct page_style style = { .utf8 = true };
	char *clean;

	clean = page_clean(&style, "\xc0\xaf \xed\xa0\x80 \xff \xe2\x82");
	assert_null(strpbrk(clean, "\xc0\xaf\xff\xe2\x82"));
	free(clean);
}

UNIT(without_utf8_all_is_ascii)
{
	struct page_style style = { .utf8 = false };
	char *clean;

	clean = page_clean(&style, "M\xc3\xbcller");
	assert_string_equal(clean, "M\\xc3\\xbcller");
	free(clean);
}

UNIT(wide_characters_take_two_columns)
{
	struct page_style style = { .utf8 = true };
	char *clean;

	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	clean = page_clean(&style, "\xe6\xbc\xa2x");
	assert_int_equal(text_columns(clean), 3);
	assert_int_equal(text_cut(clean, 2), 3);
	assert_int_equal(text_cut(clean, 1), 0);
	free(clean);
}

UNIT(colour_is_only_put_when_wanted)
{
	struct page_style style = { .color = true };
	struct page page;
	char *text;

	page_init(&page, &style);
	page_paragraph(&page, 0, 0, TINT_BAD, "x");
	text = page_take(&page);
	assert_string_equal(text, "\033[1;31mx\033[0m\n");
	free(text);
	style.color = false;
	page_init(&page, &style);
	page_paragraph(&page, 0, 0, TINT_BAD, "x");
	text = page_take(&page);
	assert_string_equal(text, "x\n");
	free(text);
}

UNIT(the_environment_sets_the_width)
{
	struct page_style style;

	setenv("COLUMNS", "77", 1);
	page_style_of(&style, -1, 0, 0, 80);
	assert_int_equal(style.width, 77);
	page_style_of(&style, -1, 60, 0, 80);
	assert_int_equal(style.width, 60);
	unsetenv("COLUMNS");
	page_style_of(&style, -1, 0, 0, 80);
	assert_int_equal(style.width, 80);
	assert_false(style.color);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_wrap_at_the_width_and_hang),
		cmocka_unit_test(a_word_longer_than_the_line_is_cut),
		cmocka_unit_test(no_width_means_one_line),
		cmocka_unit_test(a_fact_hangs_beside_its_label),
		cmocka_unit_test(a_label_that_is_too_long_keeps_a_blank),
		cmocka_unit_test(control_characters_are_written_as_hex),
		cmocka_unit_test(bad_utf8_is_written_as_hex),
		cmocka_unit_test(without_utf8_all_is_ascii),
		cmocka_unit_test(wide_characters_take_two_columns),
		cmocka_unit_test(colour_is_only_put_when_wanted),
		cmocka_unit_test(the_environment_sets_the_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
