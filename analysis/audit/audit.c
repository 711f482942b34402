/* SPDX-License-Identifier: ISC */
/*
 * The driver: which question next, chosen by going through the plan until a
 * step wants to ask. What was learnt goes into the log, then to the step that
 * its purpose names; the portrait is derived from both at any moment.
 */
#include "analysis/audit/audit.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/state/audit_state.h"

#define WASTE_SHARE 12 /* one probe in so many may be a wrong guess */
#define ROWS_MAX 5000  /* no audit is worth more connections */
#define HELLO_BUFFER (72 * 1024)

/* The plan: each row is gone through for all versions, newest first. */
static const struct step *const plan[] = { &step_confirm, &step_first,
	&step_chain, &step_dhe, &step_order, &step_groups, &step_compression,
	&step_preferred, &step_cover, &step_control, &step_backends,
	&step_limit, &step_intolerance };

static void clear_question(struct audit *audit)
{
	struct question *q = &audit->question;
	uint32_t *suites = q->suites;

	memset(q, 0, sizeof(*q));
	q->suites = suites;
}

static bool take(struct audit *audit, const struct step *step, int version)
{
	clear_question(audit);
	if (!step->next(audit, version, &audit->question))
		return false;
	audit->step = step == &step_first ? &step_chain : step;
	audit->step_version = version;
	return true;
}

static bool go_through_plan(struct audit *audit)
{
	for (size_t i = 0; i < sizeof(plan) / sizeof(*plan); i++)
		for (int v = TLS13; v >= SSL2; v--)
			if (!audit_flying(audit, plan[i], v) &&
				take(audit, plan[i], v))
				return true;
	return false;
}

/* A wrong guess wastes what is under way behind it: so much may be lost. */
static bool may_waste(const struct audit *audit)
{
	size_t answers = 0, wasted = 0;

	for (int v = SSL2; v <= TLS13; v++) {
		answers += audit->chains[v].n_found;
		wasted += audit->chains[v].wasted;
		if (audit->chains[v].n_flying > 1 &&
			!audit->chains[v].client_first)
			wasted += audit->chains[v].n_flying - 1;
	}
	return wasted < 1 + answers / WASTE_SHARE;
}

/* A chain may send its next hello before the answer to its last one is there,
 * when there is nothing better to do with an open dialog. */
static bool speculate(struct audit *audit)
{
	if (!may_waste(audit))
		return false;
	for (int v = TLS13; v >= SSL2; v--)
		if (audit_flying(audit, &step_chain, v) &&
			take(audit, &step_chain, v))
			return true;
	return false;
}

/* Finds the next question, if there is one. The very first hello is alone:
 * without it nobody knows whether there is TLS at all. */
static bool plan_ahead(struct audit *audit)
{
	if (audit->planned)
		return true;
	if (audit->stopped || audit->n_flying == FLYING_MAX ||
		audit->log.n >= ROWS_MAX ||
		(audit->n_flying &&
			(!audit->heard || audit_wants_control_now(audit))))
		return false;
	do {
		audit->replan = false;
		audit->planned = go_through_plan(audit) || speculate(audit);
	} while (!audit->planned && audit->replan);
	return audit->planned;
}

/* Guesses that dialogs may be opened for; of those that are only likely some
 * will be wrong. */
static size_t likely_ahead(struct audit *audit, int v)
{
	uint32_t guesses[8];
	size_t n = audit_guess(audit, v, guesses, 8), sure = 0;

	if (!audit->chains[v].client_first)
		return n < 8 ? (n * 2 + 2) / 3 : n;
	for (size_t i = 0; i < n; i++)
		sure += audit_is_sure(audit, v, guesses[i]);
	return (sure * 2 + 2) / 3;
}

static size_t chain_ahead(struct audit *audit, int v)
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
		(chain->n_flying == 0 ||
			chain->flying[chain->n_flying - 1] != CHAIN_NO_GUESS);
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
		n += audit->extras[v].deflate == TRUTH_NOT_ASKED;
	return n;
}

/* Questions that will probably follow those under way: dialogs for these may
 * be opened ahead. */
static size_t sure_ahead(struct audit *audit)
{
	size_t n = 1; /* a control, at the end */

	for (int v = SSL2; v <= TLS13; v++)
		n += chain_ahead(audit, v) + steps_ahead(audit, v);
	return n;
}

static size_t audit_wanted(void *ctx)
{
	struct audit *audit = ctx;

	if (audit->backends.n)
		return backends_wanted(audit);
	bool planned = plan_ahead(audit);

	if (audit->stopped || (!planned && !audit->n_flying))
		return 0;
	if (!audit->had_go_ahead)
		return planned;
	if (planned && audit->step == &step_control)
		return 1;
	return sure_ahead(audit);
}

