/* SPDX-License-Identifier: ISC */
/*
 * What hallo listen says to a command line that it does not take.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/cli/program.h"

UNIT(wrong_usage_is_told)
{
	struct ran ran;

	assert_usage(run_hallo("listen", "--answer", "alert:256", NULL),
		"a number from 0 to 255, not 'alert:256'");
	assert_usage(run_hallo("listen", "--answer", "alert:x", NULL),
		"a number from 0 to 255");
	assert_usage(run_hallo("listen", "--answer", "modernn", NULL),
		"did you mean modern?");
	assert_usage(run_hallo("listen", "--times", "0", NULL),
		"--times takes a number");
	assert_usage(run_hallo("listen", "here", NULL),
		"no word is enough for listen, 'here' is too many");
	assert_usage(run_hallo("listen", "--listen", "here", NULL),
		"write ADDRESS:PORT");
	assert_usage(run_hallo("listen", "--save", "/dev/null", NULL),
		"--save /dev/null: Not a directory");
	ran = run_hallo("listen", "--listen", "192.0.2.1:25", NULL);
	assert_int_equal(ran.status, 3);
	assert_non_null(strstr(ran.err, "try another port"));
	ran_clear(&ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_usage_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
