/* SPDX-License-Identifier: ISC */
/*
 * `hallo serve` as a user runs it.
 */
#include "tests/lib/unit.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/cli/program.h"

static struct ran say_to(const char *address, const char *versions)
{
	char target[80];

	snprintf(target, sizeof(target), "smtp://%s", address);
	return run_hallo("say", "--versions", versions, target, NULL);
}

UNIT(it_answers_as_its_profile_says)
{
	char address[64];
	struct child server = start_server("kabelmail", address);
	struct ran ran = say_to(address, "TLSv1.2"), end;

	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "chose TLSv1.2, 0x0039"));
	ran_clear(&ran);
	ran = say_to(address, "TLSv1.3");
	assert_int_equal(ran.status, 1);
	assert_non_null(strstr(ran.out, "refused: alert"));
	ran_clear(&ran);
	child_signal(&server, SIGTERM);
	end = child_end(&server);
	assert_int_equal(end.status, 0);
	ran_clear(&end);
}

UNIT(what_it_cannot_serve_is_told)
{
	struct ran ran = run_hallo("serve", "no-such-profile", NULL);

	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "no-such-profile"));
	ran_clear(&ran);
	ran = run_hallo("serve", "--listen", "nonsense", "modern", NULL);
	assert_int_equal(ran.status, 64);
	ran_clear(&ran);
}

UNIT(a_port_that_is_taken_is_status_3)
{
	char address[64];
	struct child server = start_server("modern", address);
	struct ran ran =
		run_hallo("serve", "--listen", address, "modern", NULL);

	assert_int_equal(ran.status, 3);
	assert_non_null(strstr(ran.err, address));
	ran_clear(&ran);
	child_signal(&server, SIGTERM);
	ran = child_end(&server);
	ran_clear(&ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_answers_as_its_profile_says),
		cmocka_unit_test(what_it_cannot_serve_is_told),
		cmocka_unit_test(a_port_that_is_taken_is_status_3),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
