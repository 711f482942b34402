/* SPDX-License-Identifier: ISC */
/*
 * Targets of the command line and of a file.
 */
#include "tests/lib/unit.h"

#include "cli/run/targets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct targets targets;
static struct error error;

static bool read_file(const char *content)
{
	char name[] = "/tmp/hallo-test-XXXXXX";
	struct options options = { .input = name };
	int fd = mkstemp(name);
	bool good;

	assert_true(fd >= 0);
	assert_int_equal(
		write(fd, content, strlen(content)), (ssize_t)strlen(content));
	close(fd);
	targets_clear(&targets);
	good = targets_read(&targets, &options, &error);
	unlink(name);
	return good;
}

FIXTURE(clear)
{
	targets_clear(&targets);
	return 0;
}

UNIT(blanks_comments_and_empty_lines_do_not_count)
{
	assert_true(read_file("# mine\n\n  a.example \r\n\tb.example:587"));
	assert_int_equal(targets.n, 2);
	assert_string_equal(targets.list[0].text, "a.example");
	assert_string_equal(targets.list[1].text, "b.example:587");
	assert_int_equal(targets.list[1].port, 587);
}

UNIT(a_bad_line_is_named_by_its_number)
{
	assert_false(read_file("a.example\n\ngopher://b.example\n"));
	assert_int_equal(error.code, ERROR_USAGE);
	assert_non_null(strstr(error.message, "line 3"));
}

UNIT(a_file_without_a_target_is_an_error)
{
	assert_false(read_file("# nothing\n"));
	assert_non_null(strstr(error.message, "names no target"));
}

UNIT(words_come_before_the_file)
{
	const char *words[] = { "first.example" };
	struct options options = { .words = words, .n_words = 1 };

	targets_clear(&targets);
	assert_true(targets_read(&targets, &options, &error));
	assert_string_equal(targets.list[0].text, "first.example");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_comments_and_empty_lines_do_not_count),
		cmocka_unit_test(a_bad_line_is_named_by_its_number),
		cmocka_unit_test(a_file_without_a_target_is_an_error),
		cmocka_unit_test(words_come_before_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, clear);
}
