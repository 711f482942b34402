/* SPDX-License-Identifier: ISC */
/*
 * A run in parts against `hallo serve`: what a budget or Ctrl-C ended goes on
 * and comes to the same end as a run in one part.
 */
#include "tests/lib/unit.h"

#include "tests/cli/answer.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char address[64], target[80];
static char path[] = "/tmp/hallo-resume-XXXXXX";
static char other[sizeof(path) + 8];
static struct child server;

FIXTURE(begin)
{
	int fd = mkstemp(path);

	close(fd);
	snprintf(other, sizeof(other), "%s.other", path);
	server = start_server("kabelmail", address);
	snprintf(target, sizeof(target), "smtp://%s", address);
	return fd < 0;
}

FIXTURE(end)
{
	struct ran ran;

	child_signal(&server, SIGTERM);
	ran = child_end(&server);
	ran_clear(&ran);
	unlink(other);
	return unlink(path);
}

static json_int_t cost_of(const json_t *report, const char *key)
{
	return answer_cost(answer_endpoint(report, 0), key);
}

static json_t *whole_run(void)
{
	struct ran ran = run_hallo("--json", "-", "-q", "--seed", "5eed",
		"--connections", "2", target, NULL);

	return answer_of(&ran, 0);
}

static void assert_same(const json_t *a, const json_t *b)
{
	assert_same_server(answer_endpoint(a, 0), answer_endpoint(b, 0));
}

static size_t probes_of(const json_t *report)
{
	return answer_probes(answer_endpoint(report, 0));
}

/* Resumes with that budget until it is whole; the report of the last part. */
static json_t *resume_to_the_end(const char *budget, size_t *parts)
{
	json_t *report = NULL;

	for (*parts = 0; *parts < 40; ++*parts) {
		struct ran ran = run_hallo("--resume", path, "-q", "--json",
			"-", "--max-connections", budget, "--connections", "2",
			NULL);

		json_decref(report);
		report = answer_of(&ran, ran.status);
		if (!json_is_false(json_object_get(
			    answer_endpoint(report, 0), "complete")))
			return report;
	}
	return report;
}

/* A replay of all parts says what the last one said of itself. */
static void assert_is_replayed(const json_t *said)
{
	static const char *const keys[] = { "cost", "limits", "started_ms" };
	struct ran ran = run_hallo("--replay", path, "--json", "-", NULL);
	json_t *again = answer_of(&ran, ran.status);

	for (size_t i = 0; i < 3; i++)
		assert_true(json_equal(
			json_object_get(answer_endpoint(said, 0), keys[i]),
			json_object_get(answer_endpoint(again, 0), keys[i])));
	json_decref(again);
}

UNIT(a_run_in_parts_comes_to_the_same_end)
{
	json_t *whole = whole_run(), *part;
	size_t parts, n = probes_of(whole);
	struct ran ran = run_hallo("--transcript", path, "-q", "--json", "-",
		"--seed", "5eed", "--connections", "2", "--max-connections",
		"10", target, NULL);

	part = answer_of(&ran, 2);
	assert_int_equal(cost_of(part, "connections"), 10);
	assert_true(json_is_null(json_object_get(
		json_object_get(answer_endpoint(part, 0), "cost"), "resumed")));
	json_decref(part);
	part = resume_to_the_end("10", &parts);
	assert_same(whole, part);
	assert_in_range(probes_of(part), n - n / 10, n + n / 10);
	assert_in_range(parts, n / 10 - 1, n / 10 + 2);
	assert_int_equal(cost_of(part, "resumed"), 10 * (parts + 1));
	assert_true(cost_of(part, "connections") > cost_of(part, "resumed"));
	assert_is_replayed(part);
	json_decref(whole);
	json_decref(part);
}

/* Nothing is left to ask: no connection, the same report. */
UNIT(a_whole_run_is_resumed_without_asking)
{
	struct ran ran = run_hallo("--resume", path, "-q", "--json", "-", NULL);
	json_t *report = answer_of(&ran, 0), *whole = whole_run();

	assert_same(whole, report);
	assert_int_equal(
		cost_of(report, "connections"), cost_of(report, "resumed"));
	json_decref(report);
	json_decref(whole);
}

/* However long it is: what comes behind it must be whole lines again. */
UNIT(a_cut_line_is_cut_off)
{
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	for (int i = 0; i < 5000; i++)
		fputc('x', file);
	fclose(file);
	for (int i = 0; i < 2; i++) {
		struct ran ran = run_hallo("--resume", path, "-q", NULL);

		assert_int_equal(ran.status, 0);
		ran_clear(&ran);
		file = fopen(path, "r");
		fseek(file, -1, SEEK_END);
		assert_int_equal(getc(file), '\n');
		fclose(file);
	}
}

UNIT(the_text_tells_of_the_parts)
{
	struct ran ran = run_hallo("--resume", path, "-q", NULL);

	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "resumed: "));
	assert_non_null(strstr(ran.out, " connections before"));
	ran_clear(&ran);
}

static long size_of(const char *name)
{
	FILE *file = fopen(name, "r");
	long size;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	fclose(file);
	return size;
}

