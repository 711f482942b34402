/* SPDX-License-Identifier: ISC */
/*
 * See simulator.h. The pool decides as pump() in net/dial/inquiry.c does, step
 * by step: what changes there has to change here. Budget, drain and breaker
 * (net/dial/budget.c, drain.c, breaker.c) are left out: a refused dialog makes
 * it wait, twice as long each time, and five in a row end it.
 */
#include "tests/analysis/simulator.h"

#include <assert.h>

#include "tests/analysis/set_server.h"

#define DECLINED_MAX 5 /* as in net/dial/inquiry.c */
#define REFUSED_MAX 5
#define WAIT_RTT 4.0 /* after the first refusal */
#define DIALOG_RTT 4.0
#define SILENCE_RTT 60.0

static const struct inquiry_driver *driver_of(const struct simulation *sim)
{
	return sim->recording ? &recording_driver : &machines_driver;
}

static void *driver_ctx(const struct simulation *sim)
{
	return sim->recording ? (void *)sim->recording : sim->audit;
}

static double time_of(struct simulation *sim, double rtt)
{
	double u = (double)dice_below(&sim->dice, 1000) / 1000.0 - 0.5;

	return sim->rtt + rtt * (1.0 + u * sim->jitter / 100.0);
}

static void drop(struct simulation *sim, size_t i)
{
	memmove(&sim->lines[i], &sim->lines[i + 1],
		(sim->n - i - 1) * sizeof(*sim->lines));
	sim->n--;
}

static size_t in_flight(const struct simulation *sim)
{
	size_t n = 0;

	for (size_t i = 0; i < sim->n; i++)
		n += sim->lines[i].state == LINE_FLIGHT;
	return n;
}

static struct slice dialog_of(
	const struct simulation *sim, const struct line *line)
{
	const char *text = sim->dialogs[line->machine];

	return text ? slice_of(text, strlen(text)) : slice_of(NULL, 0);
}

/* The weather: what throttling servers do instead of answering. */
static void send_hello(
	struct simulation *sim, struct line *line, const struct probe *probe)
{
	static const enum outcome_kind storms[] = { OUTCOME_SILENCE,
		OUTCOME_RESET, OUTCOME_CLOSED };

	line->state = LINE_FLIGHT;
	line->probe = *probe;
	line->due = time_of(sim, 1.0);
	line->storm = dice_below(&sim->dice, 100) < sim->bad_weather;
	if (line->storm)
		line->weather = storms[dice_below(&sim->dice, 3)];
	if (line->storm && line->weather == OUTCOME_SILENCE)
		line->due = time_of(sim, SILENCE_RTT);
	sim->probes++;
	if (in_flight(sim) > sim->most_in_flight)
		sim->most_in_flight = in_flight(sim);
}

/* True: one was turned away, so the pool is to be looked at once more. */
static bool hand_out(struct simulation *sim)
{
	for (size_t i = 0; i < sim->n; i++) {
		struct probe probe = { .dialog =
					       dialog_of(sim, &sim->lines[i]) };

		if (sim->lines[i].state != LINE_READY)
			continue;
		if (!driver_of(sim)->next(driver_ctx(sim), &probe)) {
			if (in_flight(sim))
				continue;
			sim->declined++;
			sim->unused++;
			drop(sim, i);
			return true;
		}
		sim->declined = 0;
		send_hello(sim, &sim->lines[i], &probe);
	}
	return false;
}

static void open_ahead(struct simulation *sim, size_t wanted)
{
	size_t ahead = sim->n - in_flight(sim);
	size_t at_once = sim->at_once ? sim->at_once : 1;

	assert(at_once <= SIMULATION_LINES);
	if (sim->rtt < sim->not_before)
		return;
	for (; ahead < wanted && sim->n < at_once; ahead++) {
		sim->lines[sim->n++] = (struct line){ .due = time_of(
							      sim, DIALOG_RTT),
			.machine = sim->n_machines
				? dice_below(&sim->dice, sim->n_machines)
				: 0 };
		sim->connections++;
	}
}

static void finish(struct simulation *sim)
{
	sim->unused += sim->n;
	sim->n = 0;
	sim->over = true;
}

static bool pump(struct simulation *sim)
{
	bool again = hand_out(sim);
	bool gives_up =
		sim->failures >= REFUSED_MAX || sim->declined >= DECLINED_MAX;
	size_t wanted = gives_up ? 0 : driver_of(sim)->wanted(driver_ctx(sim));

	if (!wanted && !in_flight(sim))
		finish(sim);
	else if (wanted)
		open_ahead(sim, wanted);
	return again && !sim->over;
}

