/* SPDX-License-Identifier: ISC */
/*
 * The program as a user runs it, without a network: usage, help, lists.
 */
#include "tests/lib/unit.h"

#include "tests/cli/program.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

UNIT(wrong_usage_is_64_and_says_what_would_be_right)
{
	assert_usage(
		run_hallo(NULL, NULL), "nothing to do; try: hallo example.org");
	assert_usage(run_hallo("--conections", "3", "x.example", NULL),
		"did you mean --connections?");
	assert_usage(run_hallo("--connections", "0", "x.example", NULL),
		"a number from 1 to 100, not '0'");
	assert_usage(run_hallo("--connections", NULL),
		"--connections needs a value: --connections N");
	assert_usage(
		run_hallo("serv", "kabelmail", NULL), "did you mean 'serve'?");
	assert_usage(run_hallo("list", "suits", NULL), "did you mean 'suites'");
	assert_usage(run_hallo("--fail-on", "bad", "x.example", NULL),
		"info, low, medium, high or critical, not 'bad'");
	assert_usage(run_hallo("gopher://x.example", NULL), "gopher");
	assert_usage(run_hallo("completion", "fish", NULL), "bash");
	assert_usage(run_hallo("-i", "/nonexistent", NULL), "--input");
	assert_usage(run_hallo("serve", "kabelmial", NULL),
		"did you mean kabelmail?");
}

UNIT(a_json_file_that_cannot_be_written_is_said_first)
{
	assert_usage(run_hallo("--json", "/nonexistent/x.json",
			     "smtp://127.0.0.1:1", NULL),
		"nothing was asked yet");
}

UNIT(no_escape_sequence_of_an_argument_comes_through)
{
	struct ran ran = run_hallo("\033[31m://x", NULL);

	assert_int_equal(ran.status, 64);
	assert_null(strchr(ran.err, '\033'));
	ran_clear(&ran);
}

UNIT(help_and_version_are_0)
{
	struct ran ran = run_hallo("--version", NULL);

	assert_int_equal(ran.status, 0);
	assert_memory_equal(ran.out, "hallo ", 6);
	ran_clear(&ran);
	ran = run_hallo("--help", NULL);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "completion"));
	ran_clear(&ran);
	ran = run_hallo("audit", "--help", NULL);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "--fail-on LEVEL"));
	assert_non_null(strstr(ran.out, "64 wrong usage"));
	ran_clear(&ran);
	ran = run_hallo("help", "serve", NULL);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "--listen"));
	ran_clear(&ran);
}

static const char *const lists[] = { "suites", "groups", "versions",
	"extensions", "alerts", "signature-schemes", "dialogs", "senders",
	"profiles" };
#define N_LISTS (sizeof(lists) / sizeof(lists[0]))

static size_t lines_of(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

UNIT(lists_as_json_are_arrays_of_objects_with_code)
{
	for (size_t i = 0; i < N_LISTS; i++) {
		struct ran ran = run_hallo("list", lists[i], "--json", NULL);
		struct ran text = run_hallo("list", lists[i], NULL);
		json_t *array = json_loads(ran.out, 0, NULL), *object;
		size_t k;

		assert_int_equal(ran.status, 0);
		assert_true(json_is_array(array));
		assert_true(json_array_size(array) >= 3);
		json_array_foreach(array, k, object) assert_true(
			json_is_string(json_object_get(object, "code")));
		/* as many lines, and the titles */
		assert_int_equal(lines_of(text.out), k + 1);
		json_decref(array);
		ran_clear(&ran);
		ran_clear(&text);
	}
}

UNIT(lists_heed_the_width)
{
	static const char *const widths[] = { "60", "80", "120" };

	for (size_t i = 0; i < N_LISTS * 3; i++) {
		const char *width = widths[i % 3];
		size_t limit = (size_t)strtoul(width, NULL, 10);
		struct ran ran =
			run_hallo("list", lists[i / 3], "--width", width, NULL);

		for (char *line = ran.out; *line; line++) {
			size_t len = strcspn(line, "\n");

			assert_true(len <= limit);
			line += len;
		}
		ran_clear(&ran);
	}
}

UNIT(completion_is_a_script_that_bash_takes)
{
	struct ran ran = run_hallo("completion", "bash", NULL);

	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "complete -o default -F _hallo hallo"));
	ran_clear(&ran);
}

/* The long lists do not fit into the buffer of stdio, the version does. */
UNIT(a_full_disk_is_no_success)
{
	assert_int_equal(
		run_hallo_onto("/dev/full", "list", "suites", NULL), 2);
	assert_int_equal(run_hallo_onto("/dev/full", "--version", NULL), 2);
	assert_int_equal(run_hallo_onto("/dev/null", "--version", NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			wrong_usage_is_64_and_says_what_would_be_right),
		cmocka_unit_test(
			a_json_file_that_cannot_be_written_is_said_first),
		cmocka_unit_test(
			no_escape_sequence_of_an_argument_comes_through),
		cmocka_unit_test(help_and_version_are_0),
		cmocka_unit_test(a_full_disk_is_no_success),
		cmocka_unit_test(lists_as_json_are_arrays_of_objects_with_code),
		cmocka_unit_test(lists_heed_the_width),
		cmocka_unit_test(completion_is_a_script_that_bash_takes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
