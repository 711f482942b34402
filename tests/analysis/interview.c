/* SPDX-License-Identifier: ISC */
/* See interview.h. */
#include "tests/analysis/interview.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "tests/analysis/talk.h"

#define ROOM 40000

void interview_begin(struct interview *interview, unsigned ask,
	const uint32_t *suites, size_t n)
{
	struct audit_options options = {
		.ask = ask, .suites = suites, .n_suites = n
	};

	*interview = (struct interview){ 0 };
	observation_log_init(&interview->log);
	interview->audit = audit_new(&options, &interview->log);
	plan_init(&interview->plan, ROOM);
}

void interview_end(struct interview *interview)
{
	plan_clear(&interview->plan);
	audit_free(interview->audit);
	observation_log_clear(&interview->log);
}

bool interview_wants(
	struct interview *interview, const struct step *step, int version)
{
	struct plan *plan = &interview->plan;

	plan_restart(plan);
	if (!step->next(interview->audit, version, plan))
		return false;
	plan->step = step;
	plan->version = version;
	plan->asks = plan->n_decisions == 0;
	plan->question.in_chain = step == &step_chain || step == &step_first;
	return true;
}

bool interview_decides(
	const struct interview *interview, enum decision_kind kind)
{
	return interview->plan.n_decisions == 1 &&
		interview->plan.decisions[0].kind == kind;
}

void interview_carry_out(struct interview *interview)
{
	const struct plan *plan = &interview->plan;

	for (size_t i = 0; i < plan->n_decisions; i++) {
		bool good = audit_decided(
			interview->audit, &interview->log, &plan->decisions[i]);
		assert(good);
	}
}

static uint64_t hash_of(const struct question *q)
{
	uint64_t hash = (uint64_t)q->version << 8 | q->form;

	for (size_t i = 0; i < q->n_suites; i++)
		hash = hash * 1099511628211u + q->suites[i];
	for (size_t i = 0; i < q->n_groups; i++)
		hash = hash * 1099511628211u + q->groups[i];
	return hash;
}

/* The rows own their lists; those of groups are of the standard hello where the
 * question names none. */
static void keep_groups(struct observation *o, const struct question *q)
{
	static const uint16_t standard[] = { 23, 24, 29 };
	bool named = q->n_groups;
	const uint16_t *groups = named ? q->groups : standard;
	size_t n = named ? q->n_groups : 3;

	o->groups = malloc(n * sizeof(*groups));
	assert(o->groups);
	memcpy(o->groups, groups, n * sizeof(*groups));
	o->n_groups = n;
}

static void learn(struct interview *interview, struct observation o)
{
	const struct plan *plan = &interview->plan;
	const struct question *q = &plan->question;
	struct question asked;
	bool own;

	assert(plan->asks);
	o.purpose = q->purpose;
	o.form = q->form;
	o.question = hash_of(q);
	keep_groups(&o, q);
	audit_asked(interview->audit, o.probe, plan->step, q);
	own = audit_landed(interview->audit, o.probe,
		o.has_suite ? o.suite : CHAIN_NO_GUESS, &asked);
	talk_log(&interview->log, o);
	observation_keep_question(&interview->log, &asked);
	audit_learnt(interview->audit, &interview->log, own);
}

void interview_answer_group(
	struct interview *interview, uint32_t suite, uint16_t group)
{
	const struct question *q = &interview->plan.question;
	struct observation o = talk_answer(
		++interview->probes, q->version, q->suites, q->n_suites, suite);

	o.group = group;
	learn(interview, o);
}

void interview_answer(struct interview *interview, uint32_t suite)
{
	interview_answer_group(interview, suite, 0);
}

void interview_end_by(
	struct interview *interview, enum outcome_kind kind, uint8_t alert)
{
	const struct question *q = &interview->plan.question;
	struct observation o = talk_alert(
		++interview->probes, q->version, q->suites, q->n_suites, alert);

	o.kind = kind;
	learn(interview, o);
}

void interview_control(struct interview *interview, int version, uint32_t suite)
{
	struct plan *plan = &interview->plan;

	plan_restart(plan);
	plan->asks = true;
	plan->version = version;
	plan->question.purpose = PURPOSE_CONTROL;
	plan->question.version = log_versions[version];
	plan->question.suites[plan->question.n_suites++] = suite;
	interview_answer(interview, suite);
}

bool interview_offers(const struct interview *interview, uint32_t code)
{
	const struct question *q = &interview->plan.question;

	for (size_t i = 0; i < q->n_suites; i++)
		if (q->suites[i] == code)
			return true;
	return false;
}

void interview_chain(struct interview *interview, int version,
	const uint32_t *suites, size_t n)
{
	while (interview_wants(interview, &step_chain, version)) {
		size_t i = 0;

		if (!interview->plan.asks) {
			interview_carry_out(interview);
			continue;
		}
		while (i < n && !interview_offers(interview, suites[i]))
			i++;
		if (i < n)
			interview_answer(interview, suites[i]);
		else
			interview_end_by(interview, OUTCOME_ALERT, n ? 40 : 70);
	}
}
