/* SPDX-License-Identifier: ISC */
/*
 * The pool and the pull. All decisions are taken in one place, pump(), which
 * runs from the loop after anything has happened:
 *
 *	READY connections ◄── next()      (late binding)
 *	nothing wanted, nothing in flight ──► done
 *	fewer ahead than wanted ──► open one more, as far as politeness goes
 */
#include "net/inquiry.h"

#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>

#include "net/clock.h"
#include "net/connection.h"

#define CONNECTIONS_MAX 100
#define FAILURES_MAX 5 /* in a row, without a go-ahead */
#define LOST_MAX 10    /* ready ones that the server closed, in a row */
#define RETRY_MS 200   /* after a failure, doubled each time */

struct inquiry {
	struct event_base *base;
	struct endpoint endpoint;
	struct inquiry_limits limits;
	const struct inquiry_driver *driver;
	void *driver_ctx;
	void (*done)(void *ctx, struct inquiry *inquiry);
	void *done_ctx;
	struct inquiry_cost cost;
	uint64_t epoch;
	struct connection *connections[CONNECTIONS_MAX];
	size_t n;
	unsigned failures, lost, declined;
	uint64_t not_before; /* clock: politeness after a failure */
	bool cancelled, over;
	struct event *pump;
};

void inquiry_limits_init(struct inquiry_limits *limits)
{
	*limits = (struct inquiry_limits){ .connections = 5,
		.connect_ms = 15000,
		.idle_ms = 30000,
		.dialog_ms = 300000,
		.flight_ms = 60000,
		.helo = "[127.0.0.1]" };
}

static void pump_soon(struct inquiry *inquiry)
{
	event_active(inquiry->pump, EV_TIMEOUT, 0);
}

static void pump_after(struct inquiry *inquiry, uint64_t ms)
{
	struct timeval after = timeval_of_ms((unsigned)ms);

	evtimer_add(inquiry->pump, &after);
}

static void drop(struct inquiry *inquiry, struct connection *connection)
{
	for (size_t i = 0; i < inquiry->n; i++)
		if (inquiry->connections[i] == connection) {
			memmove(&inquiry->connections[i],
				&inquiry->connections[i + 1],
				(inquiry->n - i - 1) *
					sizeof(*inquiry->connections));
			inquiry->n--;
			break;
		}
	connection_free(connection);
}

static void on_ready(void *owner, struct connection *connection)
{
	struct inquiry *inquiry = owner;

	(void)connection;
	inquiry->failures = 0;
	pump_soon(inquiry);
}

static void on_over(void *owner, struct connection *connection,
	const struct outcome *outcome)
{
	struct inquiry *inquiry = owner;

	if (outcome->stage == STAGE_HELLO) {
		inquiry->lost = 0;
		inquiry->driver->learn(
			inquiry->driver_ctx, &connection->probe, outcome);
	} else {
		inquiry->failures++;
		inquiry->not_before = clock_ms() +
			((uint64_t)RETRY_MS
				<< (inquiry->failures < 6 ? inquiry->failures
							  : 6)) /
				2;
		inquiry->driver->learn(inquiry->driver_ctx, NULL, outcome);
	}
	drop(inquiry, connection);
	pump_soon(inquiry);
}

/* A dialog that waited ahead was closed by the server: another takes its
 * place. Too often, and it is a failure like others. */
static void on_lost(void *owner, struct connection *connection)
{
	struct inquiry *inquiry = owner;
	struct outcome outcome = { .kind = OUTCOME_CLOSED,
		.stage = STAGE_STARTTLS,
		.local_port = connection->local_port };

	inquiry->cost.unused++;
	if (++inquiry->lost > LOST_MAX) {
		inquiry->failures = FAILURES_MAX;
		inquiry->driver->learn(inquiry->driver_ctx, NULL, &outcome);
	}
	drop(inquiry, connection);
	pump_soon(inquiry);
}

static const struct connection_owner calls = { on_ready, on_over, on_lost };

static size_t count(const struct inquiry *inquiry, bool in_flight)
{
	size_t n = 0;

	for (size_t i = 0; i < inquiry->n; i++)
		n += (inquiry->connections[i]->state == CONNECTION_FLIGHT) ==
			in_flight;
	return n;
}

/* With no answer on its way the driver will not change its mind: a dialog it
 * does not take is left, and one that wants but never takes is not waited for
 * for ever. */
