/* SPDX-License-Identifier: ISC */
/*
 * Runs the table of odd servers, some trials side by side, then lets each trial
 * be a test of its own.
 *
 *	test_odd [PART-OF-A-NAME]
 */
#include "tests/odd/odd.h"

#include <stdio.h>
#include <stdlib.h>

#include "analysis/machines/machines.h"
#include "tests/lib/unit.h"

#define SIDE_BY_SIDE 32
#define WAYS 2 /* at one connection and at five */

static const unsigned ways[WAYS] = { 1, 5 };

static void row_holds(void **state)
{
	struct trial *trial = *state;
	char why[400] = "", line[500];
	bool holds = trial_holds(trial, why, sizeof(why));

	trial_tell(trial, line, sizeof(line));
	print_message("# %s\n", line);
	if (!holds)
		fail_msg("%s", why);
}

static void row_is_resumed(void **state)
{
	struct trial *trial = *state;
	char why[400] = "";

	if (!trial_resumes(trial, why, sizeof(why)))
		fail_msg("%s", why);
}

static size_t count_running(const struct trial *trials, size_t n)
{
	size_t running = 0;

	for (size_t i = 0; i < n; i++)
		running += trials[i].running;
	return running;
}

static void collect_done(struct trial *trials, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (trials[i].running && trials[i].done)
			trial_collect(&trials[i]);
}

static size_t choose_rows(
	const struct odd_row **rows, int argc, char *const *argv)
{
	size_t n = 0;

	for (size_t i = 0; i < odd_rows_len; i++)
		if (argc < 2 || strstr(odd_rows[i].profile, argv[1]))
			rows[n++] = &odd_rows[i];
	return n;
}

/* Each trial is as large as two profiles: all are kept until the end. */
static void run_all(struct trial *trials, const struct odd_row *const *rows,
	size_t n, struct event_base *base, struct signer *signer)
{
	size_t begun = 0;

	while (begun < n || count_running(trials, begun)) {
		while (begun < n &&
			count_running(trials, begun) < SIDE_BY_SIDE) {
			trial_begin(&trials[begun], rows[begun / WAYS],
				ways[begun % WAYS], base, signer);
			begun++;
		}
		collect_done(trials, begun);
		if (count_running(trials, begun))
			event_base_loop(base, EVLOOP_ONCE);
		collect_done(trials, begun);
	}
}

static int test_all(struct trial *trials, size_t n)
{
	struct CMUnitTest *tests = calloc(2 * n, sizeof(*tests));
	char(*names)[2][120] = calloc(n, sizeof(*names));
	size_t n_tests = 0;
	int failed;

	assert_true(tests && names);
	for (size_t i = 0; i < n; i++) {
		const struct odd_row *row = trials[i].row;

		snprintf(names[i][0], sizeof(names[i][0]), "%s%s%s at %u",
			row->profile, row->dialog ? " " : "",
			row->dialog ? row->dialog : "", trials[i].connections);
		snprintf(names[i][1], sizeof(names[i][1]), "%s resumed",
			names[i][0]);
		tests[n_tests++] = (struct CMUnitTest){ .name = names[i][0],
			.test_func = row_holds,
			.initial_state = &trials[i] };
		if (!trial_ended_by_itself(&trials[i]))
			continue; /* the server, not the audit, ended it */
		tests[n_tests++] = (struct CMUnitTest){ .name = names[i][1],
			.test_func = row_is_resumed,
			.initial_state = &trials[i] };
	}
	failed = _cmocka_run_group_tests("odd", tests, n_tests, NULL, NULL);
	free(names);
	free(tests);
	return failed;
}

/* For tests/odd/schema.py: a line a trial, its name and its report. */
static void write_reports(struct trial *trials, size_t n)
{
	const char *name = getenv("REPORTS");
	FILE *file = name ? fopen(name, "w") : NULL;

	for (size_t i = 0; file && i < n; i++) {
		char *report;

		if (!trials[i].audit)
			continue;
		report = trial_report(machines_portrait(trials[i].audit, NULL));
		fprintf(file, "%s at %u\t%s\n", trials[i].row->profile,
			trials[i].connections, report);
		free(report);
	}
	if (file && fclose(file) != 0)
		abort();
}

int main(int argc, char *argv[])
{
	const struct odd_row **rows = calloc(odd_rows_len, sizeof(*rows));
	size_t n = choose_rows(rows, argc, argv) * WAYS;
	struct trial *trials = calloc(n + 1, sizeof(*trials));
	struct event_base *base = event_base_new();
	struct signer *signer = signer_new();
	int failed;

	if (!rows || !trials || !n)
		return 1;
	run_all(trials, rows, n, base, signer);
	failed = test_all(trials, n);
	write_reports(trials, n);
	for (size_t i = 0; i < n; i++)
		trial_free(&trials[i]);
	event_base_free(base); /* the inquiries have timers in it */
	signer_free(signer);
	free(trials);
	free(rows);
	return failed;
}
