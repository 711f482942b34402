/* SPDX-License-Identifier: ISC */
/*
 * The pool and the pull. All decisions are taken in one place, pump(), which
 * runs from the loop after anything has happened:
 *
 *	READY connections ◄── next()      (late binding)
 *	nothing wanted, nothing in flight ──► done
 *	fewer ahead than wanted ──► open one more, as far as politeness goes
 *
 * What goes is known elsewhere: budget.h (the user's word), breaker.h (the
 * server's), drain.h (what it has not let go yet).
 */
#include "net/dial/inquiry.h"

#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>

#include "net/dial/breaker.h"
#include "net/base/clock.h"
#include "net/dial/connection.h"
#include "net/dial/crowd.h"
#include "net/dial/drain.h"
#include "net/dial/rebuff.h"

#define CONNECTIONS_MAX 100
#define SILENCES_MUTE 2 /* hellos without a byte, ever */
#define DECLINED_MAX 5	/* dialogs in a row that nobody took */
#define LOST_MAX 10	/* ready ones that the server closed, in a row */
#define DRAIN_MS 1000	/* and two round trips: time to let go */
#define DRAIN_MOST 3000
#define LOOK_MS 500  /* whether they are in each other's way */
#define TOLD_MS 1000 /* shorter waits are not worth a line */

struct inquiry {
	struct event_base *base;
	struct endpoint endpoint;
	struct inquiry_options options;
	const struct inquiry_driver *driver;
	void *driver_ctx;
	void (*done)(void *ctx, struct inquiry *inquiry);
	void *done_ctx;
	struct cost cost;
	uint64_t epoch;
	struct connection *connections[CONNECTIONS_MAX];
	size_t n;
	struct drain *drain;
	struct budget unlimited, *budget;
	struct breaker breaker;
	struct crowd crowd;
	unsigned lost, declined, told_width, silences;
	bool answered;	     /* a hello met anything but silence */
	uint64_t round_trip; /* of the last connect, in ms */
	char ended[400];
	bool cancelled, over;
	struct event *pump, *deadline, *unanswered, *look;
};

