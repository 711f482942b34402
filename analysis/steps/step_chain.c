/* SPDX-License-Identifier: ISC */
/*
 * The step that matters most: versions from the newest down, a chain each. TLS
 * 1.2 is touched first, because nearly every server answers it: that answer is
 * the control before a "no" of TLS 1.3.
 */
#include "analysis/steps/steps.h"

#include "analysis/chain/chain_parts.h"

/* Versions between the one asked for and the one that was answered do not
 * exist there: a server takes the highest it has (RFC 5246 E.1). */
static void learn_from_downgrade(
	struct audit *audit, int version, const struct observation *o, long row)
{
	for (int v = version - 1; v > SSL2; v--) {
		struct chain *chain = &audit->chains[v];
		if (log_versions[v] > o->version)
			chain_implied_absent(chain, row);
		else if (log_versions[v] == o->version)
			chain_credit(chain, o);
	}
}

/* Refused in both forms: that hello stood for all versions below too (RFC 5246
 * E.1). The frugal audit leaves it at that; SSL 3 has another shape and is
 * asked all the same. */
static void imply_below(struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	if (!audit_is_frugal(audit) || version == TLS13 ||
		chain->state != CHAIN_ABSENT || chain->implied_by >= 0 ||
		chain->against.refusals != chain->against.n ||
		audit_highest(audit, TLS13) < 0)
		return;
	for (int v = version - 1; v > SSL3; v--)
		if (audit->chains[v].state == CHAIN_UNTOUCHED)
			chain_absent_like(&audit->chains[v], chain);
}

/* The very first hello was refused, and only now something answers: that no had
 * no control before it, and is asked again in its turn. */
static void forget_first_refusal(struct audit *audit)
{
	struct chain *chain = &audit->chains[TLS12];

	if (chain->state == CHAIN_RUNNING && chain->against.n &&
		chain->against.first == 0)
		chain_reask(chain, chain->n_nos);
}

/* The version above must be known first: its answer may stand for this one. */
static bool may_start(const struct audit *audit, int version)
{
	const struct chain *above = &audit->chains[version + 1];

	if (version == TLS13 || version == TLS12)
		return true;
	if (above->limits.now && audit_order_waits(audit, version + 1))
		return false; /* its order makes this one cheap */
	return !(audit->versions & 1u << (version + 1)) || above->n_found ||
		chain_is_over(above);
}

/* The least limit that another version was found to have, and this one does not
 * heed; 0: none. Nothing longer was ever answered there. */
static size_t limit_to_start_with(const struct audit *audit, int version)
{
	size_t limit = audit->chains[version].limits.now, least = limit;

	for (int v = SSL3; version != SSL2 && v <= TLS13; v++) {
		const struct chain *other = &audit->chains[v];
		if (other->n_found && other->limits.now &&
			other->limits.taken <= other->limits.now &&
			(!least || other->limits.now < least))
			least = other->limits.now;
	}
	return least == limit ? 0 : least;
}

/* Refused by lists longer than any that was answered: was it the length? Beside
 * a suite that the version has the same list tells; where that is refused too,
 * shorter lists are asked. */
static bool ask_length(
	const struct audit *audit, int version, struct question *q)
{
	const struct chain *chain = &audit->chains[version];
	size_t longest = audit_longest_list(audit);

	if (!longest || !audit_is_quiet(audit, version))
		return false;
	for (size_t i = 0; i < chain->n_nos; i++) {
		const struct observation *o =
			&audit->log->rows[chain->nos[i].first];
		if (chain->nos[i].dropped || o->n_offered <= longest ||
			o->n_offered >= CHAIN_LONGEST ||
			observation_answered(o) ||
			audit_was_asked_beside(audit, o))
			continue;
		audit_ask_beside(audit, version, o, q);
		return true;
	}
	return false;
}

