/* SPDX-License-Identifier: ISC */
/*
 * The loop: start what may start, turn the event base once, collect what is
 * done. An inquiry is freed outside of its own callback.
 */
#include "cli/run/run.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>

#include "cli/run/captured.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/run/endpoints.h"
#include "cli/run/hints.h"
#include "cli/run/pace.h"
#include "cli/run/transcript.h"
#include "net/base/clock.h"

#define SIDE_BY_SIDE 8

static const char interrupted[] = "interrupted";

enum talk_state { TALK_WAITING, TALK_RUNNING, TALK_DONE, TALK_REPORTED };

struct talk {
	struct run *run;
	struct endpoint endpoint;
	struct machines *audit;
	struct recorder recorder; /* between inquiry and audit */
	struct inquiry *inquiry;  /* NULL until started */
	enum talk_state state;
	size_t probes; /* of a reported one */
};

static struct report_endpoint *report_of(
	const struct run *run, const struct talk *talk)
{
	return &run->report->endpoints[talk - run->talks];
}

static void on_signal(evutil_socket_t fd, short what, void *ctx)
{
	struct run *run = ctx;

	(void)fd;
	(void)what;
	run->stop = true;
	progress_hide(&run->progress);
	complain("interrupted; reporting what was learnt (once more: at once)");
	/* the default action is back for the second one */
	for (size_t i = 0; i < 2; i++)
		event_del(run->signals[i]);
	for (size_t i = 0; i < run->n_talks; i++)
		if (run->talks[i].state == TALK_RUNNING)
			inquiry_cancel(run->talks[i].inquiry);
	event_base_loopbreak(run->base);
}

static void set_limits(struct limits *limits, const struct options *options)
{
	if (options->connections)
		limits->connections = options->connections;
	if (options->timeout_s)
		limits->idle_ms = options->timeout_s * 1000;
	if (options->patience_s)
		limits->patience_ms = options->patience_s * 1000;
	limits->deadline_s = options->deadline_s;
	if (limits->connect_ms > limits->idle_ms)
		limits->connect_ms = limits->idle_ms;
}

static void set_inquiry(struct run *run, const struct options *options)
{
	inquiry_options_init(&run->inquiry);
	if (options->helo)
		snprintf(run->helo, sizeof(run->helo), "%s", options->helo);
	else
		default_helo(run->helo, sizeof(run->helo));
	run->inquiry.helo = run->helo;
	run->inquiry.force_starttls = options->force_starttls;
	set_limits(&run->inquiry.limits, options);
}

static bool set_seed_of_run(struct run *run, struct error *error)
{
	if (run->options->has_seed)
		memcpy(run->seed, run->options->seed, sizeof(run->seed));
	else if (getrandom(run->seed, sizeof(run->seed), 0) !=
		sizeof(run->seed)) {
		error_set(error, ERROR_SYSTEM, errno, "random numbers: %s",
			strerror(errno));
		return false;
	}
	return true;
}

bool run_begin(
	struct run *run, const struct options *options, struct error *error)
{
	static const int numbers[2] = { SIGINT, SIGTERM };
	struct resolver_options resolver = { .server = options->resolver,
		.family = options->family,
		.timeout_ms = 15000 };

	memset(run, 0, sizeof(*run));
	run->options = options;
	run->base = event_base_new();
	if (!run->base)
		abort();
	set_inquiry(run, options);
	run->resolver = resolver_new(run->base, &resolver, error);
	if (!run->resolver || !set_seed_of_run(run, error))
		return false;
	for (size_t i = 0; i < 2; i++) {
		run->signals[i] =
			evsignal_new(run->base, numbers[i], on_signal, run);
		event_add(run->signals[i], NULL);
	}
	return true;
}

void run_end(struct run *run)
{
	for (size_t i = 0; i < 2; i++)
		if (run->signals[i])
			event_free(run->signals[i]);
	resolver_free(run->resolver);
	pace_clear(&run->pace);
	if (run->base)
		event_base_free(run->base);
}

/* Every endpoint gets a seed of its own that follows from that of the run. */
static struct machines *new_audit(
	const struct run *run, const struct endpoint *endpoint)
{
	const struct options *options = run->options;
	struct audit_options audit = { .ask = options->ask,
		.versions = options->versions,
		.suites = options->chosen_suites ? options->suites : NULL,
		.n_suites = options->chosen_suites ? options->n_suites : 0,
		.ipv6 = endpoint->family == AF_INET6,
		.server_name = endpoint->server_name };
	char label[400];

	snprintf(label, sizeof(label), "%s %s %u", endpoint->host,
		endpoint->address, endpoint->port);
	seed_expand(audit.seed, sizeof(audit.seed), run->seed, label);
	return machines_new(&audit);
}

static void on_done(void *ctx, struct inquiry *inquiry)
{
	struct talk *talk = ctx;

	(void)inquiry;
	talk->state = TALK_DONE;
	event_base_loopbreak(talk->run->base);
}

