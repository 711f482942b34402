/* SPDX-License-Identifier: ISC */
/*
 * `hallo audit`: everything that can be wrong is said before the first probe,
 * then target after target is run, its report written as text and as JSON, and
 * its exit status joined to the others.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/run/captured.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/base/exit_status.h"
#include "cli/page/page.h"
#include "cli/run/run.h"
#include "cli/run/targets.h"
#include "cli/report/text.h"
#include "cli/run/transcript.h"

struct output {
	FILE *json; /* NULL: none */
	bool text;
	bool failed;
	size_t n_reports;
	struct page_style style;
};

static bool output_open(struct output *output, const struct options *options)
{
	memset(output, 0, sizeof(*output));
	output->text = true;
	page_style_of(&output->style, STDOUT_FILENO, options->width,
		options->color, 80);
	if (!options->json)
		return true;
	if (!strcmp(options->json, "-")) {
		output->json = stdout;
		output->text = false;
		return true;
	}
	output->json = fopen(options->json, "w");
	if (!output->json)
		complain("--json %s: %s; nothing was asked yet", options->json,
			strerror(errno));
	return output->json != NULL;
}

/* One report a line; flushed, so that a reader has it when it is there. */
static void write_json(struct output *output, const struct report *report)
{
	json_t *json = report_json(report);

	if (json_dumpf(json, output->json, JSON_COMPACT) != 0 ||
		fputc('\n', output->json) == EOF || fflush(output->json) != 0)
		output->failed = true;
	json_decref(json);
}

static void write_text(struct output *output, const struct report *report)
{
	struct page page;
	char *text;

	page_init(&page, &output->style);
	if (output->n_reports > 0)
		page_blank(&page);
	text_report(&page, report);
	text = page_take(&page);
	if (fputs(text, stdout) == EOF || fflush(stdout) != 0)
		output->failed = true;
	free(text);
}

static void output_report(struct output *output, const struct report *report)
{
	if (output->text)
		write_text(output, report);
	if (output->json)
		write_json(output, report);
	output->n_reports++;
}

static bool output_close(struct output *output, const struct options *options)
{
	if (output->json && output->json != stdout && fclose(output->json) != 0)
		output->failed = true;
	if (output->failed)
		complain("the report could not be written%s%s: %s",
			options->json ? " to " : "",
			options->json ? options->json : "", strerror(errno));
	return !output->failed;
}

static enum exit_status audit_targets(
	struct run *run, const struct targets *targets, struct output *output)
{
	enum exit_status status = EXIT_AUDITED, one;
	size_t i;

	for (i = 0; i < targets->n && !run->stop; i++) {
		struct report report;

		run_target(run, &report, &targets->list[i]);
		output_report(output, &report);
		one = exit_status_of(&report, run->options);
		status = i ? exit_status_of_two(status, one) : one;
		report_clear(&report);
	}
	if (i < targets->n) {
		complain("%zu of %zu targets were not asked", targets->n - i,
			targets->n);
		status = exit_status_of_two(status, EXIT_INCOMPLETE);
	}
	return status;
}

static bool run_open(struct run *run, const struct options *options,
	struct transcript *transcript, const struct targets *targets,
	struct capture *capture, struct error *error)
{
	struct transcript_limits limits;

	if (!run_begin(run, options, error) ||
		!transcript_open(transcript, options, error) ||
		!captured_begin(capture, run, error))
		return false;
	run->transcript = transcript;
	limits.of_one = run->inquiry.limits;
	limits.of_address = options->pace;
	transcript_head(transcript, options, &limits, targets->list[0].text,
		run->helo, run->seed);
	return true;
}

static enum exit_status audit(const struct options *options,
	const struct targets *targets, struct transcript *transcript)
{
	enum exit_status status = EXIT_USAGE;
	struct error error = { 0 };
	struct capture *capture;
	struct output output;
	struct run run;

	if (!captured_open(&capture, options, &error)) {
		complain("%s", error.message);
		return EXIT_USAGE;
	}
	if (!output_open(&output, options))
		return captured_close(capture) ? EXIT_USAGE : EXIT_INCOMPLETE;
	if (run_open(&run, options, transcript, targets, capture, &error))
		status = audit_targets(&run, targets, &output);
	else
		complain("%s", error.message);
	if (!captured_close(capture))
		status = exit_status_of_two(status, EXIT_INCOMPLETE);
	run_end(&run);
	if (!output_close(&output, options))
		status = exit_status_of_two(status, EXIT_INCOMPLETE);
	return status;
}

int command_audit(const struct options *given)
{
	struct options options = *given;
	struct transcript transcript;
	struct targets targets = { 0 };
	struct error error = { 0 };
	enum exit_status status = EXIT_USAGE;

	if (transcript_begin(&transcript, &options, &error) &&
		targets_read(&targets, &options, &error))
		status = audit(&options, &targets, &transcript);
	else
		complain("%s", error.message);
	if (!transcript_end(&transcript))
		status = exit_status_of_two(status, EXIT_INCOMPLETE);
	targets_clear(&targets);
	if (options.suites != given->suites)
		free(options.suites);
	return (int)status;
}
