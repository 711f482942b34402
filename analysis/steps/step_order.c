/* SPDX-License-Identifier: ISC */
/*
 * Whose order is it? The chain mostly knows already (an answer that was not the
 * first in the list). Where it does not: all found suites once more, reversed.
 * When asked for (`order`) each neighbour pair that was never seen in the other
 * direction is tried so: equal-preference suites show as ties.
 */
#include "analysis/steps/steps.h"

#include "analysis/base/alloc.h"
#include "wire/tables/names.h"

static void ask_reversed(
	const struct order *order, size_t from, size_t n, struct question *q)
{
	q->n_suites = 0;
	for (size_t i = 0; i < n; i++)
		q->suites[q->n_suites++] = order->suites[from + n - 1 - i];
}

/* Of those not placed yet, the ones that no other is known to beat. */
static void ask_heads(
	const struct order *order, size_t most, struct question *q)
{
	q->n_suites = 0;
	for (size_t i = order->n; i-- > order->placed && q->n_suites < most;)
		if (order->heads[i])
			q->suites[q->n_suites++] = order->suites[i];
}

static bool was_asked(
	const struct order_state *state, uint32_t first, uint32_t second)
{
	for (size_t i = 0; i < state->n_pairs; i++)
		if (state->pairs[i][0] == first && state->pairs[i][1] == second)
			return true;
	return false;
}

/* A pair that no answer has shown in both directions; n: none. */
static size_t loose_pair(
	const struct order_state *state, const struct order *order)
{
	for (size_t i = 0; i + 1 < order->n; i++)
		if (order->loose[i] &&
			!was_asked(
				state, order->suites[i], order->suites[i + 1]))
			return i;
	return order->n;
}

static bool choose(const struct audit *audit, int version,
	const struct order *order, struct question *q)
{
	const struct order_state *state = &audit->orders[version];
	size_t most = audit->chains[version].limits.now;
	size_t pair;

	if (!most || most > order->n)
		most = order->n;
	if (order->n < 2 || order->order == SUITE_ORDER_CLIENT)
		return false;
	if (order->placed < order->n) {
		ask_heads(order, most, q);
		if (q->n_suites < 2)
			ask_reversed(order, order->placed,
				most < order->n - order->placed
					? most
					: order->n - order->placed,
				q);
		return true;
	}
	if (order->ambiguous) {
		ask_reversed(order, 0, most, q);
		return true;
	}
	pair = audit->ask & ASK_ORDER ? loose_pair(state, order) : order->n;
	if (pair == order->n)
		return false;
	ask_reversed(order, pair, 2, q);
	return true;
}

/* Three answers in a row, each the first of the list that it has: if that is
 * the client's order, the chain goes faster when it knows. */
static bool looks_like_clients_order(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	return chain->state == CHAIN_RUNNING && chain->n_found >= 3 &&
		!chain->flying.client_first &&
		!audit->orders[version].asked_early &&
		audit_order(audit, version)->ambiguous;
}

static bool next_order(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];
	const struct order_state *state = &audit->orders[version];
	struct question *q = &plan->question;

	if (version == SSL2 || chain->n_found < 2 || state->give_up ||
		state->tries > chain->n_found + state->n_pairs)
		return false;
	if (chain->state != CHAIN_COMPLETE &&
		!looks_like_clients_order(audit, version))
		return false;
	if (!choose(audit, version, audit_order(audit, version), q))
		return false;
	audit_not_chacha_first(audit, version, q);
	q->purpose = PURPOSE_ORDER;
	audit_use_form(audit, version, q);
	return true;
}

/* A list of two is a pair, and so is one of three behind a refused suite; three
 * found ones are not: the answer said nothing of the last two. */
static void note_pair(struct order_state *state, const struct chain *chain,
	const struct observation *o)
{
	bool behind =
		o->n_offered == 3 && !chain_has_found(chain, o->offered[0]);

	if (!observation_answered(o) || (o->n_offered != 2 && !behind) ||
		was_asked(state, o->offered[o->n_offered - 1],
			o->offered[o->n_offered - 2]))
		return;
	state->pairs = xgrow(state->pairs, state->n_pairs, &state->pairs_room,
		sizeof(*state->pairs));
	state->pairs[state->n_pairs][0] = o->offered[o->n_offered - 1];
	state->pairs[state->n_pairs++][1] = o->offered[o->n_offered - 2];
}

void learn_order(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct order_state *state = &audit->orders[version];

	(void)row;
	note_pair(state, &audit->chains[version], o);
	state->asked_early = true;
	state->tries++;
	if (!observation_answered(o) && state->tries >= RETRIES)
		state->give_up = true;
}

const struct step step_order = { next_order };
