/* SPDX-License-Identifier: ISC */
/*
 * `hallo say TARGET`: one ClientHello, and exactly what it is answered. The
 * target is resolved as the audit does; without --mx the addresses are tried in
 * their order until one can be reached.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "analysis/base/alloc.h"
#include "cli/run/captured.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/options/option_setters.h"
#include "cli/options/spec_holder.h"
#include "cli/run/endpoints.h"
#include "cli/files/hello_file.h"
#include "cli/page/page.h"
#include "cli/run/pace.h"
#include "cli/run/run.h"
#include "cli/say/say_page.h"
#include "net/base/clock.h"

/* One run of the command. */
struct speaker {
	const struct options *options;
	FILE *json; /* or NULL */
	struct run run;
	bool has_run;
	struct hello_file file; /* cleared where there is none */
	struct target target;
	struct hello_spec spec;
	bool done; /* the inquiry at hand */
	struct say_report report;
};

/* What the options ask for, but for the name of the host. */
static void make_spec(struct speaker *speaker)
{
	const struct options *options = speaker->options;

	speaker->spec = options->spec->spec;
	if (options->say.verbatim)
		speaker->spec.verbatim =
			slice_of(speaker->file.bytes, speaker->file.len);
	else if (options->say.hello)
		speaker->spec.from = &speaker->file.hello;
}

/* A hello of a file keeps its name, unless another is wished for. */
static const char *name_for(
	const struct speaker *speaker, const struct endpoint *endpoint)
{
	const struct options *options = speaker->options;

	if (options->no_sni)
		return "";
	if (options->say.hello && !options->sni)
		return NULL;
	return endpoint->server_name;
}

static struct say *new_say(struct speaker *speaker,
	const struct endpoint *endpoint, const char **trouble)
{
	const struct say_options *given = &speaker->options->say;
	struct say_plan plan = { .spec = &speaker->spec,
		.times = given->times ? given->times : 1,
		.segment = given->segment,
		.hex = given->hex };
	char label[400];

	snprintf(label, sizeof(label), "%s %s %u", endpoint->host,
		endpoint->address, endpoint->port);
	seed_expand(plan.seed, sizeof(plan.seed), speaker->run.seed, label);
	speaker->spec.server_name = name_for(speaker, endpoint);
	return say_new(&plan, trouble);
}

static void on_done(void *ctx, struct inquiry *inquiry)
{
	struct speaker *speaker = ctx;

	(void)inquiry;
	speaker->done = true;
	event_base_loopbreak(speaker->run.base);
}

static void on_tell(void *ctx, const char *words)
{
	const struct speaker *speaker = ctx;

	if (!speaker->options->quiet)
		complain("%s", words);
}

static struct inquiry *start(struct speaker *speaker,
	const struct endpoint *endpoint, struct say *say)
{
	struct inquiry_options options = speaker->run.inquiry;

	if (!speaker->options->connections)
		options.limits.connections = 1;
	options.budget = pace_budget(
		&speaker->run.pace, endpoint->address, &speaker->options->pace);
	options.tell = on_tell;
	options.tell_ctx = speaker;
	captured_watch(&speaker->run, endpoint);
	speaker->done = false;
	return inquiry_start(speaker->run.base, endpoint, &options, &say_driver,
		say, on_done, speaker);
}

static const char *words_in(struct report *found, const char *words)
{
	return words ? arena_bytes(&found->arena, words, strlen(words)) : "";
}

/* Keeps what came of it. */
static void keep(struct say_report *report, const struct endpoint *endpoint,
	struct say *say, const struct inquiry *inquiry)
{
	struct report *found = &report->found;
	struct say_endpoint *kept = &report->endpoints[report->n_endpoints++];

