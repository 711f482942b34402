/* SPDX-License-Identifier: ISC */
/*
 * One trial: listener and responder on one side, inquiry and audit on the
 * other, as `hallo serve` and `hallo` put them together, in one event base.
 */
#include "tests/odd/odd.h"
#include "smtp/dialogs.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "analysis/machines/machines.h"
#include "net/base/clock.h"
#include "tests/odd/read_profile.h"

#define LATE_MS 30000 /* a trial that takes longer has no end */

static enum listen_end answer_hello(void *ctx, struct writer *w,
	const struct hello *hello, struct slice raw, struct listen_visit *visit)
{
	static const enum listen_end ends[] = {
		[ANSWER_WAIT] = LISTEN_WAIT,
		[ANSWER_CLOSE] = LISTEN_CLOSE,
		[ANSWER_RESET] = LISTEN_RESET,
		[ANSWER_SILENCE] = LISTEN_SILENCE,
	};
	struct trial *trial = ctx;
	struct answer answer = { 0 };
	uint8_t seed[SEED_SIZE] = { 0 };

	(void)raw;
	(void)visit;
	trial->hellos++;
	memcpy(seed, &trial->hellos, sizeof(trial->hellos));
	responder_answer(
		&answer, w, &trial->profile, hello, seed, trial->signer);
	return ends[answer.end];
}

static void on_late(evutil_socket_t fd, short what, void *ctx)
{
	struct trial *trial = ctx;

	(void)fd;
	(void)what;
	trial->late = true;
	inquiry_cancel(trial->inquiry);
}

static void on_done(void *ctx, struct inquiry *inquiry)
{
	struct trial *trial = ctx;

	(void)inquiry;
	trial->done = true;
	event_base_loopbreak(trial->base);
}

static const struct dialog_kind *dialog_of(const struct odd_row *row)
{
	return dialog_find(row->dialog ? row->dialog : "smtp");
}

static bool start_server(struct trial *trial)
{
	struct listen_options options = { .dialog = dialog_of(trial->row),
		.host = "mx.test",
		.manners = &trial->profile.manners,
		.answer = answer_hello,
		.ctx = trial };
	struct error error = { 0 };
	char address[80];

	snprintf(address, sizeof(address),
		strchr(trial->address, ':') ? "[%s]:0" : "%s:0",
		trial->address);
	options.address = address;
	trial->listener = listener_new(trial->base, &options, &error);
	if (!trial->listener)
		snprintf(trial->trouble, sizeof(trial->trouble), "%s",
			error.message);
	return trial->listener;
}

/* The profile's waits are that many times shorter, so our patience is, too. */
static void set_limits(
	struct inquiry_options *options, unsigned connections, unsigned clock)
{
	inquiry_options_init(options);
	options->limits.connections = connections;
	options->helo = "[127.0.0.1]";
	if (!clock)
		return;
	options->limits.connect_ms /= clock;
	options->limits.idle_ms /= clock;
	options->limits.dialog_ms /= clock;
	options->limits.flight_ms /= clock;
	options->limits.patience_ms /= clock;
	options->limits.unanswered_ms /= clock;
}

static void start_audit(struct trial *trial)
{
	const struct odd_row *row = trial->row;
	struct endpoint endpoint = { .host = "mx.test",
		.server_name = "mx.test",
		.family = strchr(trial->address, ':') ? AF_INET6 : AF_INET,
		.port = listener_port(trial->listener),
		.dialog = dialog_of(row) };
	struct timeval late = timeval_of_ms(LATE_MS);
	struct inquiry_options options;

	trial->options = (struct audit_options){
		.ask = row->ask ? row->ask : ASK_SUITES,
		.server_name = "mx.test",
		.ipv6 = endpoint.family == AF_INET6,
		.seed = { (uint8_t)trial->connections },
	};
	snprintf(endpoint.address, sizeof(endpoint.address), "%.60s",
		trial->address);
	set_limits(&options, trial->connections, trial->profile.manners.clock);
	trial->audit = machines_new(&trial->options);
	recording_begin(&trial->recording, trial->audit);
	trial->inquiry = inquiry_start(trial->base, &endpoint, &options,
		&recording_driver, &trial->recording, on_done, trial);
	trial->watchdog = evtimer_new(trial->base, on_late, trial);
	evtimer_add(trial->watchdog, &late);
}

void trial_begin(struct trial *trial, const struct odd_row *row,
	unsigned connections, struct event_base *base, struct signer *signer)
{
	*trial = (struct trial){ .row = row,
		.connections = connections,
		.base = base,
		.signer = signer,
		.running = true };
	/* both families have their turn */
	strcpy(trial->address, connections == 1 ? "127.0.0.1" : "::1");
	if (read_odd_profile(&trial->profile, row->profile, trial->trouble,
		    sizeof(trial->trouble)) &&
		read_odd_profile(&trial->truth,
			row->truth ? row->truth : row->profile, trial->trouble,
			sizeof(trial->trouble)) &&
		start_server(trial))
		start_audit(trial);
	else
		trial->done = true;
}

void trial_collect(struct trial *trial)
{
	trial->running = false;
	if (trial->watchdog)
		event_free(trial->watchdog);
	trial->watchdog = NULL;
	listener_free(trial->listener);
	trial->listener = NULL;
}

void trial_free(struct trial *trial)
{
	if (trial->inquiry)
		inquiry_free(trial->inquiry);
	if (trial->audit)
		machines_free(trial->audit);
	recording_clear(&trial->recording);
	trial->inquiry = NULL;
	trial->audit = NULL;
}