void inquiry_options_init(struct inquiry_options *options)
{
	*options = (struct inquiry_options){ .helo = "[127.0.0.1]",
		.limits = { .connections = 5,
			.connect_ms = 15000,
			.idle_ms = 30000,
			.dialog_ms = 600000,
			.flight_ms = 60000,
			.patience_ms = 180000,
			.unanswered_ms = 300000 } };
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

/* Dropped, but the server may take its time to let go. */
static void let_go(struct inquiry *inquiry, struct connection *connection)
{
	uint64_t ms = DRAIN_MS + 2 * inquiry->round_trip;
	int fd = connection_release(connection);

	if (fd >= 0)
		drain_take(inquiry->drain, fd,
			ms < DRAIN_MOST ? (unsigned)ms : DRAIN_MOST);
	drop(inquiry, connection);
	pump_soon(inquiry);
}

static void on_gone(void *ctx)
{
	pump_soon(ctx);
}

static void give_up(struct inquiry *inquiry, const char *words)
{
	rebuff_gave_up(inquiry->ended, sizeof(inquiry->ended), words,
		&inquiry->breaker, clock_ms());
}

static void tell_wait(struct inquiry *inquiry, const char *words)
{
	const struct breaker *breaker = &inquiry->breaker;
	char line[400];

	if (!inquiry->options.tell ||
		(breaker->wait < TOLD_MS &&
			breaker->width == inquiry->told_width))
		return;
	inquiry->told_width = breaker->width;
	rebuff_tell(line, sizeof(line), words, breaker);
	inquiry->options.tell(inquiry->options.tell_ctx, line);
}

/* The server turned this one away. */
static void slow_down(struct inquiry *inquiry,
	const struct connection *connection, const struct outcome *outcome)
{
	struct breaker *breaker = &inquiry->breaker;
	bool given_up = breaker->given_up;
	char words[200];

	rebuff_words(words, sizeof(words), outcome);
	snprintf(inquiry->cost.waited_for, sizeof(inquiry->cost.waited_for),
		"%s", words);
	if (breaker_refused(breaker, connection->serial, rebuff_of(outcome),
		    clock_ms()))
		tell_wait(inquiry, words);
	else if (breaker->given_up && !given_up)
		give_up(inquiry, words);
}

/* TLS at once has no dialog: there the answer is the go-ahead. */
static bool has_dialog(const struct inquiry *inquiry)
{
	return inquiry->endpoint.dialog->protocol != NULL;
}

/* They were in each other's way: fewer for the rest of the run. */
static void keep_fewer(struct inquiry *inquiry)
{
	struct breaker *breaker = &inquiry->breaker;
	char words[100];

	breaker->width = breaker->most = inquiry->crowd.before / 2;
	snprintf(words, sizeof(words),
		"%u connections at once were in each other's way; %u from now",
		inquiry->crowd.before, breaker->most);
	if (inquiry->options.tell)
		inquiry->options.tell(inquiry->options.tell_ctx, words);
}

static void on_look(evutil_socket_t fd, short what, void *arg)
{
	struct inquiry *inquiry = arg;
	struct breaker *breaker = &inquiry->breaker;
	uint64_t now = clock_ms();

	(void)fd;
	(void)what;
	if (crowd_gives_up(&inquiry->crowd, now)) {
		breaker->width = inquiry->crowd.before;
		pump_soon(inquiry);
	}
	if (breaker->width < 2 ||
		!crowd_stalls(
			&inquiry->crowd, inquiry->connections, inquiry->n, now))
		return;
	crowd_begin(&inquiry->crowd, now, breaker->width);
	breaker->width = 1;
	for (size_t i = inquiry->n; i-- > 0;)
		if (crowd_is_ahead(&inquiry->crowd, inquiry->connections[i])) {
			inquiry->cost.unused++;
			let_go(inquiry, inquiry->connections[i]);
		}
}

static void on_ready(void *owner, struct connection *connection)
{
	struct inquiry *inquiry = owner;

	inquiry->round_trip = connection->established - connection->started;
	if (has_dialog(inquiry))
		breaker_good(&inquiry->breaker, connection->serial);
	if (has_dialog(inquiry) &&
		crowd_moves(&inquiry->crowd, connection,
			(unsigned)(clock_ms() - connection->established)))
		keep_fewer(inquiry);
	pump_soon(inquiry);
}

/* Ends it before the driver is done, because of @words. */
static void leave(struct inquiry *inquiry, const char *words)
{
	snprintf(inquiry->ended, sizeof(inquiry->ended), "%s", words);
	inquiry_cancel(inquiry);
}

/* Nobody has said a word there, and more than one hello has waited for it. */
static void leave_the_mute(struct inquiry *inquiry)
{
	unsigned idle = inquiry->options.limits.idle_ms;
	char words[200];

	if (inquiry->cancelled || inquiry->cost.bytes_in ||
		inquiry->silences < SILENCES_MUTE ||
		clock_ms() - inquiry->epoch < idle * 3ULL / 2)
		return;
	rebuff_mute(words, sizeof(words), inquiry->silences, idle);
	leave(inquiry, words);
}

static bool is_answer(enum outcome_kind kind)
{
	return kind == OUTCOME_SERVER_HELLO || kind == OUTCOME_RETRY ||
		kind == OUTCOME_SSL2 || kind == OUTCOME_SSL2_ERROR ||
		kind == OUTCOME_ALERT;
}

/* A single RST or silence is the server's answer to that hello; several in a
 * row may also be its answer to the pace. */
static void watch_answer(struct inquiry *inquiry,
	const struct connection *connection, const struct outcome *outcome)
{
	struct outcome rebuff = { .kind = OUTCOME_REFUSED,
		.stage = STAGE_GREETING,
		.reply = outcome->heard };

	inquiry->lost = 0;
	if (outcome->kind == OUTCOME_SILENCE)
		inquiry->silences++;
	else if (outcome->kind != OUTCOME_CANCELLED)
		inquiry->answered = true;
	if (!has_dialog(inquiry) && is_answer(outcome->kind)) {
		breaker_good(&inquiry->breaker, connection->serial);
		if (crowd_moves(
			    &inquiry->crowd, connection, outcome->answer_ms))
			keep_fewer(inquiry);
	}
	if (!has_dialog(inquiry) && rebuff_is_said(outcome->heard))
		slow_down(inquiry, connection, &rebuff);
	breaker_answered(&inquiry->breaker,
		outcome->kind != OUTCOME_RESET &&
			outcome->kind != OUTCOME_SILENCE);
}

static void on_over(void *owner, struct connection *connection,
	const struct outcome *outcome)
{
	struct inquiry *inquiry = owner;

	if (outcome->stage == STAGE_HELLO) {
		watch_answer(inquiry, connection, outcome);
		inquiry->driver->learn(
			inquiry->driver_ctx, &connection->probe, outcome);
		leave_the_mute(inquiry);
	} else {
		slow_down(inquiry, connection, outcome);
		inquiry->driver->learn(inquiry->driver_ctx, NULL, outcome);
	}
	let_go(inquiry, connection);
}

/* A dialog that waited ahead was closed by the server: another takes its
 * place. Too often, and it is a failure like others; at once where the server
 * has said so. */
static void on_lost(void *owner, struct connection *connection)
{
	struct inquiry *inquiry = owner;
	struct slice early = slice_of(connection->early, connection->n_early);
	struct outcome outcome = { .kind = OUTCOME_CLOSED,
		.stage = STAGE_STARTTLS,
		.local_port = connection->local_port };

	if (!has_dialog(inquiry) && rebuff_is_said(early)) {
		outcome.kind = OUTCOME_REFUSED;
		outcome.stage = STAGE_GREETING;
		outcome.reply = outcome.dialog = early;
		slow_down(inquiry, connection, &outcome);
		inquiry->driver->learn(inquiry->driver_ctx, NULL, &outcome);
	} else {
		inquiry->cost.unused++;
		if (++inquiry->lost == LOST_MAX + 1) {
			snprintf(inquiry->ended, sizeof(inquiry->ended),
				"the server closed %u connections in a row "
				"before a hello was sent",
				inquiry->lost);
			inquiry->driver->learn(
				inquiry->driver_ctx, NULL, &outcome);
		}
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
	let_go(inquiry, c);
}

static void hand_out(struct inquiry *inquiry)
{
	for (size_t i = 0; i < inquiry->n; i++) {
		struct connection *c = inquiry->connections[i];
		struct probe probe = { .dialog = slice_of(c->dialog.said,
					       c->dialog.n_said) };
		if (c->state != CONNECTION_READY)
			continue;
		if (!inquiry->driver->next(inquiry->driver_ctx, &probe)) {
			if (count(inquiry, true))
				continue; /* one with another face, perhaps */
			turn_away(inquiry, c);
			return;
		}
		inquiry->declined = 0;
		connection_send(c, &probe);
	}
}

static void finish(struct inquiry *inquiry)
{
	struct cost *cost = &inquiry->cost;
	const struct breaker *breaker = &inquiry->breaker;
	uint64_t now = clock_ms();

	while (inquiry->n) {
		cost->unused++;
		drop(inquiry, inquiry->connections[0]);
	}
	drain_free(inquiry->drain);
	inquiry->drain = NULL;
	breaker_end(&inquiry->breaker, now);
	cost->refused = breaker->refused;
	cost->waits = breaker->waits;
	cost->waited_ms = breaker->waited;
	cost->at_once_end = breaker->width;
	cost->milliseconds = now - inquiry->epoch;
	inquiry->over = true;
	event_del(inquiry->pump);
	event_del(inquiry->deadline);
	event_del(inquiry->unanswered);
	event_del(inquiry->look);
	inquiry->done(inquiry->done_ctx, inquiry);
}

static bool gives_up(const struct inquiry *inquiry)
{
	return inquiry->cancelled || inquiry->breaker.given_up ||
		inquiry->lost > LOST_MAX || inquiry->declined >= DECLINED_MAX;
}

/* How long until another may be opened; 0: now. */
static uint64_t time_to_wait(const struct inquiry *inquiry, uint64_t now)
{
	const struct budget *budget = inquiry->budget;
	uint64_t wait = budget_wait(budget, now);
	uint64_t next = inquiry->breaker.not_before;

	if (budget->n && budget->last + inquiry->breaker.space > next)
		next = budget->last + inquiry->breaker.space;
	return next > now && next - now > wait ? next - now : wait;
}

static bool has_room(const struct inquiry *inquiry)
{
	size_t width = inquiry->breaker.width;

	return inquiry->n < width &&
		inquiry->n + drain_count(inquiry->drain) < 2 * width;
}

static void open_one(struct inquiry *inquiry, uint64_t now)
{
	struct connection *c = connection_open(inquiry->base,
		&inquiry->endpoint, &inquiry->options, &inquiry->cost,
		inquiry->epoch, &calls, inquiry);

	c->serial = breaker_opened(&inquiry->breaker);
	c->in_company = inquiry->n > 0 || drain_count(inquiry->drain) > 0;
	budget_took(inquiry->budget, now);
	inquiry->connections[inquiry->n++] = c;
	if (inquiry->n > inquiry->cost.at_once_most)
		inquiry->cost.at_once_most = inquiry->n;
}

static void open_ahead(struct inquiry *inquiry, size_t wanted)
{
	size_t ahead = count(inquiry, false);

	while (ahead < wanted && has_room(inquiry) &&
		!budget_spent(inquiry->budget)) {
		uint64_t now = clock_ms();
		uint64_t wait = time_to_wait(inquiry, now);
		if (wait) {
			pump_after(inquiry, wait);
			return;
		}
		open_one(inquiry, now);
		ahead++;
	}
}

/* The last one of the budget has told its answer, and more is wanted. */
static bool is_spent(struct inquiry *inquiry)
{
	if (inquiry->n || !budget_spent(inquiry->budget))
		return false;
	snprintf(inquiry->ended, sizeof(inquiry->ended),
		"--max-connections %u was reached",
		inquiry->budget->limits.connections);
	return true;
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
	if ((wanted == 0 && in_flight == 0) || (wanted && is_spent(inquiry)))
		finish(inquiry);
	else if (wanted)
		open_ahead(inquiry, wanted);
}

static void on_deadline(evutil_socket_t fd, short what, void *arg)
{
	struct inquiry *inquiry = arg;

	char words[60];

	(void)fd;
	(void)what;
	snprintf(words, sizeof(words), "--deadline %u was reached",
		inquiry->options.limits.deadline_s);
	leave(inquiry, words);
}

/* It drips, or is silent. One that turns connections away is the breaker's; one
 * that answers, however slowly, is waited for. */
static void on_unanswered(evutil_socket_t fd, short what, void *arg)
{
	struct inquiry *inquiry = arg;
	char words[100];

	(void)fd;
	(void)what;
	if (inquiry->answered || inquiry->breaker.waits || inquiry->cancelled)
		return;
	snprintf(words, sizeof(words), "no hello was answered within %.3g s%s",
		inquiry->options.limits.unanswered_ms / 1000.0,
		inquiry->cost.bytes_in ? "; the server sends too slowly" : "");
	leave(inquiry, words);
}

static void arm_deadlines(struct inquiry *inquiry)
{
	static const struct timeval every = { 0, LOOK_MS * 1000 };
	uint64_t at = inquiry->options.deadline_at, now = clock_ms();
	struct timeval left =
		timeval_of_ms(at > now ? (unsigned)(at - now) : 0);

	if (at)
		evtimer_add(inquiry->deadline, &left);
	evtimer_add(inquiry->look, &every);
	left = timeval_of_ms(inquiry->options.limits.unanswered_ms);
	evtimer_add(inquiry->unanswered, &left);
}

struct inquiry *inquiry_start(struct event_base *base,
	const struct endpoint *endpoint, const struct inquiry_options *options,
	const struct inquiry_driver *driver, void *driver_ctx,
	void (*done)(void *ctx, struct inquiry *inquiry), void *done_ctx)
{
	struct inquiry *inquiry = calloc(1, sizeof(*inquiry));

	assert(inquiry);
	inquiry->base = base;
	inquiry->endpoint = *endpoint;
	inquiry->options = *options;
	if (inquiry->options.limits.connections > CONNECTIONS_MAX)
		inquiry->options.limits.connections = CONNECTIONS_MAX;
	if (inquiry->options.limits.connections == 0)
		inquiry->options.limits.connections = 1;
	inquiry->driver = driver;
	inquiry->driver_ctx = driver_ctx;
	inquiry->done = done;
	inquiry->done_ctx = done_ctx;
	inquiry->epoch = clock_ms();
	budget_init(&inquiry->unlimited, &(struct budget_limits){ 0 });
	inquiry->budget =
		options->budget ? options->budget : &inquiry->unlimited;
	breaker_init(&inquiry->breaker, inquiry->options.limits.connections,
		options->limits.patience_ms);
	inquiry->told_width = inquiry->options.limits.connections;
	inquiry->crowd.has_dialog = has_dialog(inquiry);
	inquiry->drain =
		drain_new(base, &inquiry->cost.bytes_in, on_gone, inquiry);
	inquiry->pump = event_new(base, -1, 0, pump, inquiry);
	inquiry->deadline = evtimer_new(base, on_deadline, inquiry);
	inquiry->unanswered = evtimer_new(base, on_unanswered, inquiry);
	inquiry->look = event_new(base, -1, EV_PERSIST, on_look, inquiry);
	assert(inquiry->pump && inquiry->deadline && inquiry->unanswered &&
		inquiry->look);
	arm_deadlines(inquiry);
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

const char *inquiry_ended(const struct inquiry *inquiry)
{
	return inquiry->ended[0] ? inquiry->ended : NULL;
}

uint64_t inquiry_waiting(const struct inquiry *inquiry)
{
	uint64_t now = clock_ms(), until = inquiry->breaker.not_before;

	return !inquiry->over && until > now ? until - now : 0;
}

const struct cost *inquiry_cost(const struct inquiry *inquiry)
{
	return &inquiry->cost;
}

void inquiry_free(struct inquiry *inquiry)
{
	if (!inquiry)
		return;
	while (inquiry->n)
		drop(inquiry, inquiry->connections[0]);
	drain_free(inquiry->drain);
	event_free(inquiry->pump);
	event_free(inquiry->deadline);
	event_free(inquiry->unanswered);
	event_free(inquiry->look);
	free(inquiry);
}
