/* SPDX-License-Identifier: ISC */
/*
 * What the steps and the derivation ask of an audit's state: what was found, in
 * which form, and how a list of it is arranged.
 */
#include "analysis/state/audit_state.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"

const uint16_t audit_versions[N_VERSIONS] = { VERSION_SSL2, VERSION_SSL3,
	VERSION_TLS10, VERSION_TLS11, VERSION_TLS12, VERSION_TLS13 };

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
		if (audit->chains[v].taken > longest)
			longest = audit->chains[v].taken;
	return longest;
}

const struct order *audit_order(struct audit *audit, int version)
{
	struct order_memory *memory = &audit->order_memory[version];
	const struct chain *chain = &audit->chains[version];

	if (memory->order.suites && memory->rows == audit->log.n &&
		memory->n_found == chain->n_found)
		return &memory->order;
	order_clear(&memory->order);
	order_derive(&memory->order, &audit->log, audit_versions[version],
		chain->found, chain->n_found);
	memory->rows = audit->log.n;
	memory->n_found = chain->n_found;
	return &memory->order;
}

size_t audit_found(struct audit *audit, int version, uint32_t *codes)
{
	const struct order *order = audit_order(audit, version);

	if (order->n)
		memcpy(codes, order->suites, order->n * sizeof(*codes));
	return order->n;
}

int audit_highest(const struct audit *audit, int from)
{
	for (int v = from; v >= SSL2; v--)
		if (audit->chains[v].n_found)
			return v;
	return -1;
}

void audit_use_form(const struct audit *audit, int version, struct question *q)
{
	bool other = audit->chains[version].other_form;
	uint16_t code = audit_versions[version];

	q->recipe.version = code;
	q->recipe.lean = audit->chains[version].lean;
	q->recipe.with_key_share = other && version == TLS13;
	q->recipe.without_extensions =
		version == SSL3 || (other && version != TLS13);
}

void audit_offer_found(struct audit *audit, int version, struct question *q,
	bool (*want)(const struct suite *suite))
{
	uint32_t *codes = xcalloc(audit->chains[version].n, sizeof(*codes));
	size_t n = audit_found(audit, version, codes);

	q->n_suites = 0;
	while (n-- > 0) {
		const struct suite *suite = suite_find(codes[n]);
		if (!want || (suite && want(suite)))
			q->suites[q->n_suites++] = codes[n];
	}
	free(codes);
}

static bool is_chacha(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && !strncmp(suite->cipher, "CHACHA", 6);
}

void audit_not_chacha_first(
	const struct audit *audit, int version, struct question *q)
{
	const struct chain *chain = &audit->chains[version];

	if (q->n_suites == 0 || !is_chacha(q->suites[0]))
		return;
	for (size_t i = 0; i < chain->n; i++) {
		const struct candidate *row = &chain->rows[i];
		if (row->state != CANDIDATE_REFUSED || is_chacha(row->code))
			continue;
		memmove(q->suites + 1, q->suites,
			q->n_suites * sizeof(*q->suites));
		q->suites[0] = row->code;
		q->n_suites++;
		return;
	}
}

/* Did equal hellos meet unequal ends? Then a close proves nothing. */
bool audit_saw_weather(const struct audit *audit)
{
	for (int v = SSL2; v <= TLS13; v++)
		if (audit->chains[v].weather || audit->dhe[v].roll.weather ||
			audit->groups[v].roll.weather)
			return true;
	return false;
}

bool audit_at_last(const struct audit *audit, int version,
	enum probe_purpose purpose, size_t most)
{
	size_t asked = 0;

	if (version != TLS13 || audit->n_flying || audit->replan ||
		audit->is_part || audit_saw_weather(audit))
		return false;
	for (size_t i = 0; i < audit->log.n; i++)
		asked += audit->log.rows[i].purpose == purpose;
	return asked < most;
}

void audit_learn_nothing(
	struct audit *audit, int version, const struct observation *o, long row)
{
	(void)audit;
	(void)version;
	(void)o;
	(void)row;
}