static void turn_away(struct inquiry *inquiry, struct connection *c)
{
	inquiry->declined++;
	inquiry->cost.unused++;
	drop(inquiry, c);
	pump_soon(inquiry);
}

static void hand_out(struct inquiry *inquiry)
{
	for (size_t i = 0; i < inquiry->n; i++) {
		struct connection *c = inquiry->connections[i];
		struct probe probe;
		if (c->state != CONNECTION_READY)
			continue;
		if (!inquiry->driver->next(inquiry->driver_ctx, &probe)) {
			if (count(inquiry, true) == 0)
				turn_away(inquiry, c);
			return;
		}
		inquiry->declined = 0;
		connection_send(c, &probe);
	}
}

static void finish(struct inquiry *inquiry)
{
	while (inquiry->n) {
		inquiry->cost.unused++;
		drop(inquiry, inquiry->connections[0]);
	}
	inquiry->cost.seconds = (double)(clock_ms() - inquiry->epoch) / 1000.0;
	inquiry->over = true;
	event_del(inquiry->pump);
	inquiry->done(inquiry->done_ctx, inquiry);
}

static bool gives_up(const struct inquiry *inquiry)
{
	return inquiry->cancelled || inquiry->failures >= FAILURES_MAX ||
		inquiry->declined >= FAILURES_MAX;
}

static void open_ahead(struct inquiry *inquiry, size_t wanted)
{
	size_t ahead = count(inquiry, false);
	uint64_t now = clock_ms();

	if (now < inquiry->not_before) {
		pump_after(inquiry, inquiry->not_before - now);
		return;
	}
	while (ahead < wanted && inquiry->n < inquiry->limits.connections) {
		inquiry->connections[inquiry->n++] = connection_open(
			inquiry->base, &inquiry->endpoint, &inquiry->limits,
			&inquiry->cost, inquiry->epoch, &calls, inquiry);
		ahead++;
	}
}

static void pump(evutil_socket_t fd, short what, void *arg)
{
	struct inquiry *inquiry = arg;
	size_t wanted, in_flight;

	(void)fd;
	(void)what;
	if (inquiry->over)
		return;
	if (!inquiry->cancelled)
		hand_out(inquiry);
	in_flight = count(inquiry, true);
	wanted = gives_up(inquiry)
		? 0
		: inquiry->driver->wanted(inquiry->driver_ctx);
	if (wanted == 0 && in_flight == 0)
		finish(inquiry);
	else if (wanted)
		open_ahead(inquiry, wanted);
}

struct inquiry *inquiry_start(struct event_base *base,
	const struct endpoint *endpoint, const struct inquiry_limits *limits,
	const struct inquiry_driver *driver, void *driver_ctx,
	void (*done)(void *ctx, struct inquiry *inquiry), void *done_ctx)
{
	struct inquiry *inquiry = calloc(1, sizeof(*inquiry));

	assert(inquiry);
	inquiry->base = base;
	inquiry->endpoint = *endpoint;
	inquiry->limits = *limits;
	if (inquiry->limits.connections > CONNECTIONS_MAX)
		inquiry->limits.connections = CONNECTIONS_MAX;
	if (inquiry->limits.connections == 0)
		inquiry->limits.connections = 1;
	inquiry->driver = driver;
	inquiry->driver_ctx = driver_ctx;
	inquiry->done = done;
	inquiry->done_ctx = done_ctx;
	inquiry->epoch = clock_ms();
	inquiry->pump = event_new(base, -1, 0, pump, inquiry);
	assert(inquiry->pump);
	pump_soon(inquiry);
	return inquiry;
}

void inquiry_cancel(struct inquiry *inquiry)
{
	inquiry->cancelled = true;
	for (size_t i = 0; i < inquiry->n;) {
		struct connection *c = inquiry->connections[i];
		if (c->state == CONNECTION_FLIGHT)
			connection_cancel(c);
		else
			i++;
	}
	pump_soon(inquiry);
}

const struct inquiry_cost *inquiry_cost(const struct inquiry *inquiry)
{
	return &inquiry->cost;
}

void inquiry_free(struct inquiry *inquiry)
{
	if (!inquiry)
		return;
	while (inquiry->n)
		drop(inquiry, inquiry->connections[0]);
	event_free(inquiry->pump);
	free(inquiry);
}
