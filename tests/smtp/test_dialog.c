/* SPDX-License-Identifier: ISC */
/*
 * The machine under the dialogs: the caps, the words.
 */
#include "tests/smtp/talk.h"
#include "tests/lib/unit.h"
#include "smtp/dialogs.h"

#include <stdio.h>
#include <stdlib.h>

UNIT(implicit_tls_has_its_go_ahead_at_once)
{
	static struct dialog d;

	for (size_t i = 0; i < dialog_kinds_len; i++) {
		dialog_begin(&d, &dialog_kinds[i], "[192.0.2.1]", false);
		assert_int_equal(d.status,
			dialog_kinds[i].protocol ? DIALOG_READ : DIALOG_GO);
	}
	assert_int_equal(dialog_feed(&d, (const uint8_t *)"x", 1), 0);
}

UNIT(name_for_ehlo_has_no_blanks_and_an_end)
{
	char name[DIALOG_NAME_MAX + 2];

	memset(name, 'a', sizeof(name));
	name[DIALOG_NAME_MAX] = '\0';
	assert_true(dialog_name_ok(name));
	assert_true(dialog_name_ok("[IPv6:2001:db8::1]"));
	name[DIALOG_NAME_MAX] = 'a';
	name[DIALOG_NAME_MAX + 1] = '\0';
	assert_false(dialog_name_ok(name));
	assert_false(dialog_name_ok(""));
	assert_false(dialog_name_ok("a b"));
	assert_false(dialog_name_ok("a\r\nQUIT"));
	assert_false(dialog_name_ok("m\xc3\xbcller.example"));
}

/* Feeds "220-aaa…" of @line bytes with its LF, @times over, in @cut pieces. */
static void feed_lines(
	struct dialog *d, size_t line, size_t times, size_t piece)
{
	size_t len = line * times, at = 0;
	uint8_t *bytes = malloc(len);

	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++)
		bytes[i] = (uint8_t) "220-"[i % line < 4 ? i % line : 3];
	for (size_t i = line - 1; i < len; i += line)
		bytes[i] = '\n';
	dialog_begin(d, dialog_find("smtp"), "probe.example", false);
	while (at < len && d->status == DIALOG_READ) {
		size_t n = len - at < piece ? len - at : piece;

		at += dialog_feed(d, bytes + at, n);
	}
	assert_memory_equal(d->said, bytes, d->n_said);
	free(bytes);
}

UNIT(line_may_be_as_long_as_the_cap_and_no_longer)
{
	static struct dialog d;

	for (size_t piece = 1; piece < 6000; piece += 4095) {
		feed_lines(&d, DIALOG_LINE_MAX, 1, piece);
		assert_int_equal(d.status, DIALOG_READ);
		assert_int_equal(d.code, 220);
		feed_lines(&d, DIALOG_LINE_MAX + 1, 1, piece);
		assert_int_equal(d.stop, DIALOG_STOP_TOO_LONG);
		assert_int_equal(d.n_said, DIALOG_LINE_MAX);
	}
}

UNIT(all_lines_together_are_capped)
{
	static struct dialog d;

	for (size_t piece = 1; piece < 20000; piece += 3333) {
		feed_lines(&d, 4000, 5, piece);
		assert_int_equal(d.stop, DIALOG_STOP_TOO_LONG);
		assert_int_equal(d.n_said, DIALOG_SAID_MAX);
		feed_lines(&d, 5, DIALOG_LINES_MAX, piece);
		assert_int_equal(d.stop, DIALOG_STOP_NONE);
		feed_lines(&d, 5, DIALOG_LINES_MAX + 1, piece);
		assert_int_equal(d.stop, DIALOG_STOP_TOO_LONG);
	}
}

UNIT(nothing_is_eaten_while_a_word_waits)
{
	static const char early[] = "220 mx\r\n250 mx\r\n";
	static struct dialog d;
	const uint8_t *bytes = (const uint8_t *)early;

	dialog_begin(&d, dialog_find("smtp"), "probe.example", false);
	assert_int_equal(dialog_feed(&d, bytes, 16), 8);
	assert_int_equal(d.status, DIALOG_WRITE);
	assert_int_equal(dialog_feed(&d, bytes + 8, 8), 0);
	dialog_sent(&d, dialog_out(&d).len - 1);
	assert_int_equal(d.status, DIALOG_WRITE);
	dialog_sent(&d, 1);
	assert_int_equal(dialog_feed(&d, bytes + 8, 8), 8);
	assert_int_equal(d.stop, DIALOG_STOP_NO_STARTTLS);
}

UNIT(word_is_cut_off_with_its_blanks)
{
	struct slice text = slice_of(" \tone  two\t", 11);

	assert_true(slice_is_word(slice_cut_word(&text), "ONE"));
	assert_true(slice_first_word_is(text, "two"));
	assert_true(slice_is_word(slice_cut_word(&text), "two"));
	assert_int_equal(text.len, 0);
	assert_int_equal(slice_cut_word(&text).len, 0);
	assert_false(slice_first_word_is(slice_of("twofold", 7), "two"));
	assert_false(slice_first_word_is(slice_of("tw", 2), "two"));
	assert_true(slice_first_word_is(slice_of(NULL, 0), ""));
}

UNIT(every_stop_has_a_name)
{
	for (int i = DIALOG_STOP_NONE; i <= DIALOG_STOP_TOO_LONG; i++)
		assert_string_not_equal(
			dialog_stop_name((enum dialog_stop)i), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(implicit_tls_has_its_go_ahead_at_once),
		cmocka_unit_test(name_for_ehlo_has_no_blanks_and_an_end),
		cmocka_unit_test(line_may_be_as_long_as_the_cap_and_no_longer),
		cmocka_unit_test(all_lines_together_are_capped),
		cmocka_unit_test(nothing_is_eaten_while_a_word_waits),
		cmocka_unit_test(word_is_cut_off_with_its_blanks),
		cmocka_unit_test(every_stop_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