/* Two names of one machine are asked one after the other. */
static bool address_is_busy(const struct run *run, const struct talk *talk)
{
	for (size_t i = 0; i < run->n_talks; i++)
		if (run->talks[i].state == TALK_RUNNING &&
			!strcmp(run->talks[i].endpoint.address,
				talk->endpoint.address))
			return true;
	return false;
}

static size_t count_state(const struct run *run, enum talk_state state)
{
	size_t n = 0;

	for (size_t i = 0; i < run->n_talks; i++)
		n += run->talks[i].state == state;
	return n;
}

/* Said even before the second is over: the user shall not wonder. */
static void on_tell(void *ctx, const char *words)
{
	struct talk *talk = ctx;
	struct run *run = talk->run;

	if (run->options->quiet)
		return;
	progress_hide(&run->progress);
	complain("%s: %s", talk->endpoint.address, words);
}

static void start(struct run *run, struct talk *talk)
{
	struct inquiry_options options = run->inquiry;

	options.budget = pace_budget(
		&run->pace, talk->endpoint.address, &run->options->pace);
	options.tell = on_tell;
	options.tell_ctx = talk;
	captured_watch(run, &talk->endpoint);
	talk->recorder.started_ms = clock_wall_ms();
	talk->state = TALK_RUNNING;
	talk->inquiry = inquiry_start(run->base, &talk->endpoint, &options,
		&recorder_driver, &talk->recorder, on_done, talk);
}

static void start_some(struct run *run)
{
	size_t running = count_state(run, TALK_RUNNING);

	for (size_t i = 0; i < run->n_talks && running < SIDE_BY_SIDE; i++) {
		struct talk *talk = &run->talks[i];

		if (talk->state != TALK_WAITING || run->stop ||
			address_is_busy(run, talk))
			continue;
		start(run, talk);
		running++;
	}
}

/* One line for a family that this host cannot reach. */
static void tell_no_route(struct run *run, const struct talk *talk)
{
	bool six = talk->endpoint.family == AF_INET6;

	if (!report_unrouted(report_of(run, talk)) || run->told_no_route)
		return;
	run->told_no_route = true;
	progress_hide(&run->progress);
	complain("no route to %s from here: such addresses are left out and "
		 "not counted",
		six ? "IPv6" : "IPv4");
}

static struct report_asked asked_of(
	const struct run *run, const struct talk *talk)
{
	return (struct report_asked){ .host = talk->endpoint.host,
		.address = talk->endpoint.address,
		.port = talk->endpoint.port,
		.dialog = talk->endpoint.dialog->scheme,
		.server_name = talk->endpoint.server_name,
		.helo = run->helo,
		.started_ms = talk->recorder.started_ms };
}

/* What this address showed is a good guess for the others of the host. */
static void tell_kin(void *ctx, size_t endpoint)
{
	struct run *run = ctx;
	const struct talk *talk = &run->talks[endpoint];

	for (size_t i = 0; i < run->n_talks; i++) {
		const struct talk *other = &run->talks[i];
		if (other != talk && other->audit &&
			!strcmp(other->endpoint.host, talk->endpoint.host))
			machines_kin(other->audit, talk->audit);
	}
}

/* Of a replay: what the last part of the recorded run said of itself. Returns
 * why it was not finished, if it was not. */
static const char *say_again(struct report_asked *asked, struct cost *cost,
	const struct transcript_cost *read)
{
	cost->resumed = read ? read->resumed : 0;
	if (!read)
		return "the transcript ends here";
	asked->started_ms = read->started_ms;
	cost_take_last(cost, &read->cost);
	if (strcmp(read->cost.ended, interrupted) != 0)
		snprintf(cost->ended, sizeof(cost->ended), "%s",
			read->cost.ended);
	return *read->cost.ended ? read->cost.ended
				 : "the transcript ends here";
}

/* What it cost, in earlier parts of the run too. */
static struct cost cost_of(const struct talk *talk)
{
	const char *ended = talk->inquiry ? inquiry_ended(talk->inquiry) : NULL;
	struct cost cost = { 0 };

	if (talk->inquiry)
		cost = *inquiry_cost(talk->inquiry);
	cost.resumed = recorder_end(&talk->recorder, &cost);
	snprintf(cost.ended, sizeof(cost.ended), "%s", ended ? ended : "");
	return cost;
}

/* The talk is over (or never began): its report is made, the rest is freed. */
static void report_talk(struct run *run, struct talk *talk)
{
	struct report_endpoint *endpoint = report_of(run, talk);
	struct report_asked asked = asked_of(run, talk);
	const char *why; /* it was not finished, if it was not */

	talk->recorder.ended = run->stop ? interrupted
		: talk->inquiry		 ? inquiry_ended(talk->inquiry)
					 : NULL;
	why = talk->recorder.ended;
	endpoint->cost = cost_of(talk);
	endpoint->limits = run->inquiry.limits;
	endpoint->budget = run->options->pace;
	if (run->options->replay) {
		why = say_again(&asked, &endpoint->cost,
			recorder_read(&talk->recorder));
		endpoint->limits = run->transcript->limits.of_one;
		endpoint->budget = run->transcript->limits.of_address;
	}
	report_fill(run->report, endpoint, &asked,
		machines_portrait(talk->audit, why));
	talk->probes = machines_log(talk->audit)->n;
	tell_no_route(run, talk);
	if (talk->inquiry)
		inquiry_free(talk->inquiry);
	tell_kin(run, (size_t)(talk - run->talks));
	machines_free(talk->audit);
	talk->inquiry = NULL;
	talk->audit = NULL;
	talk->state = TALK_REPORTED;
	run->n_finished++;
}

