/* SPDX-License-Identifier: ISC */
/*
 * The words of a profile: where one ends, what a number is, what is refused.
 */
#include "responder/profile_text.h"
#include "tests/lib/unit.h"

#include <string.h>

static char message[200];
static struct text text_at(const char *line)
{
	return (struct text){ .pos = line,
		.end = line + strlen(line),
		.line = 7,
		.message = message,
		.message_size = sizeof(message) };
}

UNIT(words_end_at_blanks_and_the_line_at_its_end)
{
	struct text t = text_at("  dh \t 1024\r");

	assert_true(next_word(&t));
	assert_string_equal(t.word, "dh");
	assert_false(text_at_end(&t));
	assert_true(next_word(&t));
	assert_string_equal(t.word, "1024");
	assert_true(text_at_end(&t));
	assert_false(next_word(&t));
}

UNIT(a_number_is_all_of_its_word_and_not_too_high)
{
	uint32_t value;

	assert_true(number(&value, "0x0c", 255));
	assert_int_equal(value, 12);
	assert_true(number(&value, "255", 255));
	assert_false(number(&value, "256", 255));
	assert_false(number(&value, "12x", 255));
	assert_false(number(&value, "-1", 255));
	assert_false(number(&value, "", 255));
}

UNIT(a_choice_that_is_none_names_its_line)
{
	static const char *const words[] = { "no", "yes" };
	struct text t = text_at("perhaps");
	unsigned choice;

	assert_false(read_choice(&t, &choice, words, 2, "value"));
	assert_string_equal(message, "line 7: unknown value 'perhaps'");
}

UNIT(a_refusal_by_alert_wants_its_number)
{
	struct text t = text_at("alert 40"), without = text_at("alert");
	struct refusal refusal;

	assert_true(take_refusal(&t, &refusal));
	assert_int_equal(refusal.kind, REFUSAL_ALERT);
	assert_int_equal(refusal.alert, 40);
	assert_false(take_refusal(&without, &refusal));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_end_at_blanks_and_the_line_at_its_end),
		cmocka_unit_test(a_number_is_all_of_its_word_and_not_too_high),
		cmocka_unit_test(a_choice_that_is_none_names_its_line),
		cmocka_unit_test(a_refusal_by_alert_wants_its_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
