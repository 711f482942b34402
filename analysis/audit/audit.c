/* SPDX-License-Identifier: ISC */
/*
 * The events, and the plan: which question next is chosen by going through the
 * steps until one wants to ask. A row is learnt by the step that its purpose
 * names.
 */
#include "analysis/audit/audit.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/steps/steps.h"

#define WASTE_SHARE 12 /* one probe in so many may be a wrong guess */
#define ROWS_MAX 5000  /* no audit is worth more connections */

/* The plan: each row is gone through for all versions, newest first. */
static const struct step *const steps[] = { &step_confirm, &step_first,
	&step_chain, &step_pieces, &step_dhe, &step_order, &step_groups,
	&step_compression, &step_preferred, &step_cover, &step_control };
static const struct step *const last_steps[] = { &step_limit,
	&step_intolerance };
#define N_STEPS (sizeof(steps) / sizeof(*steps))
#define N_LAST (sizeof(last_steps) / sizeof(*last_steps))

static bool take(const struct audit *audit, const struct step *step,
	int version, struct plan *plan)
{
	plan_forget_question(plan);
	if (!step->next(audit, version, plan))
		return false;
	plan->asks = plan->n_decisions == 0;
	plan->step = step == &step_first ? &step_chain : step;
	plan->version = version;
	plan->question.in_chain = plan->step == &step_chain;
	return true;
}

/* plan->at counts steps and versions, the newest version first. */
bool audit_plan(const struct audit *audit, struct plan *plan)
{
	for (; plan->at < N_STEPS * N_VERSIONS; plan->at++) {
		const struct step *step = steps[plan->at / N_VERSIONS];
		int version = TLS13 - (int)(plan->at % N_VERSIONS);

		if (!audit_flying(audit, step, version) &&
			take(audit, step, version, plan))
			return true;
	}
	return false;
}

bool audit_plan_last(const struct audit *audit, struct plan *plan)
{
	for (size_t i = 0; i < N_LAST; i++)
		if (take(audit, last_steps[i], TLS13, plan))
			return true;
	return false;
}

/* A wrong guess wastes what is under way behind it: so much may be lost. */
static bool may_waste(const struct audit *audit)
{
	size_t answers = 0, wasted = 0;

	for (int v = SSL2; v <= TLS13; v++) {
		answers += audit->chains[v].n_found;
		wasted += audit->chains[v].flying.wasted;
		if (audit->chains[v].flying.n > 1 &&
			!audit->chains[v].flying.client_first)
			wasted += audit->chains[v].flying.n - 1;
	}
	return wasted < 1 + answers / WASTE_SHARE;
}

/* A chain may send its next hello before the answer to its last one is there,
 * when there is nothing better to do with an open dialog. */
bool audit_plan_ahead(const struct audit *audit, struct plan *plan)
{
	if (!may_waste(audit))
		return false;
	for (int v = TLS13; v >= SSL2; v--)
		if (audit_flying(audit, &step_chain, v) &&
			take(audit, &step_chain, v, plan))
			return true;
	return false;
}

bool audit_is_endless(const struct audit *audit)
{
	return audit->log->n >= ROWS_MAX;
}

/* The very first hello is alone: without it nobody knows whether there is TLS
 * at all. */
bool audit_may_ask(const struct audit *audit)
{
	return audit->stop_row < 0 && audit->n_flying < FLYING_MAX &&
		!audit_is_endless(audit) &&
		(!audit->n_flying ||
			(audit->heard && !audit_wants_control_now(audit)));
}

/* Guesses that dialogs may be opened for; of those that are only likely some
 * will be wrong. */
static size_t likely_ahead(const struct audit *audit, int v)
{
	uint32_t guesses[8];
	size_t n = audit_guess(audit, v, guesses, 8), sure = 0;

	if (!audit->chains[v].flying.client_first)
		return n < 8 ? (n * 2 + 2) / 3 : n;
	for (size_t i = 0; i < n; i++)
		sure += audit_is_sure(audit, v, guesses[i]);
	return (sure * 2 + 2) / 3;
}

static size_t chain_ahead(const struct audit *audit, int v)
{
	const struct chain *chain = &audit->chains[v];
	size_t n;

	if (!(audit->versions & 1u << v))
		return 0;
	if (chain->state == CHAIN_UNTOUCHED)
		return v <= SSL3 || v == TLS13 ||
			audit_highest(audit, TLS13) > v;
	if (chain->state != CHAIN_RUNNING || !chain->n_found)
		return 0;
	n = likely_ahead(audit, v);
	return n +
		(chain->flying.n == 0 ||
			chain->flying.guesses[chain->flying.n - 1] !=
				CHAIN_NO_GUESS);
}