static void pause_ms(long ms)
{
	struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

/* A slow run, ended by a signal when some exchanges are written. */
static void run_until(int signal_number, int status)
{
	struct child child;
	struct ran ran;

	unlink(path);
	child = start_hallo("--transcript", path, "-q", "--seed", "5eed",
		"--delay", "0.02", "--connections", "2", target, NULL);
	for (int i = 0; i < 500; i++) {
		if (access(path, R_OK) == 0 && size_of(path) > 30000)
			break;
		pause_ms(10);
	}
	child_signal(&child, signal_number);
	ran = child_end(&child);
	assert_int_equal(ran.status, status);
	ran_clear(&ran);
}

static void assert_goes_on(void)
{
	json_t *whole = whole_run(), *part;
	size_t parts, n = probes_of(whole);

	part = resume_to_the_end("1000", &parts);
	assert_int_equal(parts, 0);
	assert_in_range(cost_of(part, "resumed"), 3, n - 3);
	assert_same(whole, part);
	assert_in_range(probes_of(part), n - n / 10, n + n / 10);
	assert_true(
		cost_of(part, "connections") >= (json_int_t)probes_of(part));
	assert_is_replayed(part);
	json_decref(whole);
	json_decref(part);
}

UNIT(what_ctrl_c_ended_goes_on)
{
	run_until(SIGINT, 2);
	assert_goes_on();
}

/* No chance to write the cost, and the last line may be cut. */
UNIT(what_was_killed_goes_on)
{
	run_until(SIGKILL, -1);
	assert_int_equal(truncate(path, size_of(path) - 5), 0);
	assert_goes_on();
}

/* Each costs work for each endpoint. */
UNIT(parts_are_capped)
{
	FILE *file = fopen(path, "r+");
	char last[4000], line[4000] = "";
	struct ran ran;

	assert_non_null(file);
	while (fgets(last, sizeof(last), file) || !feof(file))
		if (!memcmp(last, "{\"part\"", 7))
			strcpy(line, last);
	assert_true(*line);
	fseek(file, 0, SEEK_END);
	for (int i = 0; i < 10001; i++)
		fputs(line, file);
	fclose(file);
	ran = run_hallo("--replay", path, NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "too many parts"));
	ran_clear(&ran);
}

UNIT(another_file_gets_the_whole_run)
{
	struct ran ran;
	long size;

	run_until(SIGINT, 2);
	size = size_of(path);
	ran = run_hallo("--resume", path, "--transcript", other, "-q", NULL);
	assert_int_equal(ran.status, 0);
	assert_int_equal(size_of(path), size);
	assert_true(size_of(other) > size);
	ran_clear(&ran);
	ran = run_hallo("--resume", other, "-q", NULL);
	assert_int_equal(ran.status, 0);
	ran_clear(&ran);
}

UNIT(what_cannot_be_resumed_is_wrong_usage)
{
	struct ran ran = run_hallo("--resume", "/nowhere/x", NULL);

	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "--resume /nowhere/x: No such file"));
	ran_clear(&ran);
	ran = run_hallo("--resume", path, "--ask", "dhe", NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "--ask dhe does not go with"));
	ran_clear(&ran);
	ran = run_hallo("--transcript", "/nowhere/x", target, NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "nothing was asked yet"));
	ran_clear(&ran);
}

/* A report would be written over what was recorded. */
UNIT(a_report_has_a_file_of_its_own)
{
	long size = size_of(path);
	struct ran ran = run_hallo("--resume", path, "--json", path, NULL);

	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "is the file of --resume"));
	assert_int_equal(size_of(path), size);
	ran_clear(&ran);
	unlink(other);
	ran = run_hallo("--transcript", other, "--json", other, target, NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "is the file of --transcript"));
	assert_int_equal(access(other, F_OK), -1);
	ran_clear(&ran);
}

/* Neither a second part nor a new run may write where one still does. */
UNIT(a_run_that_goes_on_keeps_its_file)
{
	struct child child;
	struct ran ran;
	long size;

	unlink(path);
	child = start_hallo("--transcript", path, "-q", "--delay", "0.5",
		"--connections", "1", target, NULL);
	for (int i = 0; i < 500; i++) {
		if (access(path, R_OK) == 0 && size_of(path) > 1000)
			break;
		pause_ms(10);
	}
	size = size_of(path);
	assert_true(size > 1000);
	ran = run_hallo("--resume", path, "-q", NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "another run is writing it"));
	ran_clear(&ran);
	ran = run_hallo("--transcript", path, "-q", target, NULL);
	assert_int_equal(ran.status, 64);
	assert_true(size_of(path) >= size);
	ran_clear(&ran);
	child_signal(&child, SIGINT);
	ran = child_end(&child);
	assert_int_equal(ran.status, 2);
	ran_clear(&ran);
	ran = run_hallo("--resume", path, "-q", NULL);
	assert_int_equal(ran.status, 0);
	ran_clear(&ran);
}

/* A full disk costs the transcript, not the audit. */
UNIT(a_transcript_that_fails_is_told)
{
	struct ran ran =
		run_hallo("--transcript", "/dev/full", "-q", target, NULL);

	assert_int_equal(ran.status, 2);
	assert_non_null(strstr(ran.err, "the run goes on without it"));
	assert_non_null(strstr(ran.out, "kabelmail"));
	ran_clear(&ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_in_parts_comes_to_the_same_end),
		cmocka_unit_test(a_whole_run_is_resumed_without_asking),
		cmocka_unit_test(a_cut_line_is_cut_off),
		cmocka_unit_test(the_text_tells_of_the_parts),
		cmocka_unit_test(what_ctrl_c_ended_goes_on),
		cmocka_unit_test(what_was_killed_goes_on),
		cmocka_unit_test(parts_are_capped),
		cmocka_unit_test(another_file_gets_the_whole_run),
		cmocka_unit_test(what_cannot_be_resumed_is_wrong_usage),
		cmocka_unit_test(a_report_has_a_file_of_its_own),
		cmocka_unit_test(a_run_that_goes_on_keeps_its_file),
		cmocka_unit_test(a_transcript_that_fails_is_told),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
