/* SPDX-License-Identifier: ISC */
/*
 * Whose order is it? The chain mostly knows already (an answer that was not the
 * first in the list). Where it does not: all found suites once more, reversed.
 * When asked for (`order`) each neighbour pair that was never seen in the other
 * direction is tried so: equal-preference suites show as ties.
 */
#include "analysis/audit_state.h"

#include "wire/names.h"

static void ask_reversed(
	const struct order *order, size_t from, size_t n, struct question *q)
{
	q->n_suites = 0;
	for (size_t i = 0; i < n; i++)
		q->suites[q->n_suites++] = order->suites[from + n - 1 - i];
}

/* A pair that no answer has shown in both directions; n: none. */
static size_t loose_pair(const struct order *order, size_t from)
{
	for (size_t i = from; i + 1 < order->n; i++)
		if (order->loose[i])
			return i;
	return order->n;
}

static bool choose(struct audit *audit, int version, const struct order *order,
	struct question *q)
{
	struct order_state *state = &audit->orders[version];

	if (order->n < 2 || order->order == SUITE_ORDER_CLIENT)
		return false;
	if (order->placed < order->n) {
		ask_reversed(order, order->placed, order->n - order->placed, q);
		return true;
	}
	if (order->ambiguous) {
		ask_reversed(order, 0, order->n, q);
		return true;
	}
	size_t pair = audit->ask & ASK_ORDER
		? loose_pair(order, state->pairs_asked)
		: order->n;
	if (pair == order->n)
		return false;
	ask_reversed(order, pair, 2, q);
	state->pairs_asked = pair + 1;
	return true;
}

static bool next_order(struct audit *audit, int version, struct question *q)
{
	struct chain *chain = &audit->chains[version];
	struct order_state *state = &audit->orders[version];
	struct order order;
	bool ask;

	if (version == SSL2 || chain->state != CHAIN_COMPLETE ||
		chain->n_found < 2 || state->give_up ||
		state->tries > chain->n_found)
		return false;
	q->n_suites = audit_found(audit, version, q->suites);
	order_derive(&order, &audit->log, audit_versions[version], q->suites,
		q->n_suites);
	ask = choose(audit, version, &order, q);
	order_clear(&order);
	if (!ask)
		return false;
	audit_not_chacha_first(audit, version, q);
	q->purpose = PURPOSE_ORDER;
	audit_use_form(audit, version, q);
	return true;
}

static void learn_order(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct order_state *state = &audit->orders[version];

	(void)row;
	state->tries++;
	if (!observation_answered(o) && state->tries >= RETRIES)
		state->give_up = true;
}

const struct step step_order = { next_order, learn_order };
