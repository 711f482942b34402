/* SPDX-License-Identifier: ISC */
/* See machines.h. */
#include "analysis/machines/machines.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/machines/machines_parts.h"

#define HELLO_BUFFER (72 * 1024)

struct machines *machines_new(const struct audit_options *options)
{
	struct machines *machines = xcalloc(1, sizeof(*machines));

	machines->options = *options;
	snprintf(machines->server_name, sizeof(machines->server_name), "%s",
		options->server_name ? options->server_name : "");
	machines->options.server_name = machines->server_name;
	if (options->suites)
		machines->options.suites = machines->suites =
			xcopy(options->suites, options->n_suites,
				sizeof(*options->suites));
	machines->buffer = xcalloc(HELLO_BUFFER, 1);
	observation_log_init(&machines->log);
	member_begin(machines, &machines->all, 0);
	machines_go_on(machines);
	return machines;
}

static void free_part(struct member *part)
{
	member_end(part);
	free(part);
}

void machines_free(struct machines *machines)
{
	if (!machines)
		return;
	for (size_t i = 0; i < machines->n; i++)
		free_part(machines->parts[i]);
	for (size_t i = 0; i < machines->n_retired; i++)
		free_part(machines->retired[i]);
	member_end(&machines->all);
	observation_log_clear(&machines->log);
	free(machines->suites);
	free(machines->buffer);
	free(machines);
}

/* The questions of the audit; between those and its last ones, what tells
 * machines apart. */
static bool look_further(const struct machines *machines,
	const struct member *member, struct plan *plan)
{
	const struct audit *audit = member->audit;

	if (audit_plan(audit, plan))
		return true;
	if (!plan->reopened &&
		(machines_compare(member, -1, plan) ||
			(member == &machines->all &&
				audit_plan_last(audit, plan))))
		return true;
	return audit_plan_ahead(audit, plan);
}

static void member_settle(struct machines *machines, struct member *member)
{
	struct plan *plan = &member->audit->plan;

	plan_restart(plan);
	while (audit_may_ask(member->audit)) {
		if (look_further(machines, member, plan)) {
			if (plan->asks)
				return;
			for (size_t i = 0; i < plan->n_decisions; i++) {
				bool good = machines_decide(
					machines, member, &plan->decisions[i]);
				assert(good);
			}
		} else if (plan->reopened) {
			plan_restart(plan);
		} else {
			break;
		}
	}
	plan_forget_question(plan);
}

static bool has_patience(const struct member *part)
{
	return part->passed < MACHINES_PATIENCE;
}

static void settle(struct machines *machines)
{
	if (!machines->n)
		member_settle(machines, &machines->all);
	for (size_t i = 0; i < machines->n; i++)
		if (has_patience(machines->parts[i]))
			member_settle(machines, machines->parts[i]);
}

size_t machines_wanted(const struct machines *machines)
{
	size_t n = 0;

	if (!machines->n)
		return audit_wanted(machines->all.audit);
	for (size_t i = 0; i < machines->n; i++)
		if (has_patience(machines->parts[i]))
			n += audit_wanted(machines->parts[i]->audit);
	return n;
}

static size_t wanted(void *ctx)
{
	return machines_wanted(ctx);
}

void machines_send(struct machines *machines, struct member *member,
	uint32_t id, const struct step *step, const struct question *question)
{
	machines->last_question = *question;
	machines->last_question.suites = NULL;
	machines->asked = (struct machines_asked){ .id = id,
		.audit = member->id,
		.question = &machines->last_question,
		.n_decisions = machines->log.n_decisions };
	if (id > machines->n_probes)
		machines->n_probes = id;
	if (question->topic == TOPIC_COMPARE ||
		question->topic == TOPIC_COMPARE_IDLE) {
		member->compared++;
		member->idle = question->topic == TOPIC_COMPARE_IDLE
			? member->idle + 1
			: 0;
	}
	member->passed = 0;
	audit_asked(member->audit, id, step, question);
}

static void hand_out(
	struct machines *machines, struct member *member, struct probe *probe)
{
	const struct plan *plan = &member->audit->plan;
	const struct question *q = &plan->question;
	struct writer w = writer_of(machines->buffer, HELLO_BUFFER);
	char label[32];

	*probe = (struct probe){ .id = machines->n_probes + 1,
		.dialog = probe->dialog,
		.purpose = q->purpose,
		.version = q->version,
		.shape = q->form & FORM_RFC7919 ? DHE_RFC7919 : DHE_PLAIN,
		.n_suites = q->n_suites };
	snprintf(label, sizeof(label), "probe %u", probe->id);
	seed_expand(probe->seed, sizeof(probe->seed), machines->options.seed,
		label);
	question_write(q, &w, machines->server_name, probe->seed);
	machines_send(machines, member, probe->id, plan->step, q);
	probe->hello = audit_keep_hello(
		member->audit, probe->id, slice_of(w.data, w.len));
}

