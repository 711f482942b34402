/* SPDX-License-Identifier: ISC */
/*
 * The step that matters most: versions from the newest down, a chain each. TLS
 * 1.2 is touched first, because nearly every server answers it: that answer is
 * the control before a "no" of TLS 1.3.
 */
#include "analysis/audit_state.h"

#include "analysis/alloc.h"
#include <stdlib.h>

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

static void expect_from_above(struct audit *audit, int version)
{
	uint32_t *codes = NULL;
	size_t n;

	for (int v = version + 1; v < TLS13; v++) {
		if (!audit->chains[v].n_found)
			continue;
		codes = xcalloc(audit->chains[v].n, sizeof(*codes));
		n = audit_found(audit, v, codes);
		chain_expect(&audit->chains[version], codes, n);
		free(codes);
		return;
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
		chain->refusals != chain->negatives ||
		audit_highest(audit, TLS13) < 0)
		return;
	for (int v = version - 1; v > SSL3; v--) {
		struct chain *below = &audit->chains[v];
		if (below->state != CHAIN_UNTOUCHED)
			continue;
		chain_implied_absent(below, -1);
		below->first_no = chain->first_no;
		below->last_no = chain->last_no;
	}
}

/* The very first hello was refused, and only now something answers: that no had
 * no control before it, and is asked again in its turn. */
static void forget_first_refusal(struct audit *audit)
{
	struct chain *chain = &audit->chains[TLS12];

	if (chain->state == CHAIN_RUNNING && chain->first_no == 0 &&
		!chain->n_found)
		chain_reask(chain);
}

static bool next_chain(struct audit *audit, int version, struct question *q)
{
	struct chain *chain = &audit->chains[version];

	if (!(audit->versions & 1u << version))
		return false;
	if (chain->state == CHAIN_UNTOUCHED)
		expect_from_above(audit, version);
	return chain_next(chain, q);
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
