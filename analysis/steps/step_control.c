/* SPDX-License-Identifier: ISC */
/*
 * "No" stays pending until an answer came before and after it, with nothing
 * between that smells of throttling. The last step looks for refusals that
 * still wait: it asks what was answered before (a control), and asks again what
 * was refused in bad weather.
 */
#include "analysis/steps/steps.h"

#include "analysis/log/span.h"

#define REASK_MAX 4

static bool span_needs(
	const struct audit *audit, long first, long last, enum span what)
{
	long before, after;

	return first >= 0 &&
		span_judge(audit->log, first, last, &before, &after) == what;
}

/* The first span of refusals of a chain that needs @what; n_nos: none. */
static size_t chain_span(
	const struct audit *audit, const struct chain *chain, enum span what)
{
	for (size_t i = 0; chain->implied_by < 0 && i < chain->n_nos; i++)
		if (!chain->nos[i].dropped &&
			span_needs(audit, chain->nos[i].first,
				chain->nos[i].last, what))
			return i;
	return chain->n_nos;
}

/* The span of refusals that is to be asked again; n_nos: none. */
static size_t broken_span(const struct audit *audit, int v)
{
	const struct chain *chain = &audit->chains[v];

	if ((chain->state != CHAIN_ABSENT && chain->state != CHAIN_COMPLETE) ||
		chain->reasked >= REASK_MAX || audit_lacks_cover(audit, v) ||
		chain_insists(chain, audit->log))
		return chain->n_nos;
	if (audit_highest(audit, TLS13) < 0 && chain->reasked)
		return chain
			->n_nos; /* nothing answers that could be a control */
	return chain_span(audit, chain, SPAN_BROKEN);
}

/* All that waits in vain, in one go: lists that were cut are many spans. A
 * version that was refused as a whole is asked again as a whole. */
static bool reask_chain(const struct audit *audit, int v, struct plan *plan)
{
	const struct chain *chain = &audit->chains[v];
	size_t span = broken_span(audit, v);
	bool any = span < chain->n_nos;

	for (; span < chain->n_nos; span++) {
		if (chain->nos[span].dropped ||
			!span_needs(audit, chain->nos[span].first,
				chain->nos[span].last, SPAN_BROKEN))
			continue;
		plan_decide(plan, DECISION_AGAIN, v, span, chain->reasked + 1);
		if (chain->state == CHAIN_ABSENT)
			break;
	}
	return any;
}

/* Asked again at once it would say nothing new: an answer must come between. */
static bool wants_answer_between(const struct audit *audit)
{
	for (int v = SSL2; v <= TLS13; v++) {
		const struct chain *chain = &audit->chains[v];
		size_t span = broken_span(audit, v);
		if (span < chain->n_nos &&
			!span_answered_between(audit->log,
				chain->nos[span].last, (long)audit->log->n))
			return true;
	}
	return false;
}

/* Where nothing at all was answered the lists may have been too long: two
 * versions show it as well as six. */
static bool reask_shorter(const struct audit *audit, int v, struct plan *plan)
{
	size_t n_nos = audit->chains[v].n_nos, span;

	if (audit_longest_list(audit) || (v != TLS12 && v != TLS13))
		return false;
	span = audit_longer_refusal(audit, v, CHAIN_NARROWEST);
	return span < n_nos &&
		plan_decide(plan, DECISION_SHORTER, v, span, CHAIN_NARROWEST);
}

/* An alert other than 70 need not speak of the version: some servers refuse
 * lengths so. The frugal audit takes their word. */
static bool check_short(const struct audit *audit, int v, struct plan *plan)
{
	const struct chain *chain = &audit->chains[v];
	const struct observation *last;

	if (audit_is_frugal(audit) || chain->state != CHAIN_ABSENT ||
		chain->implied_by >= 0 || v == SSL2 || !chain->n_nos ||
		chain->limits.short_checked || !audit_longest_list(audit))
		return false;
	last = &audit->log->rows[chain->nos[chain->n_nos - 1].last];
	if (!observation_refused(last) ||
		last->alert == ALERT_PROTOCOL_VERSION ||
		last->n_offered <= CHAIN_NARROWEST)
		return false;
	return plan_decide(plan, DECISION_CHECK_SHORT, v, chain->n_nos - 1, 0);
}