static void write_hello(
	struct audit *audit, struct probe *probe, struct flying *flying)
{
	struct question *q = &audit->question;
	char label[32];

	*probe = (struct probe){ .id = ++audit->n_probes,
		.dialog = probe->dialog,
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
	flying->hello = xcopy(w.data, w.len, 1);
	flying->n_hello = w.len;
	probe->hello = slice_of(flying->hello, w.len);
}

void audit_hand_out(
	struct audit *audit, const struct step *step, struct probe *probe)
{
	struct flying *flying = &audit->flying[audit->n_flying++];

	write_hello(audit, probe, flying);
	flying->id = probe->id;
	flying->step = step;
	flying->version = audit->step_version;
	flying->guess = audit->question.guess;
	if (step == &step_backends) {
		audit->backends.asked++;
		audit->backends.idle =
			audit->backends.spare ? audit->backends.idle + 1 : 0;
	}
	if (step == &step_chain)
		chain_sent(&audit->chains[flying->version], flying->guess,
			audit_is_sure(audit, flying->version, flying->guess));
	audit->planned = false;
}

/* What the step that compares machines asks depends on who answers here. */
static bool plan_for(struct audit *audit, int face)
{
	bool planned;

	audit->at_hand = face;
	if (audit->step == &step_backends)
		audit->planned = false;
	planned = plan_ahead(audit);
	audit->at_hand = -1;
	return planned;
}

static bool audit_next(void *ctx, struct probe *probe)
{
	struct audit *audit = ctx;
	int face = audit->is_part
		? audit->at_hand
		: observation_face(&audit->log, probe->dialog);

	audit->had_go_ahead = true;
	if (audit->backends.n)
		return backends_next(audit, face, probe);
	if (!plan_for(audit, face))
		return false;
	audit_hand_out(audit, audit->step, probe);
	return true;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* A recorded hello may be longer than what this audit would ask. */
void audit_ask_again(const struct observation *o, struct question *q)
{
	q->purpose = PURPOSE_CONTROL;
	q->recipe.version = o->asked_version;
	q->recipe.shape = o->shape;
	q->recipe.without_extensions = o->without_extensions;
	q->recipe.with_key_share = o->with_key_share;
	/* only lean hellos have so few groups beside a share */
	q->recipe.lean = o->asked_version == VERSION_TLS13 &&
		o->with_key_share && o->n_groups <= 3;
	q->recipe.offer_deflate = o->offered_deflate;
	q->n_groups = 0;
	q->n_suites = least(o->n_offered, CHAIN_LONGEST);
	memcpy(q->suites, o->offered, q->n_suites * sizeof(*q->suites));
}

static void stop(struct audit *audit, const struct observation *o, long row)
{
	audit->stopped = true;
	audit->stop_kind = o->kind;
	audit->stop_row = row;
}

/* Only this host's own word (no route) and the server's (no STARTTLS) end an
 * audit; whether to go on after other failures is for the pool to know. */
static void learn_failure(
	struct audit *audit, const struct observation *o, long row)
{
	if (audit->had_go_ahead ||
		(o->kind != OUTCOME_NO_ROUTE && o->kind != OUTCOME_NO_STARTTLS))
		return;
	stop(audit, o, row);
}

/* Who greets where TLS was to begin speaks another dialog there: no hello will
 * be answered. */
static void heed_greeting(
	struct audit *audit, const struct observation *o, long row)
{
	if (!observation_greeting(o) || audit_longest_list(audit))
		return;
	stop(audit, o, row);
}

static const struct step *step_of(enum probe_purpose purpose)
{
	static const struct step *const steps[] = {
		[PURPOSE_SUITES] = &step_chain,
		[PURPOSE_CONTROL] = &step_control,
		[PURPOSE_OTHER_FORM] = &step_chain,
		[PURPOSE_AGAIN] = &step_chain,
		[PURPOSE_SHORTER] = &step_chain,
		[PURPOSE_ORDER] = &step_order,
		[PURPOSE_DHE] = &step_dhe,
		[PURPOSE_GROUPS] = &step_groups,
		[PURPOSE_COMPRESSION] = &step_compression,
		[PURPOSE_PREFERRED] = &step_preferred,
		[PURPOSE_COVER] = &step_cover,
		[PURPOSE_LIMIT] = &step_limit,
		[PURPOSE_INTOLERANCE] = &step_intolerance,
	};

	return steps[purpose];
}

/* It is not under way any more. False: it never was, not here: another run, or
 * another audit of the address, has sent it. */
bool audit_land(struct audit *audit, const struct observation *o)
{
	for (size_t i = 0; i < audit->n_flying; i++) {
		struct flying *flying = &audit->flying[i];
		if (flying->id != o->probe)
			continue;
		if (flying->step == &step_chain)
			chain_landed(&audit->chains[flying->version],
				flying->guess,
				o->has_suite ? o->suite : CHAIN_NO_GUESS);
		free(flying->hello);
		*flying = audit->flying[--audit->n_flying];
		return true;
	}
	return false;
}

static int version_index(uint16_t version)
{
	for (int v = SSL2; v <= TLS13; v++)
		if (audit_versions[v] == version)
			return v;
	return -1;
}

static void reopen_offered(
	struct audit *audit, int version, const struct observation *o)
{
	if (o->purpose == PURPOSE_DHE)
		dhe_reopen_offered(audit, version, o);
	else if (o->purpose == PURPOSE_GROUPS)
		groups_reopen_offered(audit, version, o);
	else if (step_of(o->purpose) == &step_chain)
		chain_reopen_offered(&audit->chains[version], o);
}

static void learn_row(struct audit *audit, const struct observation *o)
{
	long row = (long)audit->log.n - 1;
	int version;

	audit->planned = false;
	if (!o->probe) {
		learn_failure(audit, o, row);
		return;
	}
	bool recorded = !audit_land(audit, o);
	audit->had_go_ahead = true;
	if (o->probe > audit->n_probes)
		audit->n_probes = o->probe;
	version = version_index(o->asked_version);
	if (o->kind == OUTCOME_CANCELLED || version < 0)
		return; /* our doing: it says nothing of the server */
	audit->heard = true;
	heed_greeting(audit, o, row);
	if (recorded)
		reopen_offered(audit, version, o);
	step_of(o->purpose)->learn(audit, version, o, row);
	backends_watch(audit, version, o, row);
}

void audit_feed(struct audit *part, const struct observation_log *from,
	const struct observation *row)
{
	learn_row(part, observation_append_copy(&part->log, from, row));
}

static void audit_learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct audit *audit = ctx;
	const struct observation *o =
		observation_append(&audit->log, probe, outcome);

	if (audit->backends.n)
		backends_learn(audit, o);
	else
		learn_row(audit, o);
	/* what the answer leads to follows from it alone (retell.c), not from
	 * what the runner does next */
	(void)audit_wanted(audit);
}

const struct inquiry_driver audit_driver = { audit_wanted, audit_next,
	audit_learn };

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
		chain_init(&audit->chains[v], audit_versions[v], codes, kept);
		tasting_init(&audit->tastings[v], audit_versions[v]);
	}
	audit->question.suites = xcalloc(
		n > CHAIN_LONGEST ? n : CHAIN_LONGEST, sizeof(uint32_t));
	free(codes);
}