	*kept = (struct say_endpoint){
		.host = words_in(found, endpoint->host),
		.address = words_in(found, endpoint->address),
		.port = endpoint->port,
		.dialog = endpoint->dialog->scheme,
		.say = say,
		.ended = words_in(found, inquiry_ended(inquiry)),
		.cost = *inquiry_cost(inquiry),
	};
	say_view_of(&kept->view, say);
}

static enum say_status status_with(
	const struct speaker *speaker, const struct say *say)
{
	const struct say_report *report = &speaker->report;

	if (report->n_endpoints == 0 || !speaker->options->say.all_endpoints)
		return say_status(say);
	return say_status_of_two(report->status, say_status(say));
}

/* Takes @say over. True: a connection was made. */
static bool ask(struct speaker *speaker, const struct endpoint *endpoint,
	struct say *say)
{
	struct inquiry *inquiry = start(speaker, endpoint, say);
	bool cancelled = false;

	while (!speaker->done) {
		event_base_loop(speaker->run.base, EVLOOP_ONCE);
		if (speaker->run.stop && !cancelled && !speaker->done) {
			cancelled = true;
			inquiry_cancel(inquiry);
		}
	}
	speaker->report.status = status_with(speaker, say);
	keep(&speaker->report, endpoint, say, inquiry);
	inquiry_free(inquiry);
	return say_reached(say);
}

/* False: the hello cannot be made. */
static bool ask_endpoints(
	struct speaker *speaker, const struct endpoint *list, size_t n)
{
	bool all = speaker->options->say.all_endpoints, reached = false;
	struct say_report *report = &speaker->report;

	report->endpoints = xcalloc(n + 1, sizeof(*report->endpoints));
	for (size_t i = 0; i < n && !speaker->run.stop; i++) {
		const char *trouble = NULL;
		struct say *say;

		if (reached && !all) {
			report->not_asked = n - i;
			break;
		}
		say = new_say(speaker, &list[i], &trouble);
		if (!say) {
			complain("say: %s", trouble);
			return false;
		}
		reached = ask(speaker, &list[i], say);
	}
	return true;
}

/* For whoever looks into the server's log. */
static void note_time(struct say_report *report)
{
	time_t now = time(NULL);
	struct tm utc;

	if (gmtime_r(&now, &utc))
		strftime(report->time, sizeof(report->time),
			"%Y-%m-%dT%H:%M:%SZ", &utc);
}

static void begin_report(struct speaker *speaker)
{
	const struct hello_file *file = &speaker->file;
	struct say_report *report = &speaker->report;
	struct report *found = &report->found;

	report_begin(found, "", 0);
	found->target = words_in(found, speaker->target.text);
	report->status = SAY_UNREACHED;
	report->file = report->file_form = "";
	if (speaker->options->say.hello) {
		report->file = words_in(found, file->name);
		report->file_form = hello_file_kind_name(file->kind);
		report->file_number = file->number;
	}
	note_time(report);
}

/* What is known when all is said. */
static void end_report(
	struct speaker *speaker, const struct resolution *resolution)
{
	struct say_report *report = &speaker->report;
	struct report *found = &report->found;

	report_resolve(found, resolution,
		has_preferences(&speaker->target, resolution));
	captured_tell(&speaker->run, &found->capture, &found->arena);
	report->interrupted = speaker->run.stop;
	if (report->interrupted)
		report->status = SAY_INCONCLUSIVE;
}

/* False: the hello cannot be made; was told. */
static bool speak(struct speaker *speaker)
{
	struct resolution *resolution = xcalloc(1, sizeof(*resolution));
	struct endpoint *list = NULL;
	bool good;
	size_t n;

	begin_report(speaker);
	if (speaker->options->deadline_s)
		speaker->run.inquiry.deadline_at =
			clock_ms() + speaker->options->deadline_s * 1000ULL;
	resolve_target(speaker->run.resolver, resolution, &speaker->target,
		&speaker->run.stop);
	n = endpoints_of(&list, &speaker->target, resolution, speaker->options);
	good = ask_endpoints(speaker, list, n);
	if (good)
		end_report(speaker, resolution);
	free(list);
	free(resolution);
	return good;
}

