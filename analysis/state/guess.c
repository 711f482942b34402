/* SPDX-License-Identifier: ISC */
/*
 * Who will be chosen next? By known orders (chain/taste.h), by what the server
 * showed in other versions, by what other addresses showed. And what of this is
 * kept, because it is asked for after each answer.
 */
#include "analysis/state/audit_state.h"

#include "analysis/chain/chain_parts.h"
#include "analysis/log/cover.h"

/* Where lists are cut: all that other versions have, in their order, so that it
 * stands in one list and its answers tell the order too. */
static size_t guess_cut(
	const struct audit *audit, int version, uint32_t *guesses, size_t room)
{
	const struct chain *chain = &audit->chains[version];
	size_t n = 0;

	for (int v = TLS12; v >= SSL3; v--) {
		const struct order *order = audit_order(audit, v);
		for (size_t i = 0; i < order->n && n < room; i++)
			if (v != version &&
				chain_is_open(chain, order->suites[i]) &&
				!chain_is_among(guesses, n, order->suites[i]))
				guesses[n++] = order->suites[i];
	}
	return n;
}

size_t audit_guess(
	const struct audit *audit, int version, uint32_t *guesses, size_t room)
{
	const struct chain *chain = &audit->chains[version];
	size_t n = 0;

	if (chain->flying.client_first)
		return audit_guess_client(audit, version, guesses, room);
	if (chain->limits.now && version > SSL2 && version < TLS13)
		n = guess_cut(audit, version, guesses, room);
	return n ? n
		 : tasting_guess(
			   &audit->tastings[version], chain, guesses, room);
}

bool audit_is_sure(const struct audit *audit, int version, uint32_t guess)
{
	if (!audit->chains[version].flying.client_first)
		return tasting_is_sure(&audit->tastings[version], guess);
	return audit_is_likely(audit, version, guess);
}

static void refresh_order(struct audit *audit, int version)
{
	struct order_memory *memory = &audit->order_memory[version];
	const struct chain *chain = &audit->chains[version];
	const struct observation_log *log = audit->log;
	bool stale = !memory->order.suites || memory->n_found != chain->n_found;

	for (size_t i = memory->rows; i < log->n && !stale; i++)
		stale = log->rows[i].version == log_versions[version];
	memory->rows = log->n;
	memory->n_found = chain->n_found;
	if (!stale)
		return;
	order_clear(&memory->order);
	order_derive(&memory->order, log, log_versions[version], chain->found,
		chain->n_found);
}

static void refresh_taste(struct audit *audit, int version)
{
	struct tasting *tasting = &audit->tastings[version];
	const struct chain *chain = &audit->chains[version];

	for (int v = SSL3; version > SSL2 && version < TLS13 && v < TLS13; v++)
		if (v != version)
			tasting_own(tasting, (size_t)v, audit->chains[v].found,
				audit->chains[v].n_found);
	if (audit->n_kin[version])
		tasting_own(
			tasting, 0, audit->kin[version], audit->n_kin[version]);
	tasting_note(tasting, chain->found, chain->n_found);
}

/* Of a chain that may ask: whose order it is, and who is likely. */
static void refresh_guesses(struct audit *audit, int version)
{
	struct chain *chain = &audit->chains[version];

	refresh_taste(audit, version);
	chain->flying.client_first = audit_takes_the_first(audit, version);
	if (chain->flying.client_first)
		audit_read_passed(audit, version);
}

void audit_refresh(struct audit *audit)
{
	for (int v = SSL2; v <= TLS13; v++)
		refresh_order(audit, v);
	for (int v = SSL2; v <= TLS13; v++) {
		struct chain *chain = &audit->chains[v];
		if (!chain_is_over(chain))
			refresh_guesses(audit, v);
		if (audit_is_quiet(audit, v))
			cover_remember(audit->log, chain->nos, chain->n_nos);
	}
}
