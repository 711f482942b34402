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

#include "analysis/json/json.h"
#include "analysis/report/report.h"
#include "analysis/say/say.h"
#include "cli/run/captured.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/run/endpoints.h"
#include "cli/files/hello_file.h"
#include "cli/page/page.h"
#include "cli/run/pace.h"
#include "cli/run/run.h"
#include "cli/say/say_page.h"
#include "cli/options/wish.h"
#include "net/base/clock.h"

/* One run of the command. */
struct speaker {
	const struct options *options;
	FILE *json; /* or NULL */
	struct run run;
	bool has_run;
	struct hello_file file; /* cleared where there is none */
	struct target target;
	struct hello_wish wish;
	bool done;	  /* the inquiry at hand */
	size_t not_asked; /* addresses */
	char time[32];
	enum say_status status;
};

/* What the options wish for, but for the name of the host. */
static void make_wish(struct speaker *speaker)
{
	const struct say_given *say = speaker->options->say;

	wish_make(
		&speaker->wish, say, say->hello ? &speaker->file.hello : NULL);
}

/* A hello of a file keeps its name, unless another is wished for. */
static const char *name_for(
	const struct speaker *speaker, const struct endpoint *endpoint)
{
	const struct options *options = speaker->options;

	if (options->no_sni)
		return "";
	if (options->say->hello && !options->sni)
		return NULL;
	return endpoint->server_name;
}

