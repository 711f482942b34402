/* SPDX-License-Identifier: ISC */
/*
 * A recorded run reported again: the same report, and nobody is asked. The
 * golden transcripts are of real servers (tests/live/record.py); what they must
 * come to is the servers' configuration.
 */
#include "tests/lib/unit.h"

#include "tests/cli/answer.h"

#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define GOLDEN SOURCE_DIR "/tests/golden/transcripts/"

static char path[] = "/tmp/hallo-replay-XXXXXX";

FIXTURE(begin)
{
	int fd = mkstemp(strcpy(path, "/tmp/hallo-replay-XXXXXX"));

	return fd < 0 || close(fd);
}

FIXTURE(end)
{
	return unlink(path);
}

static struct ran ask(const char *target, const char *most)
{
	return run_hallo("--json", "-", "-q", "--max-connections", most,
		"--timeout", "7", "--patience", "9", "--delay", "0.001",
		"--rate", "600/s", "--deadline", "77", "--connections", "3",
		"--transcript", path, target, NULL);
}

/* The limits are those of the run, not those of who replays it. */
static void assert_replays(const char *most, int status)
{
	char address[64], target[80];
	struct child server = start_server("kabelmail", address);
	struct ran ran;
	json_t *said, *again;

	snprintf(target, sizeof(target), "smtp://%s", address);
	ran = ask(target, most);
	said = answer_of(&ran, status);
	child_signal(&server, SIGTERM);
	ran = child_end(&server);
	ran_clear(&ran);
	ran = run_hallo("--replay", path, "--json", "-", NULL);
	again = answer_of(&ran, status);
	assert_true(json_equal(said, again));
	json_decref(said);
	json_decref(again);
}

UNIT(a_whole_run_gives_the_same_report)
{
	assert_replays("500", 0);
}

UNIT(a_part_of_a_run_says_why_it_ended)
{
	assert_replays("9", 2);
}

/* Nobody finds the text in the file that would be standard output otherwise. */
UNIT(a_closed_output_goes_into_no_file)
{
	char command[1000], line[100] = "";
	FILE *file;

	snprintf(command, sizeof(command),
		"\"$HALLO\" --json %s --replay '" GOLDEN
		"postfix.jsonl' >&- 2>/dev/null",
		path);
	assert_int_equal(WEXITSTATUS(system(command)), 2);
	file = fopen(path, "r");
	assert_non_null(fgets(line, sizeof(line), file));
	assert_memory_equal(line, "{\"schema\"", 9);
	fclose(file);
}

UNIT(nothing_is_written)
{
	struct ran ran;

	ran = run_hallo("--replay", path, "--transcript", "/tmp/x", NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "--transcript has nothing to write"));
	ran_clear(&ran);
	ran = run_hallo("--replay", "/nonexistent", NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "--replay /nonexistent: "));
	ran_clear(&ran);
}

static const json_t *version(const json_t *report, const char *name)
{
	const json_t *versions =
		json_object_get(answer_endpoint(report, 0), "versions");

	for (size_t i = 0; i < json_array_size(versions); i++) {
		const json_t *one = json_array_get(versions, i);
		if (!strcmp(json_string_value(json_object_get(one, "version")),
			    name))
			return one;
	}
	fail_msg("no version %s", name);
	return NULL;
}

static bool has(const json_t *suites, const char *code, size_t at, bool ordered)
{
	for (size_t i = 0; i < json_array_size(suites); i++)
		if (!strcmp(json_string_value(json_object_get(
				    json_array_get(suites, i), "code")),
			    code))
			return !ordered || i == at;
	return false;
}

/* "TLSv1.2 server 0xC030 0xC02F", "TLSv1.1 no" */
static void assert_line(const json_t *report, char *line)
{
	const char *name = strtok(line, " \n"), *word = strtok(NULL, " \n");
	const json_t *is, *suites;
	const char *code;
	size_t n = 0;

	assert_non_null(word);
	is = version(report, name);
	suites = json_object_get(is, "suites");
	if (!strcmp(word, "no")) {
		assert_string_equal(
			json_string_value(json_object_get(is, "state")), "no");
		return;
	}
	assert_string_equal(
		json_string_value(json_object_get(is, "order")), word);
	while ((code = strtok(NULL, " \n")) != NULL)
		if (!has(suites, code, n++, !strcmp(word, "server")))
			fail_msg("%s: %s is not there", name, code);
	assert_int_equal(json_array_size(suites), n);
	assert_true(json_is_true(json_object_get(is, "suites_complete")));
}

static void assert_golden(char *transcript)
{
	struct ran ran = run_hallo("--replay", transcript, "--json", "-", NULL);
	json_t *report = answer_of(&ran, 0);
	char *ending = strstr(transcript, ".jsonl"), line[1000];
	size_t n = 0;
	FILE *want;

	print_message("# %s\n", transcript);
	strcpy(ending, ".want");
	want = fopen(transcript, "r");
	assert_non_null(want);
	for (; fgets(line, sizeof(line), want); n++)
		assert_line(report, line);
	fclose(want);
	assert_int_equal(n, 6);
	json_decref(report);
}

UNIT(real_servers_are_seen_as_they_were_set_up)
{
	glob_t found;

	assert_int_equal(glob(GOLDEN "*.jsonl", 0, NULL, &found), 0);
	assert_in_range(found.gl_pathc, 3, 100);
	for (size_t i = 0; i < found.gl_pathc; i++)
		assert_golden(found.gl_pathv[i]);
	globfree(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_whole_run_gives_the_same_report, begin, end),
		cmocka_unit_test_setup_teardown(
			a_part_of_a_run_says_why_it_ended, begin, end),
		cmocka_unit_test_setup_teardown(
			a_closed_output_goes_into_no_file, begin, end),
		cmocka_unit_test(nothing_is_written),
		cmocka_unit_test(real_servers_are_seen_as_they_were_set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
