/* SPDX-License-Identifier: ISC */
/*
 * Parts of questions that several steps ask: the form of a version, the suites
 * it has.
 */
#include "analysis/state/audit_state.h"

void audit_use_form(const struct audit *audit, int version, struct question *q)
{
	const struct chain *chain = &audit->chains[version];

	q->version = log_versions[version];
	q->form |= chain_form(q->version, chain->shape);
}

void audit_offer_found(const struct audit *audit, int version,
	struct question *q, bool (*want)(const struct suite *suite))
{
	const struct order *order = audit_order(audit, version);

	q->n_suites = 0;
	for (size_t i = order->n; i-- > 0;) {
		uint32_t code = order->suites[i];
		const struct suite *suite = suite_find(code);
		if (!want || (suite && want(suite)))
			q->suites[q->n_suites++] = code;
	}
}

static bool is_chacha(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && suite_is_chacha20(suite);
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