static struct say *new_say(struct speaker *speaker,
	const struct endpoint *endpoint, const char **trouble)
{
	const struct say_given *given = speaker->options->say;
	struct say_plan plan = { .times = given->times ? given->times : 1,
		.cuts = { given->n_cuts, given->cuts },
		.segment = given->segment,
		.hex = given->hex };
	char label[400];

	snprintf(label, sizeof(label), "%s %s %u", endpoint->host,
		endpoint->address, endpoint->port);
	seed_expand(plan.seed, sizeof(plan.seed), speaker->run.seed, label);
	speaker->wish.server_name = name_for(speaker, endpoint);
	if (given->verbatim)
		plan.verbatim =
			slice_of(speaker->file.bytes, speaker->file.len);
	else
		plan.wish = &speaker->wish;
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

static void put_cost(json_t *object, const struct inquiry *inquiry)
{
	const struct cost *cost = inquiry_cost(inquiry);
	const char *ended = inquiry_ended(inquiry);

	json_object_set_new(object, "ended",
		ended ? report_text(ended, strlen(ended)) : json_null());
	json_object_set_new(object, "cost",
		json_pack("{s:I, s:I, s:I, s:I, s:f}", "connections",
			(json_int_t)cost->connections, "established",
			(json_int_t)cost->established, "bytes_out",
			(json_int_t)cost->bytes_out, "bytes_in",
			(json_int_t)cost->bytes_in, "seconds",
			(double)cost->milliseconds / 1000.0));
}

static json_t *endpoint_json(const struct endpoint *endpoint,
	const struct say *say, const struct inquiry *inquiry)
{
	json_t *object = json_object(), *value = say_value(say);

	json_object_set_new(object, "host",
		report_text(endpoint->host, strlen(endpoint->host)));
	json_object_set_new(object, "address",
		report_text(endpoint->address, strlen(endpoint->address)));
	json_object_set_new(object, "port", json_integer(endpoint->port));
	json_object_set_new(
		object, "dialog", json_string(endpoint->dialog->scheme));
	json_object_update(object, value);
	put_cost(object, inquiry);
	json_decref(value);
	return object;
}

/* True: a connection was made. */
static bool ask(struct speaker *speaker, const struct endpoint *endpoint,
	struct say *say, json_t *endpoints)
{
	struct inquiry *inquiry = start(speaker, endpoint, say);
	bool cancelled = false, reached = false;

	while (!speaker->done) {
		event_base_loop(speaker->run.base, EVLOOP_ONCE);
		if (speaker->run.stop && !cancelled && !speaker->done) {
			cancelled = true;
			inquiry_cancel(inquiry);
		}
	}
	reached = say_reached(say);
	speaker->status = json_array_size(endpoints) == 0 ||
			(!speaker->options->say->all_endpoints)
		? say_status(say)
		: say_status_of_two(speaker->status, say_status(say));
	json_array_append_new(endpoints, endpoint_json(endpoint, say, inquiry));
	inquiry_free(inquiry);
	return reached;
}

/* False: the hello cannot be made. */
static bool ask_endpoints(struct speaker *speaker, const struct endpoint *list,
	size_t n, json_t *endpoints)
{
	bool all = speaker->options->say->all_endpoints, reached = false;

	for (size_t i = 0; i < n && !speaker->run.stop; i++) {
		const char *trouble = NULL;
		struct say *say;

		if (reached && !all) {
			speaker->not_asked = n - i;
			break;
		}
		say = new_say(speaker, &list[i], &trouble);
		if (!say) {
			complain("say: %s", trouble);
			return false;
		}
		reached = ask(speaker, &list[i], say, endpoints);
		say_free(say);
	}
	return true;
}

static json_t *file_json(const struct speaker *speaker)
{
	const struct hello_file *file = &speaker->file;

	if (!speaker->options->say->hello)
		return json_null();
	return json_pack("{s:o, s:s, s:I}", "name",
		report_text(file->name, strlen(file->name)), "form",
		hello_file_kind_name(file->kind), "number",
		(json_int_t)file->number);
}

static json_t *value_of_run(struct speaker *speaker,
	const struct resolution *resolution, json_t *endpoints)
{
	json_t *value = json_object();
	const char *target = speaker->target.text;
	struct report report;

	report_begin(&report, target, 0);
	report_resolve(&report, resolution,
		has_preferences(&speaker->target, resolution));
	captured_tell(&speaker->run, &report.capture, &report.arena);
	json_object_set_new(value, "schema", json_string("hallo.say/1"));
	json_object_set_new(
		value, "target", report_text(target, strlen(target)));
	json_object_set_new(value, "time", json_string(speaker->time));
	json_object_set_new(value, "status",
		json_integer(speaker->run.stop ? SAY_INCONCLUSIVE
					       : speaker->status));
	json_object_set_new(
		value, "interrupted", json_boolean(speaker->run.stop));
	json_object_set_new(value, "hello_file", file_json(speaker));
	json_object_set_new(value, "not_asked",
		json_integer((json_int_t)speaker->not_asked));
	json_object_set_new(
		value, "resolution", report_resolution_json(&report));
	json_object_set_new(value, "mx", report_hosts_json(&report));
	json_object_set_new(value, "endpoints", endpoints);
	json_object_set_new(
		value, "capture", report_capture_json(&report.capture));
	report_clear(&report);
	return value;
}

/* For whoever looks into the server's log. */
static void note_time(struct speaker *speaker)
{
	time_t now = time(NULL);
	struct tm utc;

	if (gmtime_r(&now, &utc))
		strftime(speaker->time, sizeof(speaker->time),
			"%Y-%m-%dT%H:%M:%SZ", &utc);
}

/* NULL: the hello cannot be made; was told. */
static json_t *speak(struct speaker *speaker)
{
	struct resolution *resolution = calloc(1, sizeof(*resolution));
	struct endpoint *list = NULL;
	json_t *endpoints = json_array(), *value = NULL;
	size_t n;

	if (!resolution)
		abort();
	speaker->status = SAY_UNREACHED;
	note_time(speaker);
	if (speaker->options->deadline_s)
		speaker->run.inquiry.deadline_at =
			clock_ms() + speaker->options->deadline_s * 1000ULL;
	resolve_target(speaker->run.resolver, resolution, &speaker->target,
		&speaker->run.stop);
	n = endpoints_of(&list, &speaker->target, resolution, speaker->options);
	if (ask_endpoints(speaker, list, n, endpoints))
		value = value_of_run(speaker, resolution, endpoints);
	else
		json_decref(endpoints);
	free(list);
	free(resolution);
	return value;
}

static void print_text(const struct options *options, const json_t *value)
{
	struct page_style style;
	struct page page;
	char *text;

	page_style_of(
		&style, STDOUT_FILENO, options->width, (int)options->color, 80);
	page_init(&page, &style);
	say_page(&page, value);
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

static bool close_json(
	FILE *file, const struct options *options, const json_t *value)
{
	bool good = true;

	if (!file)
		return true;
	if (value)
		good = json_dumpf(value, file, JSON_COMPACT) == 0 &&
			fputc('\n', file) != EOF && fflush(file) == 0;
	if (file != stdout && fclose(file) != 0)
		good = false;
	if (!good)
		complain("the answer could not be written to %s: %s",
			options->json, strerror(errno));
	return good;
}

static bool load_file(struct speaker *speaker, struct error *error)
{
	const struct say_given *say = speaker->options->say;

	if (!say->hello)
		return true;
	if (!hello_file_load(&speaker->file, say->hello, error))
		return false;
	if (speaker->file.understood || say->verbatim)
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
	make_wish(speaker);
	if (!open_json(&speaker->json, options, error))
		return false;
	speaker->has_run = true;
	return run_begin(&speaker->run, options, error);
}

static int say(struct speaker *speaker)
{
	const struct options *options = speaker->options;
	int status = EXIT_USAGE;
	json_t *value = speak(speaker);

	if (value) {
		status = (int)json_integer_value(
			json_object_get(value, "status"));
		if (speaker->json != stdout)
			print_text(options, value);
	}
	if (!close_json(speaker->json, options, value) &&
		status == SAY_ANSWERED)
		status = SAY_INCONCLUSIVE;
	json_decref(value);
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
