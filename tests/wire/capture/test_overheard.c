/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/capture/overheard.c.
 */
#include "wire/capture/overheard.h"
#include "tests/lib/unit.h"

UNIT(only_dialogs_have_names)
{
	assert_string_equal(overheard_protocol_name(OVERHEARD_SMTP), "smtp");
	assert_string_equal(overheard_protocol_name(OVERHEARD_POP3), "pop3");
	assert_null(overheard_protocol_name(OVERHEARD_NONE));
	assert_null(overheard_protocol_name(OVERHEARD_UNKNOWN));
	assert_null(overheard_protocol_name(OVERHEARD_TLS));
}

UNIT(no_answer_has_no_name)
{
	assert_null(overheard_answer_name(OVERHEARD_NO_ANSWER));
	assert_string_equal(overheard_answer_name(OVERHEARD_GO), "go-ahead");
	assert_string_equal(
		overheard_answer_name(OVERHEARD_REFUSED), "refused");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_dialogs_have_names),
		cmocka_unit_test(no_answer_has_no_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
