/* SPDX-License-Identifier: ISC */
/*
 * Two small questions about a version that is there: does it pick DEFLATE when
 * offered 01 00 (CRIME; never asked in TLS 1.3), and, where the order is not
 * the server's own, what would a usual sender get, who lists the best first?
 */
#include "analysis/steps/steps.h"

#include <stdlib.h>

#include "wire/tables/names.h"

static bool is_there(const struct audit *audit, int version)
{
	return audit->chains[version].state == CHAIN_COMPLETE &&
		audit->chains[version].n_found;
}

static bool next_compression(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct extra_state *extra = &audit->extras[version];
	struct question *q = &plan->question;

	if (!(audit->ask & ASK_COMPRESSION) || version == SSL2 ||
		version == TLS13 || !is_there(audit, version) ||
		extra->deflate_done)
		return false;
	audit_offer_found(audit, version, q, NULL);
	audit_use_form(audit, version, q);
	q->form |= FORM_DEFLATE;
	q->purpose = PURPOSE_COMPRESSION;
	return true;
}

void learn_compression(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct extra_state *extra = &audit->extras[version];

	(void)row;
	extra->deflate_tries++;
	extra->deflate_done =
		observation_answered(o) || extra->deflate_tries >= RETRIES;
}

static int best_first(const void *a, const void *b)
{
	long x = rank_suite(*(const uint32_t *)a);
	long y = rank_suite(*(const uint32_t *)b);

	return x < y ? 1 : x > y ? -1 : 0;
}

static bool order_is_the_servers(const struct audit *audit, int version)
{
	const struct order *order = audit_order(audit, version);

	return order->order == SUITE_ORDER_SERVER ||
		order->order == SUITE_ORDER_SINGLE;
}

static bool next_preferred(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct extra_state *extra = &audit->extras[version];
	struct question *q = &plan->question;

	if (!(audit->ask & ASK_PREFERRED) || version == SSL2 ||
		!is_there(audit, version) || extra->preferred_done ||
		(version != audit_highest(audit, TLS13) &&
			version != audit_highest(audit, TLS12)))
		return false;
	if (order_is_the_servers(audit, version))
		return plan_decide(plan, DECISION_PREFERRED, version, 0, 0);
	audit_offer_found(audit, version, q, NULL);
	qsort(q->suites, q->n_suites, sizeof(*q->suites), best_first);
	audit_use_form(audit, version, q);
	q->purpose = PURPOSE_PREFERRED;
	return true;
}

bool decide_preferred(struct audit *audit, const struct decision *decision)
{
	audit->extras[decision->version].preferred_done = true;
	return true;
}

void learn_preferred(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct extra_state *extra = &audit->extras[version];

	(void)row;
	extra->preferred_tries++;
	extra->preferred_done =
		observation_answered(o) || extra->preferred_tries >= RETRIES;
}

const struct step step_compression = { next_compression };
const struct step step_preferred = { next_preferred };
