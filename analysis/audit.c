/* SPDX-License-Identifier: ISC */
/*
 * The driver: one question under way, chosen by going through the plan until a
 * step wants to ask. What was learnt goes into the log, then to the step; the
 * portrait is derived from both at the end, or at any moment.
 */
#include "analysis/audit.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/alloc.h"
#include "analysis/audit_state.h"

#define HELLO_BUFFER (72 * 1024)
#define FAILURES_MAX 5	   /* connections without a go-ahead, in a row */
#define FAILURES_AT_ONCE 2 /* when there never was one */

/* The plan: each row is gone through for all versions, newest first. */
static const struct step *const plan[] = { &step_first, &step_chain, &step_dhe,
	&step_order, &step_groups, &step_compression, &step_preferred,
	&step_control };

static void clear_question(struct audit *audit)
{
	struct question *q = &audit->question;
	uint32_t *suites = q->suites;

	memset(q, 0, sizeof(*q));
	q->suites = suites;
}

static bool go_through_plan(struct audit *audit)
{
	for (size_t i = 0; i < sizeof(plan) / sizeof(*plan); i++)
		for (int v = TLS13; v >= SSL2; v--) {
			clear_question(audit);
			if (!plan[i]->next(audit, v, &audit->question))
				continue;
			audit->step = plan[i];
			audit->step_version = v;
			return true;
		}
	return false;
}

/* Finds the next question, if there is one, and keeps it until it is sent. */
static bool plan_ahead(struct audit *audit)
{
	if (audit->planned || audit->in_flight)
		return true;
	if (audit->stopped)
		return false;
	do {
		audit->replan = false;
		audit->planned = go_through_plan(audit);
	} while (!audit->planned && audit->replan);
	return audit->planned;
}

/* Questions that will surely follow the one under way: dialogs for these may
 * be opened ahead. */
static size_t sure_ahead(const struct audit *audit)
{
	size_t n = 1; /* a control, at the end */

	for (int v = SSL2; v <= TLS13; v++) {
		const struct chain *chain = &audit->chains[v];
		if (!(audit->versions & 1u << v))
			continue;
		if (chain->state == CHAIN_UNTOUCHED &&
			(v <= SSL3 || v == TLS13))
			n++;
		if (chain->state == CHAIN_RUNNING && chain->n_found)
			n++;
	}
	return n;
}

static size_t audit_wanted(void *ctx)
{
	struct audit *audit = ctx;

	if (audit->stopped || !plan_ahead(audit))
		return 0;
	if (audit->step == &step_control || !audit->had_go_ahead)
		return audit->in_flight ? 0 : 1;
	return sure_ahead(audit);
}

static void write_hello(struct audit *audit)
{
	struct question *q = &audit->question;
	struct probe *probe = &audit->probe;
	char label[32];

	*probe = (struct probe){ .id = ++audit->n_probes,
		.purpose = q->purpose,
		.version = q->recipe.version,
		.shape = q->recipe.shape,
		.n_suites = q->n_suites };
	snprintf(label, sizeof(label), "probe %u", probe->id);
	seed_expand(probe->seed, sizeof(probe->seed), audit->seed, label);
	memcpy(q->recipe.seed, probe->seed, SEED_SIZE);
	q->recipe.suites = q->suites;
	q->recipe.n_suites = q->n_suites;
	q->recipe.groups = q->n_groups ? q->groups : NULL;
	q->recipe.n_groups = q->n_groups;
	q->recipe.server_name = audit->server_name;
	struct writer w = writer_of(audit->buffer, HELLO_BUFFER);
	standard_hello_write(&w, &q->recipe);
	assert(writer_ok(&w));
	probe->hello = writer_done(&w);
}

static bool audit_next(void *ctx, struct probe *probe)
{
	struct audit *audit = ctx;

	audit->had_go_ahead = true;
	audit->failures = 0;
	if (audit->in_flight || !plan_ahead(audit))
		return false;
	write_hello(audit);
	audit->planned = false;
	audit->in_flight = true;
	*probe = audit->probe;
	return true;
}

static void stop(struct audit *audit, const struct observation *o, long row)
{
	audit->stopped = true;
	audit->stop_kind = o->kind;
	audit->stop_row = row;
}

/* No go-ahead came. Once STARTTLS worked, its absence is congestion. */
static void learn_failure(
	struct audit *audit, const struct observation *o, long row)
{
	bool never = !audit->had_go_ahead;

	if (o->kind == OUTCOME_CANCELLED)
		return;
	audit->failures++;
	if (never &&
		(o->kind == OUTCOME_NO_ROUTE || o->kind == OUTCOME_NO_STARTTLS))
		stop(audit, o, row);
	else if (audit->failures >= (never ? FAILURES_AT_ONCE : FAILURES_MAX))
		stop(audit, o, row);
}

