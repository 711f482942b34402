/* SPDX-License-Identifier: ISC */
/*
 * Suites that answer only beside RFC 7919 groups (step_dhe.c) have a place in
 * the server's order (BouncyCastle, wolfSSL, Haskell tls: the fourth of all).
 * Where it is not shown by what was answered, pairs are asked for: the place of
 * the first by halving, of those that stand beside it by one hello for all.
 */
#include "analysis/steps/steps.h"

#include "analysis/log/placing.h"

#define PAIRS_A_SUITE 8

/* So many were asked for, and so many came to nothing. */
static size_t count_rows(const struct audit *audit, int version, bool failed)
{
	size_t n = 0;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		n += o->purpose == PURPOSE_ORDER && o->form & FORM_RFC7919 &&
			o->asked_version == log_versions[version] &&
			!(failed && observation_answered(o));
	}
	return n;
}

static bool next_place(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct roll *roll = &audit->dhe[version].roll;
	struct question *q = &plan->question;
	struct placing placing;

	if (!roll->ready || !roll->n_found || roll->stuck ||
		audit->chains[version].state != CHAIN_COMPLETE ||
		audit_flying(audit, &step_dhe, version) ||
		audit_flying(audit, &step_order, version) ||
		count_rows(audit, version, true) >= RETRIES ||
		count_rows(audit, version, false) >=
			PAIRS_A_SUITE * roll->n_found)
		return false;
	order_place(&placing, audit_order(audit, version), audit->log,
		log_versions[version], roll->found, roll->n_found);
	q->n_suites = 0;
	for (size_t i = 0; i < placing.n_ask; i++)
		q->suites[q->n_suites++] = placing.ask[i];
	placing_clear(&placing);
	q->purpose = PURPOSE_ORDER;
	audit_use_form(audit, version, q);
	q->form |= FORM_RFC7919;
	return q->n_suites;
}

const struct step step_place = { next_place };