static size_t steps_ahead(const struct audit *audit, int v)
{
	const struct roll *groups = &audit->groups[v].roll;
	size_t n = 0;

	if (!audit->chains[v].n_found)
		return 0;
	if (audit->ask & ASK_GROUPS && v >= TLS10)
		n += !groups->ready || groups->n_open;
	if (audit->ask & ASK_COMPRESSION && v > SSL2 && v < TLS13)
		n += !audit->extras[v].deflate_done;
	return n;
}

/* Questions that will probably follow those under way: dialogs for these may
 * be opened ahead. */
static size_t sure_ahead(const struct audit *audit)
{
	size_t n = 1; /* a control, at the end */

	for (int v = SSL2; v <= TLS13; v++)
		n += chain_ahead(audit, v) + steps_ahead(audit, v);
	return n;
}

size_t audit_wanted(const struct audit *audit)
{
	bool asks = audit->plan.asks;

	if (audit->stop_row >= 0 || (!asks && !audit->n_flying))
		return 0;
	if (!audit->had_go_ahead)
		return asks;
	if (asks && audit->plan.step == &step_control)
		return 1;
	return sure_ahead(audit);
}

void audit_asked(struct audit *audit, uint32_t id, const struct step *step,
	const struct question *question)
{
	int version = audit_version_index(question->version);
	struct flying *flying;

	audit->had_go_ahead = true;
	if (audit->n_flying == FLYING_MAX || version < 0)
		return;
	flying = &audit->flying[audit->n_flying++];
	*flying = (struct flying){ .id = id,
		.step = step,
		.version = version,
		.question = *question };
	flying->question.suites = NULL;
	if (question->in_chain)
		chain_sent(&audit->chains[version], question->guess,
			audit_is_sure(audit, version, question->guess));
	audit_refresh(audit);
}

struct slice audit_keep_hello(
	struct audit *audit, uint32_t id, struct slice hello)
{
	for (size_t i = 0; i < audit->n_flying; i++)
		if (audit->flying[i].id == id) {
			audit->flying[i].hello =
				xcopy(hello.data, hello.len, 1);
			return slice_of(audit->flying[i].hello, hello.len);
		}
	return slice_of(NULL, 0);
}

bool audit_landed(struct audit *audit, uint32_t id, uint32_t answer,
	struct question *question)
{
	for (size_t i = 0; i < audit->n_flying; i++) {
		struct flying *flying = &audit->flying[i];
		if (flying->id != id)
			continue;
		*question = flying->question;
		if (question->in_chain)
			chain_landed(&audit->chains[flying->version],
				question->guess, answer);
		free(flying->hello);
		*flying = audit->flying[--audit->n_flying];
		return true;
	}
	return false;
}

/* Only this host's own word (no route) and the server's (no STARTTLS) end an
 * audit; whether to go on after other failures is for the pool to know. */
static void learn_failure(
	struct audit *audit, const struct observation *o, long row)
{
	if (!audit->had_go_ahead &&
		(o->kind == OUTCOME_NO_ROUTE || o->kind == OUTCOME_NO_STARTTLS))
		audit->stop_row = row;
}

/* Who greets where TLS was to begin speaks another dialog there: no hello will
 * be answered. */
static void heed_greeting(
	struct audit *audit, const struct observation *o, long row)
{
	if (observation_greeting(o) && !audit_longest_list(audit))
		audit->stop_row = row;
}

static learn_row *learner_of(enum probe_purpose purpose)
{
	static learn_row *const learners[] = {
		[PURPOSE_SUITES] = learn_chain,
		[PURPOSE_CONTROL] = learn_control,
		[PURPOSE_OTHER_FORM] = learn_chain,
		[PURPOSE_AGAIN] = learn_chain,
		[PURPOSE_SHORTER] = learn_chain,
		[PURPOSE_ORDER] = learn_order,
		[PURPOSE_DHE] = learn_dhe,
		[PURPOSE_GROUPS] = learn_groups,
		[PURPOSE_COMPRESSION] = learn_compression,
		[PURPOSE_PREFERRED] = learn_preferred,
		[PURPOSE_COVER] = learn_cover,
		[PURPOSE_PIECES] = learn_pieces,
		[PURPOSE_LIMIT] = NULL,	      /* what these show */
		[PURPOSE_INTOLERANCE] = NULL, /* is read from the log */
	};

	return learners[purpose];
}

static void reopen_offered(
	struct audit *audit, int version, const struct observation *o)
{
	learn_row *learner = learner_of(o->purpose);

	if (learner == learn_dhe)
		reopen_dhe(audit, version, o);
	else if (learner == learn_groups)
		reopen_groups(audit, version, o);
	else if (learner == learn_chain)
		reopen_chain(audit, version, o);
}

static void learn(struct audit *audit, int version, bool own)
{
	long row = (long)audit->log->n - 1;
	const struct observation *o = &audit->log->rows[row];
	learn_row *learner = learner_of(o->purpose);

	audit->heard = true;
	heed_greeting(audit, o, row);
	if (!own)
		reopen_offered(audit, version, o);
	if (learner)
		learner(audit, version, o, row);
}