static bool next_over(const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];
	size_t longest = audit_longest_list(audit), span;

	if (ask_length(audit, version, &plan->question))
		return true;
	span = longest ? audit_longer_refusal(audit, version, longest)
		       : chain->n_nos;
	return span < chain->n_nos &&
		plan_decide(plan, DECISION_SHORTER, version, span, longest);
}

static bool next_chain(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];
	uint32_t guesses[CHAIN_GUESSES];
	size_t n;

	if (!(audit->versions & 1u << version))
		return false;
	if (chain_is_over(chain))
		return next_over(audit, version, plan);
	if (chain->state == CHAIN_UNTOUCHED) {
		if (chain->flying.n || !may_start(audit, version))
			return false;
		n = limit_to_start_with(audit, version);
		if (n)
			return plan_decide(plan, DECISION_START, version, 0, n);
	}
	n = audit_guess(audit, version, guesses, CHAIN_GUESSES);
	return chain_next(chain, guesses, n, &plan->question);
}

void learn_chain(
	struct audit *audit, int version, const struct observation *o, long row)
{
	chain_learn(&audit->chains[version], o, row);
	if (o->kind == OUTCOME_SERVER_HELLO && !o->unasked &&
		o->version < log_versions[version])
		learn_from_downgrade(audit, version, o, row);
	imply_below(audit, version);
	if (version != TLS12 && observation_answered(o))
		forget_first_refusal(audit);
}

static bool next_first(
	const struct audit *audit, int version, struct plan *plan)
{
	return version == TLS12 &&
		audit->chains[TLS12].state == CHAIN_UNTOUCHED &&
		next_chain(audit, TLS12, plan);
}

static bool is_span(const struct chain *chain, size_t span)
{
	return span < chain->n_nos && !chain->nos[span].dropped;
}

static void reask(struct chain *chain, const struct decision *decision)
{
	chain_reask(chain, decision->span);
	chain->reasked = (unsigned)decision->n;
}

bool decide_chain(struct audit *audit, const struct decision *decision)
{
	struct chain *chain = &audit->chains[decision->version];
	const struct observation *last;

	if (decision->kind == DECISION_START) {
		if (chain->state == CHAIN_UNTOUCHED)
			chain->limits.now = chain->limits.given = decision->n;
		return chain->state == CHAIN_UNTOUCHED;
	}
	if (!is_span(chain, decision->span))
		return false;
	last = &audit->log->rows[chain->nos[decision->span].last];
	if (decision->kind == DECISION_SHORTER)
		chain_reask_shorter(chain, decision->span, decision->n, last);
	else if (decision->kind == DECISION_CHECK_SHORT)
		chain_check_short(chain, decision->span, last);
	else
		reask(chain, decision);
	return true;
}

/* What was said to be absent by a downgrade is there after all. */
static void forget_implied(struct audit *audit, const struct observation *o)
{
	const struct observation *rows = audit->log->rows;

	for (int v = SSL3; v <= TLS13; v++) {
		struct chain *chain = &audit->chains[v];
		if (chain->state != CHAIN_ABSENT || chain->implied_by < 0 ||
			log_versions[v] > o->version ||
			rows[chain->implied_by].question != o->question)
			continue;
		chain->implied_by = -1;
		chain_reask(chain, chain->n_nos);
	}
}

void learn_chain_anew(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct chain *chain = &audit->chains[version];

	if (!observation_answered(o) || o->unasked)
		return;
	forget_implied(audit, o);
	if (o->purpose != PURPOSE_CONTROL || o->version != chain->version ||
		chain_has_found(chain, o->suite))
		return;
	if (chain->state == CHAIN_ABSENT)
		chain_reask(chain, chain->n_nos);
	else
		chain_reopen_offered(chain, o);
	learn_chain(audit, version, o, row);
}

void reopen_chain(struct audit *audit, int version, const struct observation *o)
{
	chain_reopen_offered(&audit->chains[version], o);
}

const struct step step_first = { next_first };
const struct step step_chain = { next_chain };