static enum outcome_kind wordless(enum answer_end end)
{
	return end == ANSWER_SILENCE  ? OUTCOME_SILENCE
		: end == ANSWER_RESET ? OUTCOME_RESET
				      : OUTCOME_CLOSED;
}

static void answer(struct simulation *sim, const struct line *line)
{
	const struct probe *probe = &line->probe;
	const struct profile *profile =
		sim->n_machines ? sim->machines[line->machine] : sim->profile;

	static uint8_t bytes[FLIGHT_BUFFER], buffer[FLIGHT_BUFFER],
		scratch[72 * 1024];
	static struct hello hello;
	static struct server_flight flight;
	struct writer w = writer_of(bytes, sizeof(bytes));
	struct answer said;
	struct outcome outcome = { .stage = STAGE_HELLO,
		.flight = &flight,
		.dialog = dialog_of(sim, line) };
	size_t eaten;
	enum hello_progress read = hello_read_records(
		&hello, &eaten, probe->hello, scratch, sizeof(scratch));

	assert(read == HELLO_READ);
	sim->met[line->machine]++;
	if (sim->sets_only)
		set_server_answer(&said, &w, profile, &hello, probe->seed);
	else
		responder_answer(&said, &w, profile, &hello, probe->seed, NULL);
	assert(writer_ok(&w));
	flight_begin(&flight, buffer, sizeof(buffer),
		probe->version == VERSION_SSL2);
	flight_feed(&flight, bytes, w.len);
	outcome.heard = slice_of(bytes, w.len);
	outcome.kind = w.len ? outcome_kind_of_flight(&flight, OUTCOME_CLOSED)
			     : wordless(said.end);
	driver_of(sim)->learn(driver_ctx(sim), probe, &outcome);
}

static void lose(struct simulation *sim, const struct line *line)
{
	struct outcome outcome = { .stage = STAGE_HELLO,
		.kind = line->weather };

	sim->lost++;
	driver_of(sim)->learn(driver_ctx(sim), &line->probe, &outcome);
}

/* 421 and its like, before TLS. */
static void refuse_dialog(struct simulation *sim)
{
	struct outcome outcome = { .stage = STAGE_GREETING,
		.kind = OUTCOME_REFUSED,
		.reply = slice_of("421 4.7.0 too many connections\r\n", 32) };
	unsigned doubled = ++sim->failures < 6 ? sim->failures : 6;

	sim->refused++;
	sim->not_before = sim->rtt + WAIT_RTT * (1u << doubled) / 2;
	driver_of(sim)->learn(driver_ctx(sim), NULL, &outcome);
}

/* The line on which something happens first; sim->n: none. */
static size_t first_due(const struct simulation *sim)
{
	size_t first = sim->n;

	for (size_t i = 0; i < sim->n; i++) {
		const struct line *line = &sim->lines[i];

		if (line->state == LINE_READY)
			continue;
		if (first == sim->n || line->due < sim->lines[first].due)
			first = i;
	}
	return first;
}

static void happen(struct simulation *sim, size_t i)
{
	struct line line = sim->lines[i];

	sim->rtt = line.due;
	if (line.state == LINE_OPENING) {
		if (dice_below(&sim->dice, 100) >= sim->refusals) {
			sim->failures = 0;
			sim->lines[i].state = LINE_READY;
			return;
		}
		refuse_dialog(sim);
	} else if (line.storm) {
		lose(sim, &line);
	} else {
		answer(sim, &line);
	}
	drop(sim, i);
}

/* Time goes on to the next event: a line's, or the end of a pause. */
static void wait(struct simulation *sim)
{
	size_t i = first_due(sim);
	bool pause = sim->rtt < sim->not_before;

	assert(i < sim->n || pause); /* else it would wait for ever */
	if (pause && (i == sim->n || sim->not_before < sim->lines[i].due))
		sim->rtt = sim->not_before;
	else
		happen(sim, i);
}

static bool run(struct simulation *sim, size_t limit, size_t probes)
{
	while (!sim->over) {
		while (pump(sim))
			;
		if (sim->over)
			break;
		if (sim->connections > limit)
			return false;
		wait(sim);
		if (sim->probes >= probes && !in_flight(sim))
			break;
	}
	return true;
}

bool simulate_within(struct simulation *sim, size_t limit)
{
	return run(sim, limit, SIZE_MAX);
}

void simulate(struct simulation *sim, size_t limit)
{
	bool over = simulate_within(sim, limit);

	assert(over);
}

void simulate_some(struct simulation *sim, size_t n)
{
	run(sim, SIZE_MAX, sim->probes + n);
}