static void event_is_over(struct audit *audit, struct observation_log *log)
{
	audit_refresh(audit);
	audit_conclude(audit, log);
}

int audit_learnt(struct audit *audit, struct observation_log *log, bool own)
{
	long row = (long)audit->log->n - 1;
	const struct observation *o = &audit->log->rows[row];
	int version = o->probe ? audit_version_index(o->asked_version) : -1;

	if (!o->probe)
		learn_failure(audit, o, row);
	else
		audit->had_go_ahead = true;
	/* our doing: it says nothing of the server */
	if (o->kind == OUTCOME_CANCELLED)
		version = -1;
	if (version >= 0)
		learn(audit, version, own);
	if (own)
		audit_refresh(audit);
	audit_conclude(audit, log);
	return version;
}

void audit_contradicted(
	struct audit *audit, struct observation_log *log, int version)
{
	long row = (long)audit->log->n - 1;

	learn_chain_anew(audit, version, &audit->log->rows[row], row);
	event_is_over(audit, log);
}

static bool is_sane(const struct decision *decision)
{
	bool limits = decision->kind == DECISION_START ||
		decision->kind == DECISION_SHORTER;

	return decision->version < N_VERSIONS &&
		(!limits || (decision->n && decision->n <= CHAIN_LONGEST));
}

bool audit_decided(struct audit *audit, struct observation_log *log,
	const struct decision *decision)
{
	static carry_out *const rows[DECISION_KINDS] = {
		[DECISION_START] = decide_chain,
		[DECISION_SHORTER] = decide_chain,
		[DECISION_CHECK_SHORT] = decide_chain,
		[DECISION_AGAIN] = decide_chain,
		[DECISION_DHE] = decide_dhe,
		[DECISION_DHE_REST] = decide_dhe,
		[DECISION_DHE_FOUND] = decide_dhe,
		[DECISION_DHE_AGAIN] = decide_dhe,
		[DECISION_GROUPS] = decide_groups,
		[DECISION_GROUPS_AGAIN] = decide_groups,
		[DECISION_PREFERRED] = decide_preferred,
	};

	if (!is_sane(decision) || !rows[decision->kind] ||
		!rows[decision->kind](audit, decision))
		return false;
	event_is_over(audit, log);
	return true;
}

void audit_part_ends(struct audit *audit, struct observation_log *log)
{
	struct question lost;

	while (audit->n_flying)
		audit_landed(audit, audit->flying[0].id, CHAIN_NO_GUESS, &lost);
	/* this host may have a route now */
	if (audit->stop_row >= 0 &&
		audit->log->rows[audit->stop_row].kind == OUTCOME_NO_ROUTE)
		audit->stop_row = -1;
	event_is_over(audit, log);
}

void audit_takes_over(struct audit *audit)
{
	for (int v = SSL2; v <= TLS13; v++) {
		audit->orders[v].tries = 0;
		audit->orders[v].give_up = false;
	}
	audit_refresh(audit);
}

void audit_kin(struct audit *audit, const struct audit *kin)
{
	for (int v = SSL2; v <= TLS13; v++) {
		const struct chain *chain = &kin->chains[v];
		if (chain->n_found <= audit->n_kin[v])
			continue;
		free(audit->kin[v]);
		audit->kin[v] = xcopy(
			chain->found, chain->n_found, sizeof(*chain->found));
		audit->n_kin[v] = chain->n_found;
	}
	audit_refresh(audit);
}

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
		chain_init(&audit->chains[v], log_versions[v], codes, kept);
		tasting_init(&audit->tastings[v], log_versions[v]);
	}
	plan_init(&audit->plan, n > CHAIN_LONGEST ? n : CHAIN_LONGEST);
	free(codes);
}

struct audit *audit_new(
	const struct audit_options *options, struct observation_log *log)
{
	struct audit *audit = xcalloc(1, sizeof(*audit));

	audit->ask = (options->ask ? options->ask : ASK_ALL) | ASK_SUITES;
	audit->versions = options->versions ? options->versions : 0x3f;
	audit->stop_row = -1;
	audit->log = log;
	conclusion_memory_init(&audit->concluded);
	take_candidates(audit, options);
	event_is_over(audit, log);
	return audit;
}

void audit_free(struct audit *audit)
{
	if (!audit)
		return;
	for (int v = SSL2; v <= TLS13; v++) {
		chain_clear(&audit->chains[v]);
		order_clear(&audit->order_memory[v].order);
		free(audit->orders[v].pairs);
		free(audit->kin[v]);
		roll_clear(&audit->dhe[v].roll);
		roll_clear(&audit->groups[v].roll);
	}
	while (audit->n_flying)
		free(audit->flying[--audit->n_flying].hello);
	conclusion_memory_clear(&audit->concluded);
	plan_clear(&audit->plan);
	free(audit);
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
	return n ? n : audit->stop_row < 0;
}
