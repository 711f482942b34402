/* SPDX-License-Identifier: ISC */
/*
 * The step that matters most: versions from the newest down, a chain each. TLS
 * 1.2 is touched first, because nearly every server answers it: that answer is
 * the control before a "no" of TLS 1.3.
 */
#include "analysis/state/audit_state.h"

#include "analysis/chain/chain_parts.h"

/* Versions between the one asked for and the one that was answered do not
 * exist there: a server takes the highest it has (RFC 5246 E.1). */
static void learn_from_downgrade(
	struct audit *audit, int version, const struct observation *o, long row)
{
	for (int v = version - 1; v > SSL2; v--) {
		struct chain *chain = &audit->chains[v];
		if (audit_versions[v] > o->version)
			chain_implied_absent(chain, row);
		else if (audit_versions[v] == o->version)
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
static bool may_start(struct audit *audit, int version)
{
	const struct chain *above = &audit->chains[version + 1];

	if (version == TLS13 || version == TLS12)
		return true;
	if (above->limit && audit_order_waits(audit, version + 1))
		return false; /* its order makes this one cheap */
	return !(audit->versions & 1u << (version + 1)) || above->n_found ||
		chain_is_over(above);
}

/* A limit that one version was found to have holds for the others too: nothing
 * longer was ever answered there. */
static void start(struct audit *audit, int version)
{
	struct chain *chain = &audit->chains[version];

	for (int v = SSL3; version != SSL2 && v <= TLS13; v++) {
		const struct chain *other = &audit->chains[v];
		if (other->n_found && other->limit &&
			other->taken <= other->limit &&
			(!chain->limit || other->limit < chain->limit))
			chain->limit = chain->given = other->limit;
	}
}

size_t audit_guess(
	struct audit *audit, int version, uint32_t *guesses, size_t room)
{
	struct tasting *tasting = &audit->tastings[version];
	struct chain *chain = &audit->chains[version];
	size_t n = 0;

	for (int v = SSL3; version > SSL2 && v < TLS13; v++)
		if (v != version && version != TLS13)
			tasting_own(tasting, (size_t)v, audit->chains[v].found,
				audit->chains[v].n_found);
	if (audit->n_kin[version])
		tasting_own(
			tasting, 0, audit->kin[version], audit->n_kin[version]);
	tasting_note(tasting, chain->found, chain->n_found);
	if (chain->client_first)
		return audit_guess_client(audit, version, guesses, room);
	if (chain->limit && version > SSL2 && version < TLS13)
		n = audit_guess_cut(audit, version, guesses, room);
	return n ? n : tasting_guess(tasting, chain, guesses, room);
}

/* Whose order it is in this version, or else in another, is a guess that the
 * arrangement may follow; what is stated of the order rests on answers. */
static bool takes_the_first(struct audit *audit, int version)
{
	enum suite_order own = audit_order(audit, version)->order;

	if (own == SUITE_ORDER_SERVER || own == SUITE_ORDER_CLIENT)
		return own == SUITE_ORDER_CLIENT;
	for (int v = TLS13; v > SSL2; v--)
		if (audit_order(audit, v)->order == SUITE_ORDER_CLIENT)
			return true;
	return false;
}

bool audit_reask_shorter(struct audit *audit, int version, size_t limit)
{
	struct chain *chain = &audit->chains[version];

	if ((chain->state != CHAIN_ABSENT && chain->state != CHAIN_COMPLETE) ||
		chain->implied_by >= 0 || version == SSL2 || chain->n_flying)
		return false;
	for (size_t i = 0; i < chain->n_nos; i++)
		if (!chain->nos[i].dropped && chain->nos[i].length > limit) {
			chain_reask_shorter(chain, i, limit,
				&audit->log.rows[chain->nos[i].last]);
			return true;
		}
	return false;
}

/* Refused by lists longer than any that was answered: was it the length? Beside
 * a suite that the version has the same list tells; where that is refused too,
 * shorter lists are asked. */
static bool reopen(struct audit *audit, int version)
{
	size_t longest = audit_longest_list(audit);

	return longest && audit_reask_shorter(audit, version, longest);
}

static bool ask_length(struct audit *audit, int version, struct question *q)
{
	const struct chain *chain = &audit->chains[version];

	return audit_longest_list(audit) && chain->state == CHAIN_COMPLETE &&
		audit_ask_beside(audit, version, audit_longest_list(audit), q);
}

static bool next_chain(struct audit *audit, int version, struct question *q)
{
	struct chain *chain = &audit->chains[version];
	uint32_t guesses[CHAIN_GUESSES];
	size_t n;

	if (!(audit->versions & 1u << version))
		return false;
	if (chain_is_over(chain) && ask_length(audit, version, q))
		return true;
	if (chain_is_over(chain) && !reopen(audit, version))
		return false;
	if (chain->state == CHAIN_UNTOUCHED) {
		if (chain->n_flying || !may_start(audit, version))
			return false;
		start(audit, version);
	}
	chain->client_first = takes_the_first(audit, version);
	n = audit_guess(audit, version, guesses, CHAIN_GUESSES);
	return chain_next(chain, guesses, n, q);
}

static void learn_chain(
	struct audit *audit, int version, const struct observation *o, long row)
{
	chain_learn(&audit->chains[version], o, row);
	if (o->kind == OUTCOME_SERVER_HELLO && !o->unasked &&
		o->version < audit_versions[version])
		learn_from_downgrade(audit, version, o, row);
	imply_below(audit, version);
	if (version != TLS12 && observation_answered(o))
		forget_first_refusal(audit);
}

static bool next_first(struct audit *audit, int version, struct question *q)
{
	return version == TLS12 &&
		audit->chains[TLS12].state == CHAIN_UNTOUCHED &&
		next_chain(audit, TLS12, q);
}

const struct step step_first = { next_first, learn_chain };
const struct step step_chain = { next_chain, learn_chain };
