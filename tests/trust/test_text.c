/* SPDX-License-Identifier: ISC */
/*
 * What a peer may write into our output: printable UTF-8, all else as \XX.
 */
#include "tests/lib/unit.h"
#include "trust/text.h"

#include <stdio.h>
#include <stdlib.h>

static const char *utf8(const char *bytes, size_t len, const char *special)
{
	static char out[256];
	struct text t = text_of(out, sizeof(out));

	text_utf8(&t, slice_of(bytes, len), special);
	return out;
}

static const char *wide(const char *bytes, size_t len, size_t width)
{
	static char out[256];
	struct text t = text_of(out, sizeof(out));

	text_wide(&t, slice_of(bytes, len), width, "");
	return out;
}

UNIT(valid_utf8_stays)
{
	assert_string_equal(
		utf8("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 10, ""),
		"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
}

UNIT(what_is_no_character_is_escaped)
{
	static const struct {
		const char *bytes, *text;
	} rows[] = {
		{ "\x1b[0m\r\n\x7f", "\\1B[0m\\0D\\0A\\7F" },
		{ "\xff\x80", "\\FF\\80" }, { "\xc3", "\\C3" }, /* cut */
		{ "\xc3(", "\\C3(" },		    /* no continuation */
		{ "\xc0\x80", "\\C0\\80" },	    /* overlong */
		{ "\xe0\x80\x80", "\\E0\\80\\80" }, /* overlong */
		{ "\xf0\x80\x80\x80", "\\F0\\80\\80\\80" },
		{ "\xed\xa0\x80", "\\ED\\A0\\80" }, /* surrogate */
		{ "\xf4\x90\x80\x80", "\\F4\\90\\80\\80" },
		{ "\xf5\x80\x80\x80", "\\F5\\80\\80\\80" },
		{ "\xc2\x85", "\\C2\\85" },	    /* C1 */
		{ "\xe2\x80\xae", "\\E2\\80\\AE" }, /* right to left */
		{ "\xef\xbb\xbf", "\\EF\\BB\\BF" }, /* byte order mark */
		{ "\xef\xbf\xbf", "\\EF\\BF\\BF" }, /* no character */
		{ "\xf0\x9f\xbf\xbf", "\\F0\\9F\\BF\\BF" },
		{ "\xf3\xa0\x81\x81", "\\F3\\A0\\81\\81" }, /* tag */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(
			utf8(rows[i].bytes, strlen(rows[i].bytes), ""),
			rows[i].text);
	assert_string_equal(utf8("a\0b", 3, ""), "a\\00b");
}

UNIT(special_characters_get_a_backslash)
{
	assert_string_equal(utf8("a,b\\", 4, ",\\"), "a\\,b\\\\");
	assert_string_equal(utf8(" a b ", 5, " "), "\\ a b\\ ");
	assert_string_equal(utf8("#a#", 3, "#"), "\\#a#");
	assert_string_equal(utf8("", 0, " #"), "");
}

UNIT(wide_characters_become_utf8)
{
	assert_string_equal(wide("K\xf6ln", 4, 1), "K\xc3\xb6ln");
	assert_string_equal(wide("\0A\x20\xac", 4, 2), "A\xe2\x82\xac");
	assert_string_equal(wide("\xd8\x3d\xde\0", 4, 2), "\xf0\x9f\x98\x80");
	assert_string_equal(
		wide("\xde\0\xd8\x3d", 4, 2), "\\ED\\B8\\80\\ED\\A0\\BD");
	assert_string_equal(wide("\xd8\x3d\0A", 4, 2), "\\ED\\A0\\BDA");
	assert_string_equal(wide("\0\1\xf6\0", 4, 4), "\xf0\x9f\x98\x80");
	assert_string_equal(wide("\x7f\0\0\0", 4, 4), "\\FF\\FF\\FF\\FF");
	assert_string_equal(wide("\0\n", 2, 2), "\\0A");
}

UNIT(cut_is_between_characters)
{
	char out[16];
	struct text t;

	for (size_t size = 1; size <= sizeof(out); size++) {
		t = text_of(out, size);
		text_utf8(&t, slice_of("\xe2\x82\xac\n,\xe2\x82\xac", 8), ",");
		assert_int_equal(t.cut, size < 12);
		assert_int_equal(strlen(out), t.n);
		assert_true(t.n < size);
		assert_true(t.n == 0 || t.n == 3 || t.n == 6 || t.n == 8 ||
			t.n == 11);
		text_put(&t, "x");
		assert_int_equal(t.n, size < 12 ? strlen(out) : t.n);
	}
}

UNIT(nothing_follows_a_cut)
{
	char out[4];
	struct text t = text_of(out, sizeof(out));

	text_hex(&t, slice_of("\x01\xab", 2));
	assert_string_equal(out, "01");
	assert_true(t.cut);
	text_put(&t, "x");
	assert_string_equal(out, "01");
}

UNIT(long_wide_text_is_cut)
{
	static uint8_t zeros[8000];
	static char out[65536];
	struct text t = text_of(out, sizeof(out));

	text_wide(&t, slice_of(zeros, sizeof(zeros)), 1, "");
	assert_true(t.cut);
	assert_true(t.n > 3000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_utf8_stays),
		cmocka_unit_test(what_is_no_character_is_escaped),
		cmocka_unit_test(special_characters_get_a_backslash),
		cmocka_unit_test(wide_characters_become_utf8),
		cmocka_unit_test(cut_is_between_characters),
		cmocka_unit_test(nothing_follows_a_cut),
		cmocka_unit_test(long_wide_text_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
