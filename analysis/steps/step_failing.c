/* SPDX-License-Identifier: ISC */
/*
 * A list failed although the server has a suite of it: one of its codes is
 * chosen first, and then the server fails (log/failing.h). The list is halved
 * beside that suite until one code is left; it fails twice, with an answer
 * between, and is named. The chain goes on without it: what it had hidden is
 * open again. So do the other versions, and ask for it at their end, beside the
 * last of their suites.
 */
#include "analysis/steps/steps.h"

#include "analysis/log/failing.h"

#define ASKED_MOST 20 /* for each that is named, and one more */

static bool has_asked_enough(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];
	size_t asked = 0, most = ASKED_MOST;

	for (size_t i = 0; i < audit->log->n; i++)
		asked += audit->log->rows[i].purpose == PURPOSE_FAILING &&
			audit->log->rows[i].asked_version == chain->version;
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].state == CANDIDATE_FAILING)
			most += ASKED_MOST;
	return asked >= most;
}

/* The least once more, and before that an answer: of the choice alone, or of
 * all that the version has. */
static void ask_least(const struct audit *audit, int version,
	const struct failing *found, struct question *q)
{
	if (found->controlled)
		return;
	q->suites[0] = found->choice;
	q->n_suites = 1;
	if (!found->has_choice)
		audit_offer_found(audit, version, q, NULL);
}

static bool ask_next(const struct audit *audit, int version, struct question *q)
{
	struct failing found;

	if (!failing_find(&found, audit->log, log_versions[version],
		    audit_longest_list(audit)))
		return false;
	observation_ask_again(found.list, q);
	q->about = found.list->probe;
	q->purpose = PURPOSE_FAILING;
	if (found.is_least)
		ask_least(audit, version, &found, q);
	else
		q->n_suites = failing_part(&found, audit->log, q->suites);
	return true;
}

/* Left out for what it does in another version; 0: none. */
static uint32_t left_out(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].state == CANDIDATE_FAILING &&
			!failing_is_named(audit->log, chain->version,
				chain->rows[i].code, NULL))
			return chain->rows[i].code;
	return 0;
}

static bool ask_left_out(
	const struct audit *audit, int version, struct question *q)
{
	const struct chain *chain = &audit->chains[version];
	const struct order *order = audit_order(audit, version);
	uint32_t code;

	if (chain->state != CHAIN_COMPLETE && chain->state != CHAIN_ABSENT)
		return false;
	code = left_out(audit, version);
	if (!code)
		return false;
	audit_use_form(audit, version, q);
	q->purpose = PURPOSE_FAILING;
	q->suites[q->n_suites++] = code;
	if (order->n)
		q->suites[q->n_suites++] = order->suites[order->n - 1];
	return true;
}

static bool next_failing(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];

	if (version == SSL2 || chain->state == CHAIN_UNTOUCHED ||
		chain->flying.n || audit_saw_weather(audit) ||
		has_asked_enough(audit, version))
		return false;
	return (chain->n_found && ask_next(audit, version, &plan->question)) ||
		ask_left_out(audit, version, &plan->question);
}

static bool may_hide(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	return chain->state != CHAIN_ABSENT ||
		audit_is_refused_whole(audit, version);
}

static void leave_out(struct audit *audit, uint32_t code)
{
	for (int v = SSL3; v <= TLS13; v++)
		if (may_hide(audit, v) &&
			!chain_has_found(&audit->chains[v], code))
			chain_leave_out(&audit->chains[v], audit->log, code);
}

/* What was asked for at the end does not fail there: an ordinary suite. */
static void take_in(
	struct audit *audit, int version, const struct observation *o)
{
	struct chain *chain = &audit->chains[version];

	for (size_t i = 0; i < o->n_offered && o->n_offered <= 2; i++)
		if (!failing_is_named(
			    audit->log, chain->version, o->offered[i], NULL))
			chain_take_in(chain, o->offered[i]);
}

void learn_failing(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct chain *chain = &audit->chains[version];
	bool alone = !chain->n_found && o->n_offered == 1;

	if (observation_answered(o) || alone)
		take_in(audit, version, o);
	for (size_t i = 0; !observation_answered(o) && i < o->n_offered &&
		o->n_offered <= 2;
		i++)
		if (failing_is_named(
			    audit->log, chain->version, o->offered[i], NULL))
			leave_out(audit, o->offered[i]);
	if (!observation_answered(o) || o->version != chain->version ||
		!observation_chose_from_list(o) ||
		chain_has_found(chain, o->suite))
		return;
	chain_reopen_code(chain, o->suite);
	learn_chain(audit, version, o, row);
}

const struct step step_failing = { next_failing };
