/* SPDX-License-Identifier: ISC */
/* See run.h. */
#include "fuzz/audit/run.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report/transcript.h"

#define AT_ONCE 4
#define DECLINED_MAX 5 /* as in net/dial/inquiry.c */
#define TURNED_AWAY_MAX 5

struct pool {
	struct run *run;
	struct fate *fate;
	size_t n;
	struct probe lines[AT_ONCE]; /* hellos under way */
	unsigned declined, turned_away;
};

static void write_decisions(struct run *run, size_t n)
{
	const struct observation_log *log = machines_log(run->machines);
	size_t from = run->n_decisions;

	run->n_decisions = n;
	if (from < n)
		json_array_append_new(run->lines,
			transcript_decided_json(
				0, &log->decisions[from], n - from));
}

static void write_asked(struct run *run)
{
	struct machines_asked asked = machines_asked(run->machines);

	write_decisions(run, asked.n_decisions);
	json_array_append_new(run->lines, transcript_asked_json(0, &asked));
	write_decisions(run, machines_log(run->machines)->n_decisions);
}

static void learn(struct run *run, const struct probe *probe,
	const struct outcome *outcome)
{
	write_decisions(run, machines_log(run->machines)->n_decisions);
	json_array_append_new(
		run->lines, transcript_exchange_json(0, probe, outcome));
	machines_driver.learn(run->machines, probe, outcome);
	write_decisions(run, machines_log(run->machines)->n_decisions);
}

static struct slice greeting(struct fate *fate)
{
	static const char *const says[] = { "220 a.test ESMTP\r\n",
		"220 b.test ESMTP\r\n" };
	const char *text = says[fate->two_faces ? fate_choice(fate, 2) : 0];

	return slice_of(text, strlen(text));
}

/* One more connection, up to its hello. */
static void open_one(struct pool *pool)
{
	struct run *run = pool->run;
	struct outcome outcome;
	struct probe *probe = &pool->lines[pool->n];

	run->connections++;
	if (fate_of_connection(pool->fate, &outcome)) {
		pool->turned_away++;
		learn(run, NULL, &outcome);
		return;
	}
	pool->turned_away = 0;
	*probe = (struct probe){ .dialog = greeting(pool->fate) };
	if (!machines_driver.next(run->machines, probe)) {
		pool->declined++;
		return;
	}
	pool->declined = 0;
	write_asked(run);
	pool->n++;
}

static void answer_one(struct pool *pool)
{
	size_t i = fate_choice(pool->fate, pool->n);
	struct probe probe = pool->lines[i];
	struct outcome outcome;

	fate_of_hello(pool->fate, &outcome, &probe);
	outcome.dialog = probe.dialog;
	learn(pool->run, &probe, &outcome);
	pool->lines[i] = pool->lines[--pool->n];
}

static bool may_open(const struct pool *pool)
{
	return pool->n < pool->fate->at_once && pool->declined < DECLINED_MAX &&
		pool->turned_away < TURNED_AWAY_MAX &&
		pool->run->connections < RUN_MOST &&
		machines_driver.wanted(pool->run->machines);
}

static void run_all(struct pool *pool)
{
	while (pool->n || may_open(pool)) {
		size_t before = pool->n;
		bool opens = may_open(pool);

		if (opens)
			open_one(pool);
		/* none came of it: it waits for those under way */
		if (pool->n && (!opens || pool->n == before))
			answer_one(pool);
	}
	pool->run->over = !machines_driver.wanted(pool->run->machines);
}

bool fated_begin(
	struct run *run, struct fate *fate, const uint8_t *data, size_t size)
{
	struct pool pool = { .run = run, .fate = fate };

	*run = (struct run){ .options = { .server_name = "mx.test" } };
	if (!fate_begin(fate, data, size))
		return false;
	if (fate->frugal)
		run->options.ask = ASK_SUITES;
	run->lines = json_array();
	run->machines = machines_new(&run->options);
	run_all(&pool);
	run->portrait = machines_portrait(run->machines, NULL);
	return true;
}

void fated_end(struct run *run)
{
	machines_free(run->machines);
	json_decref(run->lines);
	*run = (struct run){ 0 };
}

char *fated_retold(const struct run *run)
{
	struct machines *other = machines_new(&run->options);
	char *words;

	for (size_t i = 0; i < json_array_size(run->lines); i++) {
		struct transcript_event event;
		char message[TRANSCRIPT_MESSAGE];
		bool good = transcript_event_read(
			&event, json_array_get(run->lines, i), message);

		assert(good);
		transcript_event_tell(&event, other);
		transcript_event_clear(&event);
	}
	machines_tell_end(other);
	machines_go_on(other);
	words = portrait_words(machines_portrait(other, NULL));
	machines_free(other);
	return words;
}

static void write_proof(FILE *out, const struct proof *proof)
{
	for (size_t i = 0; i < proof->n; i++)
		fprintf(out, " #%u", proof->probes[i]);
	fprintf(out, "\n");
}

static void write_version(FILE *out, const struct version_fact *fact)
{
	fprintf(out, "%04x %s \"%s\" \"%s\" %s%s, deflate %s, dhe %u %u, %s:",
		fact->version, truth_name(fact->state), fact->reason,
		fact->refusal, suite_order_name(fact->order),
		fact->suites_complete ? ", complete" : "",
		truth_name(fact->deflate), fact->plain.bits, fact->rfc7919.bits,
		suite_order_name(fact->groups_order));
	write_proof(out, &fact->proof);
	fprintf(out, "  controls");
	write_proof(out, &fact->controls);
	for (size_t i = 0; i < fact->n_suites; i++) {
		fprintf(out, "  suite %04x %d:", fact->suites[i].code,
			(int)fact->suites[i].shape);
		write_proof(out, &fact->suites[i].proof);
	}
	for (size_t i = 0; i < fact->n_groups; i++) {
		fprintf(out, "  group %u %s:", fact->groups[i].code,
			truth_name(fact->groups[i].state));
		write_proof(out, &fact->groups[i].proof);
	}
}

char *portrait_words(const struct portrait *portrait)
{
	char *words = NULL;
	size_t size;
	FILE *out = open_memstream(&words, &size);

	assert(out);
	fprintf(out, "%s \"%s\" %s \"%s\", limit %zu, refused %zu, of %zu\n",
		truth_name(portrait->state), portrait->state_reason,
		portrait->complete ? "complete" : "incomplete",
		portrait->incomplete_reason, portrait->list_limit,
		portrait->list_refused, portrait->n_backends);
	for (int v = 0; v < PORTRAIT_VERSIONS; v++)
		write_version(out, &portrait->versions[v]);
	fclose(out);
	return words;
}