static void count_progress(void *ctx, struct progress_count *count)
{
	const struct run *run = ctx;
	struct budget budget;

	count->target = run->target->text;
	count->endpoints = run->n_talks;
	count->finished = run->n_finished;
	budget_init(&budget, &run->options->pace);
	count->spacing_ms = budget_spacing(&budget);
	for (size_t i = 0; i < run->n_talks; i++) {
		const struct talk *talk = &run->talks[i];
		size_t probes = talk->audit ? machines_log(talk->audit)->n
					    : talk->probes;

		if (talk->inquiry &&
			inquiry_waiting(talk->inquiry) > count->waiting_ms) {
			count->waiting_ms = inquiry_waiting(talk->inquiry);
			count->waiting_for = talk->endpoint.address;
		}
		count->probes += probes;
		count->estimate += probes +
			(talk->audit ? machines_estimate(talk->audit) : 0);
	}
}

static void say_estimate(struct run *run, const struct resolution *resolution)
{
	struct progress_count count = { 0 };

	if (run->n_talks < 2 || run->options->quiet)
		return;
	count_progress(run, &count);
	progress_hide(&run->progress);
	complain("%s: %zu hosts, %zu addresses, about %zu connections in all, "
		 "at most %u at once to one address",
		run->target->text, resolution->n_hosts, run->n_talks,
		count.estimate, run->inquiry.limits.connections);
}

static void ask_all(struct run *run)
{
	while (run->n_finished < run->n_talks) {
		if (!run->options->replay)
			start_some(run);
		if (count_state(run, TALK_DONE) == 0 &&
			count_state(run, TALK_RUNNING) > 0)
			event_base_loop(run->base, EVLOOP_ONCE);
		for (size_t i = 0; i < run->n_talks; i++) {
			struct talk *talk = &run->talks[i];
			bool over = talk->state == TALK_DONE ||
				(talk->state == TALK_WAITING &&
					(run->stop || run->options->replay));

			if (over)
				report_talk(run, talk);
		}
	}
}

static struct machines *audit_of(void *ctx, size_t endpoint)
{
	const struct run *run = ctx;

	return run->talks[endpoint].audit;
}

static void begin_talks(struct run *run, struct resolution *resolution)
{
	struct endpoint *endpoints;
	size_t n =
		endpoints_of(&endpoints, run->target, resolution, run->options);

	if (resolution->state != RESOLUTION_FAILED && !run->stop)
		transcript_endpoints(
			run->transcript, run->target, resolution, endpoints, n);
	run->talks = calloc(n + 1, sizeof(*run->talks));
	if (!run->talks)
		abort();
	for (size_t i = 0; i < n; i++) {
		run->talks[i].run = run;
		run->talks[i].endpoint = endpoints[i];
		run->talks[i].audit = new_audit(run, &endpoints[i]);
	}
	run->n_finished = 0;
	run->n_talks = n;
	report_begin(run->report, run->target->text, n);
	transcript_retell(run->transcript, audit_of, tell_kin, run);
	for (size_t i = 0; i < n; i++)
		recorder_begin(&run->talks[i].recorder, run->transcript, i,
			run->talks[i].audit);
	free(endpoints);
}

static void report_all(struct run *run, const struct resolution *resolution)
{
	report_resolve(run->report, resolution,
		has_preferences(run->target, resolution));
	run->report->interrupted = run->stop;
	if (!run->stop)
		hints_give(run->report);
	captured_tell(run, &run->report->capture, &run->report->arena);
}

void run_target(
	struct run *run, struct report *report, const struct target *target)
{
	struct resolution *resolution = calloc(1, sizeof(*resolution));

	if (!resolution)
		abort();
	run->target = target;
	run->report = report;
	run->n_talks = 0;
	run->inquiry.deadline_at = run->options->deadline_s
		? clock_ms() + run->options->deadline_s * 1000ULL
		: 0;
	progress_begin(&run->progress, run->base, run->options->quiet,
		count_progress, run);
	if (run->transcript->resolution)
		*resolution = *run->transcript->resolution;
	else
		resolve_target(run->resolver, resolution, target, &run->stop);
	begin_talks(run, resolution);
	say_estimate(run, resolution);
	ask_all(run);
	progress_end(&run->progress);
	report_all(run, resolution);
	free(run->talks);
	run->talks = NULL;
	run->n_talks = 0;
	free(resolution);
}