/* What compares machines depends on who answers here. */
static bool next_of(struct machines *machines, struct member *member, int face,
	struct probe *probe)
{
	struct plan *plan = &member->audit->plan;

	if (plan->asks &&
		(plan->question.topic == TOPIC_COMPARE ||
			plan->question.topic == TOPIC_COMPARE_IDLE)) {
		plan_forget_question(plan);
		(void)machines_compare(member, face, plan);
	}
	if (!plan->asks)
		return false;
	hand_out(machines, member, probe);
	return true;
}

/* Others wanted this connection, but @mine got it. */
static void pass_over(struct machines *machines, const struct member *mine)
{
	const struct decision passed = { .kind = DECISION_PASSED_OVER };

	for (size_t i = 0; i < machines->n; i++) {
		struct member *part = machines->parts[i];
		if (part != mine && !part->audit->n_flying &&
			audit_wanted(part->audit))
			machines_decide(machines, part, &passed);
	}
}

static bool ask_mark(
	struct machines *machines, size_t mark, struct probe *probe)
{
	struct plan *plan = &machines->all.audit->plan;
	size_t i = 0;

	if (machines->all.audit->n_flying == FLYING_MAX)
		return false;
	while (machines->log.rows[i].question != machines->marks[mark])
		i++;
	plan_restart(plan);
	observation_ask_again(&machines->log.rows[i], &plan->question);
	plan->question.purpose = PURPOSE_CONTROL;
	plan->question.topic = TOPIC_MARK;
	plan->question.about = machines->log.rows[i].probe;
	hand_out(machines, &machines->all, probe);
	return true;
}

static bool any_flying(const struct machines *machines)
{
	bool any = machines->all.audit->n_flying;

	for (size_t i = 0; i < machines->n; i++)
		any = any || machines->parts[i]->audit->n_flying;
	return any;
}

static bool next_of_parts(
	struct machines *machines, int face, struct probe *probe)
{
	bool known = face >= 0 && face < OBSERVATION_FACES;
	int mine = known ? machines->part_of[face] : -1;
	struct member *part = mine >= 0 ? machines->parts[mine] : NULL;
	uint64_t answers[MACHINES_MARKS];
	size_t mark;

	if (part && !has_patience(part))
		member_settle(machines, part);
	if (part && next_of(machines, part, face, probe)) {
		pass_over(machines, part);
		return true;
	}
	if (part && any_flying(machines))
		return false; /* wait: it may want this one then */
	pass_over(machines, part);
	mark = !part && known ? machines_missing_mark(machines, face, answers)
			      : 0;
	return ask_mark(machines, mark < machines->n_marks ? mark : 0, probe);
}

static bool next(void *ctx, struct probe *probe)
{
	struct machines *machines = ctx;
	int face = observation_find_face(&machines->log, probe->dialog);
	bool asks = machines->n
		? next_of_parts(machines, face, probe)
		: next_of(machines, &machines->all, face, probe);

	if (asks)
		settle(machines);
	return asks;
}

/* Who has asked for it, and what. */
static struct member *land(struct machines *machines, uint32_t id,
	uint32_t answer, struct question *question)
{
	struct member *member;

	for (size_t i = 0; (member = machines_nth(machines, i)); i++)
		if (audit_landed(member->audit, id, answer, question))
			break;
	return member;
}

void machines_learn(struct machines *machines, const struct probe *probe,
	const struct outcome *outcome)
{
	const struct observation *o =
		observation_append(&machines->log, probe, outcome);
	struct member *asker = NULL;
	struct question question;

	if (probe)
		asker = land(machines, probe->id,
			o->has_suite ? o->suite : CHAIN_NO_GUESS, &question);
	if (asker)
		observation_keep_question(&machines->log, &question);
	if (o->probe > machines->n_probes)
		machines->n_probes = o->probe;
	if (machines->n)
		parts_learn(machines, asker);
	else
		member_learn(machines, &machines->all, asker);
}

static void learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct machines *machines = ctx;

	machines_learn(machines, probe, outcome);
	settle(machines);
}

const struct inquiry_driver machines_driver = { wanted, next, learn };

struct machines_asked machines_asked(const struct machines *machines)
{
	return machines->asked;
}

void machines_go_on(struct machines *machines)
{
	settle(machines);
	/* what those lack that are not waited for any more */
	for (size_t i = 0; i < machines->n; i++)
		if (!has_patience(machines->parts[i]))
			member_settle(machines, machines->parts[i]);
}

const struct observation_log *machines_log(const struct machines *machines)
{
	return &machines->log;
}

void machines_kin(struct machines *machines, const struct machines *kin)
{
	audit_kin(machines->all.audit, kin->all.audit);
}

size_t machines_estimate(const struct machines *machines)
{
	return audit_estimate(machines->all.audit);
}