static void print_text(
	const struct options *options, const struct say_report *report)
{
	struct page_style style;
	struct page page;
	char *text;

	page_style_of(
		&style, STDOUT_FILENO, options->width, options->color, 80);
	page_init(&page, &style);
	say_page(&page, report);
	text = page_take(&page);
	fputs(text, stdout);
	free(text);
}

/* The file is opened before anything is said: nobody shall be asked in vain.
 * And before rights are given back: it may be where only who called may write.
 */
static bool open_json(
	FILE **file, const struct options *options, struct error *error)
{
	*file = NULL;
	if (!options->json)
		return true;
	*file = !strcmp(options->json, "-") ? stdout
					    : fopen(options->json, "w");
	if (!*file)
		error_set(error, ERROR_FILE, errno,
			"--json %s: %s; nothing was asked yet", options->json,
			strerror(errno));
	return *file != NULL;
}

static bool write_json(FILE *file, const struct say_report *report)
{
	json_t *value = say_report_json(report);
	bool good = json_dumpf(value, file, JSON_COMPACT) == 0 &&
		fputc('\n', file) != EOF && fflush(file) == 0;

	json_decref(value);
	return good;
}

/* @report: NULL when there is none. */
static bool close_json(FILE *file, const struct options *options,
	const struct say_report *report)
{
	bool good = true;

	if (!file)
		return true;
	if (report)
		good = write_json(file, report);
	if (file != stdout && fclose(file) != 0)
		good = false;
	if (!good)
		complain("the answer could not be written to %s: %s",
			options->json, strerror(errno));
	return good;
}

static bool load_file(struct speaker *speaker, struct error *error)
{
	const struct say_options *say = &speaker->options->say;

	if (!say->hello)
		return true;
	if (!hello_file_load(&speaker->file, say->hello, error))
		return false;
	if (speaker->file.understood && !say->verbatim)
		return speaker->file.hello.form != HELLO_SSL2 ||
			say_options_ssl2(speaker->options, error);
	if (say->verbatim)
		return true;
	error_set(error, ERROR_FILE, 0,
		"%s: these bytes are no ClientHello; --verbatim sends them as "
		"they are",
		say->hello);
	return false;
}

static bool prepare(struct speaker *speaker, struct error *error)
{
	const struct options *options = speaker->options;

	if (!target_parse(&speaker->target, options->words[0], error) ||
		!load_file(speaker, error))
		return false;
	make_spec(speaker);
	if (!open_json(&speaker->json, options, error))
		return false;
	speaker->has_run = true;
	return run_begin(&speaker->run, options, error);
}

static int say(struct speaker *speaker)
{
	const struct options *options = speaker->options;
	const struct say_report *report = &speaker->report;
	bool said = speak(speaker);
	int status = said ? (int)report->status : EXIT_USAGE;

	if (said && speaker->json != stdout)
		print_text(options, report);
	if (!close_json(speaker->json, options, said ? report : NULL) &&
		status == SAY_ANSWERED)
		status = SAY_INCONCLUSIVE;
	say_report_clear(&speaker->report);
	return status;
}

int command_say(const struct options *options)
{
	struct speaker *speaker = calloc(1, sizeof(*speaker));
	struct capture *capture = NULL;
	struct error error = { 0 };
	int status = EXIT_USAGE;

	if (!speaker)
		abort();
	speaker->options = options;
	if (captured_open(&capture, options, &error) &&
		prepare(speaker, &error) &&
		captured_begin(capture, &speaker->run, &error))
		status = say(speaker);
	else
		complain("%s", error.message);
	if (!captured_close(capture) && status == SAY_ANSWERED)
		status = SAY_INCONCLUSIVE;
	if (speaker->has_run)
		run_end(&speaker->run);
	hello_file_clear(&speaker->file);
	free(speaker);
	return status;
}
