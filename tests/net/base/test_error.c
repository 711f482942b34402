/* SPDX-License-Identifier: ISC */
/* The error path cannot fail and cannot be used to write to a terminal. */
#include "net/base/error.h"

#include "tests/lib/unit.h"

#include <errno.h>
#include <string.h>

UNIT(the_message_is_formatted_and_escaped)
{
	struct error error;

	error_set(&error, ERROR_SYSTEM, EMFILE, "%s: %d", "a\nb", 7);
	assert_int_equal(error.code, ERROR_SYSTEM);
	assert_int_equal(error.errnum, EMFILE);
	assert_string_equal(error.message, "a\\x0ab: 7");
}

UNIT(a_long_message_is_cut)
{
	struct error error;
	char text[1000];

	memset(text, '\x01', sizeof(text));
	text[999] = '\0';
	error_set(&error, ERROR_USAGE, 0, "%s", text);
	assert_int_equal(strlen(error.message), 296);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_message_is_formatted_and_escaped),
		cmocka_unit_test(a_long_message_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