static bool reask_roll(const struct audit *audit, const struct roll *roll,
	enum decision_kind kind, int v, struct plan *plan)
{
	return roll->ready && !roll->stuck && roll->reasked < REASK_MAX &&
		span_needs(audit, roll->first_no, roll->last_no, SPAN_BROKEN) &&
		plan_decide(plan, kind, v, 0, 0);
}

static bool something_waits(const struct audit *audit)
{
	for (int v = 0; v < N_VERSIONS; v++) {
		const struct chain *chain = &audit->chains[v];
		const struct roll *dhe = &audit->dhe[v].roll;
		const struct roll *groups = &audit->groups[v].roll;
		if (chain_is_over(chain) &&
			chain_span(audit, chain, SPAN_WAITS) < chain->n_nos)
			return true;
		if ((dhe->ready &&
			    span_needs(audit, dhe->first_no, dhe->last_no,
				    SPAN_WAITS)) ||
			(groups->ready &&
				span_needs(audit, groups->first_no,
					groups->last_no, SPAN_WAITS)))
			return true;
	}
	return false;
}

static bool ask_control(const struct audit *audit, struct question *q)
{
	int best = audit_highest(audit, TLS13);

	if (best < 0 || audit->control_failures >= RETRIES)
		return false;
	audit_offer_found(audit, best, q, NULL);
	audit_not_chacha_first(audit, best, q);
	audit_use_form(audit, best, q);
	q->purpose = PURPOSE_CONTROL;
	return true;
}

/* What was refused in bad weather becomes open again: the plan is gone through
 * once more, and the step that it belongs to asks. */
static bool reask_broken(const struct audit *audit, struct plan *plan)
{
	for (int v = TLS13; v >= SSL2; v--) {
		if (!reask_shorter(audit, v, plan) &&
			!check_short(audit, v, plan))
			(void)reask_chain(audit, v, plan);
		(void)reask_roll(audit, &audit->groups[v].roll,
			DECISION_GROUPS_AGAIN, v, plan);
		(void)reask_roll(audit, &audit->dhe[v].roll, DECISION_DHE_AGAIN,
			v, plan);
	}
	plan->reopened = plan->reopened || plan->n_decisions;
	return plan->n_decisions;
}

/* A reset looks like bad weather, and the next reset would stand between this
 * one and its control: the control is asked at once. */
static bool reset_waits(const struct audit *audit)
{
	for (int v = SSL2; v <= TLS13; v++) {
		const struct chain *chain = &audit->chains[v];
		size_t span = chain_span(audit, chain, SPAN_WAITS);
		if (span < chain->n_nos &&
			audit->log->rows[chain->nos[span].last].kind ==
				OUTCOME_RESET)
			return true;
	}
	return false;
}

/* Nothing else is asked meanwhile: audit.c waits for what is under way. */
bool audit_wants_control_now(const struct audit *audit)
{
	return audit_highest(audit, TLS13) >= 0 &&
		audit->control_failures < RETRIES && reset_waits(audit);
}

static bool next_confirm(
	const struct audit *audit, int version, struct plan *plan)
{
	return version == TLS13 && !audit->n_flying &&
		audit_wants_control_now(audit) &&
		ask_control(audit, &plan->question);
}

/* Asked once per version by the plan; the newest comes first and looks at all.
 */
static bool next_control(
	const struct audit *audit, int version, struct plan *plan)
{
	if (version != TLS13 || audit->n_flying)
		return false;
	if (something_waits(audit))
		return ask_control(audit, &plan->question);
	if (wants_answer_between(audit) && ask_control(audit, &plan->question))
		return true;
	return reask_broken(audit, plan);
}

void learn_control(
	struct audit *audit, int version, const struct observation *o, long row)
{
	(void)version;
	(void)row;
	audit->control_failures =
		observation_answered(o) ? 0 : audit->control_failures + 1;
}

const struct step step_confirm = { next_confirm };
const struct step step_control = { next_control };