static void audit_learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct audit *audit = ctx;
	const struct observation *o =
		observation_append(&audit->log, probe, outcome);
	long row = (long)audit->log.n - 1;

	if (!probe) {
		learn_failure(audit, o, row);
		return;
	}
	audit->in_flight = false;
	if (o->kind == OUTCOME_CANCELLED)
		return; /* our doing: it says nothing of the server */
	audit->step->learn(audit, audit->step_version, o, row);
}

const struct inquiry_driver audit_driver = { audit_wanted, audit_next,
	audit_learn };

static bool belongs(uint32_t code, int version)
{
	const struct suite *suite = suite_find(code);

	if (suite && !suite_is_candidate(suite))
		return false;
	return (code > 0xffff || (suite && suite->family == SUITE_SSL2)) ==
		(version == SSL2);
}

static void take_candidates(
	struct audit *audit, const struct audit_options *options)
{
	size_t n = options->suites ? options->n_suites : suite_table_len;
	uint32_t *codes = xcalloc(n, sizeof(*codes));

	for (int v = SSL2; v <= TLS13; v++) {
		size_t kept = 0;
		for (size_t i = 0; i < n; i++) {
			uint32_t code = options->suites ? options->suites[i]
							: suite_table[i].code;
			if (belongs(code, v))
				codes[kept++] = code;
		}
		chain_init(&audit->chains[v], audit_versions[v], codes, kept);
	}
	audit->question.suites = xcalloc(n, sizeof(uint32_t));
	free(codes);
}

struct audit *audit_new(const struct audit_options *options)
{
	struct audit *audit = xcalloc(1, sizeof(*audit));

	audit->ask = (options->ask ? options->ask : ASK_ALL) | ASK_SUITES;
	audit->versions = options->versions ? options->versions : 0x3f;
	audit->stop_row = -1;
	audit->ipv6 = options->ipv6;
	snprintf(audit->server_name, sizeof(audit->server_name), "%s",
		options->server_name ? options->server_name : "");
	memcpy(audit->seed, options->seed, SEED_SIZE);
	audit->buffer = xcalloc(HELLO_BUFFER, 1);
	observation_log_init(&audit->log);
	portrait_init(&audit->portrait);
	take_candidates(audit, options);
	return audit;
}

void audit_free(struct audit *audit)
{
	if (!audit)
		return;
	for (int v = SSL2; v <= TLS13; v++) {
		chain_clear(&audit->chains[v]);
		roll_clear(&audit->dhe[v].roll);
		roll_clear(&audit->groups[v].roll);
	}
	observation_log_clear(&audit->log);
	portrait_clear(&audit->portrait);
	free(audit->question.suites);
	free(audit->buffer);
	free(audit);
}

const struct observation_log *audit_log(const struct audit *audit)
{
	return &audit->log;
}

const struct portrait *audit_portrait(
	struct audit *audit, const char *cut_short)
{
	bool unfinished = audit->in_flight || plan_ahead(audit);

	audit_derive(audit, unfinished, cut_short);
	return &audit->portrait;
}

/* Servers answer about 20 suites a version; a guess for the progress line. */
size_t audit_estimate(const struct audit *audit)
{
	size_t n = 0;

	for (int v = SSL2; v <= TLS13; v++) {
		const struct chain *chain = &audit->chains[v];
		if (!(audit->versions & 1u << v) || chain_is_over(chain))
			continue;
		n += v == TLS13 ? 5 : v == SSL2 ? 2 : 12;
	}
	if (!audit_is_frugal(audit) && n)
		n += 20;
	return n ? n : !audit->stopped;
}

unsigned audit_ask_parse(const char *text, const char **bad)
{
	static const struct {
		const char *word;
		unsigned bits;
	} words[] = { { "suites", ASK_SUITES }, { "dhe", ASK_DHE },
		{ "groups", ASK_GROUPS }, { "compression", ASK_COMPRESSION },
		{ "preferred", ASK_PREFERRED }, { "order", ASK_ORDER },
		{ "all", ASK_ALL } };
	unsigned bits = 0;

	for (const char *at = text; *at;) {
		size_t len = strcspn(at, ",");
		unsigned bit = 0;
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (strlen(words[i].word) == len &&
				!strncmp(words[i].word, at, len))
				bit = words[i].bits;
		if (!bit) {
			*bad = at;
			return 0;
		}
		bits |= bit;
		at += len + (at[len] == ',');
	}
	if (!bits)
		*bad = text;
	return bits;
}
