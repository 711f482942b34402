/* SPDX-License-Identifier: ISC */
/*
 * A trial that came to its end is resumed from what was recorded of it: another
 * audit is told all, and must neither ask anything nor say anything else. No
 * socket and no clock is needed for that.
 */
#include "tests/odd/odd.h"

#include <stdio.h>
#include <stdlib.h>

#include "analysis/report/report.h"

char *trial_report(const struct portrait *portrait)
{
	const struct report_asked asked = { .host = "mx.test",
		.address = "127.0.0.1",
		.port = 25,
		.dialog = "smtp",
		.server_name = "mx.test",
		.helo = "" };
	struct report report;
	json_t *json;
	char *text;

	report_begin(&report, "mx.test", 1);
	report_fill(&report, &report.endpoints[0], &asked, portrait);
	json = report_json(&report);
	text = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	report_clear(&report);
	return text;
}

bool trial_ended_by_itself(const struct trial *trial)
{
	return trial->inquiry && !trial->late && !trial->trouble[0] &&
		!inquiry_ended(trial->inquiry);
}

/* Where two texts part, with what stands around. */
static void tell_difference(
	const char *a, const char *b, char *why, size_t size)
{
	size_t at = 0;

	while (a[at] && a[at] == b[at])
		at++;
	at = at > 60 ? at - 60 : 0;
	snprintf(
		why, size, "reports differ: %.100s --- %.100s", a + at, b + at);
}

bool trial_resumes(const struct trial *trial, char *why, size_t size)
{
	struct machines *audit = machines_new(&trial->options);
	char *before = trial_report(machines_portrait(trial->audit, NULL));
	char *after;
	size_t wanted;
	bool good;

	recording_retell(
		&trial->recording, recording_size(&trial->recording), audit);
	wanted = machines_driver.wanted(audit);
	after = trial_report(machines_portrait(audit, NULL));
	good = !wanted && !strcmp(before, after);
	if (wanted)
		snprintf(why, size, "resumed, it wants %zu more", wanted);
	else if (!good)
		tell_difference(before, after, why, size);
	free(before);
	free(after);
	machines_free(audit);
	return good;
}