struct audit *audit_new(const struct audit_options *options)
{
	struct audit *audit = xcalloc(1, sizeof(*audit));

	audit->ask = (options->ask ? options->ask : ASK_ALL) | ASK_SUITES;
	audit->versions = options->versions ? options->versions : 0x3f;
	audit->stop_row = audit->at_hand = -1;
	audit->ipv6 = options->ipv6;
	snprintf(audit->server_name, sizeof(audit->server_name), "%s",
		options->server_name ? options->server_name : "");
	memcpy(audit->seed, options->seed, SEED_SIZE);
	audit->buffer = xcalloc(HELLO_BUFFER, 1);
	observation_log_init(&audit->log);
	portrait_init(&audit->portrait);
	take_candidates(audit, options);
	if (options->suites) {
		audit->n_candidates = options->n_suites;
		audit->candidates = xcopy(options->suites, options->n_suites,
			sizeof(*options->suites));
	}
	return audit;
}

struct audit *audit_sister(const struct audit *audit)
{
	struct audit_options options = { .ask = audit->ask,
		.versions = audit->versions,
		.suites = audit->candidates,
		.n_suites = audit->n_candidates,
		.ipv6 = audit->ipv6,
		.server_name = audit->server_name };

	memcpy(options.seed, audit->seed, SEED_SIZE);
	return audit_new(&options);
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
	backends_clear(&audit->backends);
	observation_log_clear(&audit->log);
	free(audit->candidates);
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
	bool endless = audit->log.n >= ROWS_MAX;
	bool unfinished = endless || audit->n_flying ||
		(audit->backends.n ? backends_wanted(audit) > 0
				   : plan_ahead(audit));

	if (endless && !cut_short)
		cut_short = "5,000 connections and no end in sight";
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
