/* SPDX-License-Identifier: ISC */
/*
 * What the steps ask of an audit's state: what was found, and in which order.
 */
#include "analysis/state/audit_state.h"

int audit_version_index(uint16_t version)
{
	for (int v = SSL2; v <= TLS13; v++)
		if (log_versions[v] == version)
			return v;
	return -1;
}

bool audit_is_frugal(const struct audit *audit)
{
	return audit->ask == ASK_SUITES;
}

size_t audit_flying(
	const struct audit *audit, const struct step *step, int version)
{
	size_t n = 0;

	for (size_t i = 0; i < audit->n_flying; i++)
		n += audit->flying[i].step == step &&
			audit->flying[i].version == version;
	return n;
}

size_t audit_longest_list(const struct audit *audit)
{
	size_t longest = 0;

	for (int v = SSL3; v <= TLS13; v++)
		if (audit->chains[v].limits.taken > longest)
			longest = audit->chains[v].limits.taken;
	return longest;
}

int audit_highest(const struct audit *audit, int from)
{
	for (int v = from; v >= SSL2; v--)
		if (audit->chains[v].n_found)
			return v;
	return -1;
}

const struct order *audit_order(const struct audit *audit, int version)
{
	return &audit->order_memory[version].order;
}

bool audit_takes_the_first(const struct audit *audit, int version)
{
	enum suite_order own = audit_order(audit, version)->order;

	if (own == SUITE_ORDER_SERVER || own == SUITE_ORDER_CLIENT)
		return own == SUITE_ORDER_CLIENT;
	for (int v = TLS13; v > SSL2; v--)
		if (audit_order(audit, v)->order == SUITE_ORDER_CLIENT)
			return true;
	return false;
}

bool audit_order_waits(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];
	const struct order_state *state = &audit->orders[version];
	const struct order *order = audit_order(audit, version);

	if (version == TLS13 || chain->state == CHAIN_UNTOUCHED)
		return false;
	if (chain->state == CHAIN_RUNNING)
		return true;
	if (chain->state != CHAIN_COMPLETE || chain->n_found < 2 ||
		state->give_up || state->tries > chain->n_found)
		return false;
	return order->order != SUITE_ORDER_CLIENT && order->placed < order->n;
}

/* Did equal hellos meet unequal ends? Then a close proves nothing. */
static bool saw_weather(const struct audit *audit)
{
	for (int v = SSL2; v <= TLS13; v++)
		if (audit->chains[v].evidence & EVIDENCE_WEATHER ||
			audit->dhe[v].roll.weather ||
			audit->groups[v].roll.weather)
			return true;
	return false;
}

size_t audit_longer_refusal(
	const struct audit *audit, int version, size_t limit)
{
	const struct chain *chain = &audit->chains[version];

	if ((chain->state != CHAIN_ABSENT && chain->state != CHAIN_COMPLETE) ||
		chain->implied_by >= 0 || version == SSL2 || chain->flying.n)
		return chain->n_nos;
	for (size_t i = 0; i < chain->n_nos; i++)
		if (!chain->nos[i].dropped && chain->nos[i].length > limit)
			return i;
	return chain->n_nos;
}

bool audit_at_last(const struct audit *audit, int version,
	enum probe_purpose purpose, size_t most)
{
	size_t asked = 0;

	if (version != TLS13 || audit->n_flying || saw_weather(audit))
		return false;
	for (size_t i = 0; i < audit->log->n; i++)
		asked += audit->log->rows[i].purpose == purpose;
	return asked < most;
}
