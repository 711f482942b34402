/* SPDX-License-Identifier: ISC */
/* What kind of rebuff, and its words; nothing of the peer moves a cursor. */
#include "net/dial/rebuff.h"

#include "tests/lib/unit.h"

#include <errno.h>
#include <string.h>

static struct slice text(const char *words)
{
	return slice_of((const uint8_t *)words, strlen(words));
}

UNIT(what_no_waiting_mends_is_final)
{
	static const struct {
		enum outcome_kind kind;
		const char *reply;
		enum rebuff rebuff;
	} rows[] = {
		{ OUTCOME_REFUSED, "421 4.7.0 busy\r\n", REBUFF_TEMPORARY },
		{ OUTCOME_REFUSED, "454 later\r\n", REBUFF_TEMPORARY },
		{ OUTCOME_REFUSED, "554 no service\r\n", REBUFF_FINAL },
		{ OUTCOME_REFUSED, "* BYE\r\n", REBUFF_TEMPORARY },
		{ OUTCOME_REFUSED, "", REBUFF_TEMPORARY },
		{ OUTCOME_CLOSED, "", REBUFF_TEMPORARY },
		{ OUTCOME_RESET, "", REBUFF_TEMPORARY },
		{ OUTCOME_SILENCE, "", REBUFF_TEMPORARY },
		{ OUTCOME_UNREACHABLE, "", REBUFF_FINAL },
		{ OUTCOME_NO_ROUTE, "", REBUFF_FINAL },
		{ OUTCOME_NO_STARTTLS, "250 ok\r\n", REBUFF_FINAL },
		{ OUTCOME_MALFORMED, "", REBUFF_FINAL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct outcome outcome = { .kind = rows[i].kind,
			.reply = text(rows[i].reply) };
		if (rebuff_of(&outcome) != rows[i].rebuff)
			fail_msg("row %zu", i);
	}
}

UNIT(a_reply_of_4xx_is_known_by_its_form)
{
	assert_true(rebuff_is_said(text("421 too many\r\n")));
	assert_true(rebuff_is_said(text("454-a\r\n454 b\r\n")));
	assert_false(rebuff_is_said(text("421")));
	assert_false(rebuff_is_said(text("4210 x")));
	assert_false(rebuff_is_said(text("220 mx")));
	assert_false(rebuff_is_said(text("\x15\x03\x01")));
	assert_false(rebuff_is_said(slice_of(NULL, 0)));
}

UNIT(words_are_one_harmless_line)
{
	struct outcome outcome = { .kind = OUTCOME_REFUSED,
		.stage = STAGE_GREETING,
		.reply = text("421-4.7.0 \033[2Jbusy\r\n421 later\r\n") };
	char words[100];

	rebuff_words(words, sizeof(words), &outcome);
	assert_string_equal(words, "421-4.7.0 \\x1b[2Jbusy 421 later");
	rebuff_words(words, 10, &outcome);
	assert_true(strlen(words) < 10);
	outcome = (struct outcome){ .kind = OUTCOME_CLOSED,
		.stage = STAGE_GREETING };
	rebuff_words(words, sizeof(words), &outcome);
	assert_string_equal(words, "greeting: closed");
	outcome = (struct outcome){ .kind = OUTCOME_UNREACHABLE,
		.stage = STAGE_CONNECT,
		.errnum = ECONNREFUSED };
	rebuff_words(words, sizeof(words), &outcome);
	assert_string_equal(words, "connect: Connection refused");
}

UNIT(what_is_told_names_wait_and_width)
{
	struct breaker breaker = { .wait = 1500, .width = 1 };
	char words[100];

	rebuff_tell(words, sizeof(words), "421 busy", &breaker);
	assert_string_equal(words,
		"421 busy; waiting 1.5 s, 1 connection at once from now");
	breaker = (struct breaker){ .wait = 64000, .width = 2 };
	rebuff_tell(words, sizeof(words), "421 busy", &breaker);
	assert_string_equal(words,
		"421 busy; waiting 64 s, 2 connections at once from now");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_no_waiting_mends_is_final),
		cmocka_unit_test(a_reply_of_4xx_is_known_by_its_form),
		cmocka_unit_test(words_are_one_harmless_line),
		cmocka_unit_test(what_is_told_names_wait_and_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
