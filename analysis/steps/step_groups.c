/* SPDX-License-Identifier: ISC */
/*
 * The groups of a version: in TLS 1.3 named by HelloRetryRequest (an empty
 * key_share: no key exchange, no signature, works for any code point), below by
 * ServerKeyExchange. Their order is stated only after one hello with the found
 * groups reversed. Where all suites need an ECDSA certificate, what was refused
 * goes once more, before that certificate's own curve (own_curve.h).
 */
#include "analysis/steps/steps.h"

#include "analysis/log/own_curve.h"
#include "wire/tables/names.h"
#include "wire/hello/hello_standard.h"

#define GROUPS_MOST                                                            \
	32 /* no more in one hello: MatrixSSL takes no longer list             \
	    */

static bool is_ecdhe(const struct suite *suite)
{
	return suite->exchange == EXCHANGE_ECDHE ||
		suite->exchange == EXCHANGE_ECDH_ANON ||
		suite->exchange == EXCHANGE_ECDHE_PSK;
}

static bool has_groups(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	return audit->ask & ASK_GROUPS && version >= TLS10 &&
		!(chain->shape == SHAPE_OTHER && version != TLS13) &&
		chain->n_found && chain->state == CHAIN_COMPLETE;
}

/* What the chain has seen already, with all groups on offer. */
static void credit_first(struct audit *audit, int version)
{
	struct roll *roll = &audit->groups[version].roll;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->purpose == PURPOSE_SUITES && !o->unasked && o->group &&
			o->version == log_versions[version] &&
			o->asked_version == o->version) {
			roll_answer(roll, o->group);
			return;
		}
	}
}

static void call_roll(struct audit *audit, int version)
{
	uint16_t codes[256];
	size_t n =
		standard_groups(codes, 256, log_versions[version], DHE_PLAIN);
	struct roll *roll = &audit->groups[version].roll;

	roll_init(roll, 256);
	for (size_t i = 0; i < n && i < 256; i++)
		roll_add(roll, codes[i], false);
	credit_first(audit, version);
}

static void offer_open(const struct roll *roll, struct question *q)
{
	q->n_groups = 0;
	for (size_t i = 0; i < roll->n; i++)
		if (roll->rows[i].state == CANDIDATE_OPEN)
			q->groups[q->n_groups++] = (uint16_t)roll->rows[i].code;
}

static bool chain_goes_on(const struct group_state *state)
{
	return !state->roll.stuck && state->roll.n_open;
}

static bool is_found(const struct roll *roll, uint16_t code)
{
	for (size_t i = 0; i < roll->n_found; i++)
		if (roll->found[i] == code)
			return true;
	return false;
}

/* Each good answer finds a group or settles a list of the rest: so many, and
 * what else was tried in vain. */
static bool is_in_vain(const struct audit *audit, int version)
{
	size_t n = 0, least = audit->groups[version].roll.n_found + 2;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];

		if (o->topic != TOPIC_GROUPS_CURVE ||
			o->asked_version != log_versions[version])
			continue;
		n += observation_answered(o) ? 1 : least;
	}
	return n >= RETRIES * least;
}

/* Where no suite does without an ECDSA certificate: its curves; how many. */
static size_t curves_of(
	const struct audit *audit, int version, uint16_t curves[OWN_CURVES])
{
	const struct chain *chain = &audit->chains[version];

	if (version == TLS13 ||
		!own_curve_matters(chain->found, chain->n_found))
		return 0;
	return own_curves(audit->log, log_versions[version], curves);
}

/* A curve that is no group of the server stands behind them, for the sake of
 * the certificate. */
static void offer_reversed(
	const struct audit *audit, int version, struct question *q)
{
	const struct roll *roll = &audit->groups[version].roll;
	uint16_t curves[OWN_CURVES];
	size_t n = curves_of(audit, version, curves);

	q->n_groups = 0;
	for (size_t i = roll->n_found; i-- > 0;)
		q->groups[q->n_groups++] = (uint16_t)roll->found[i];
	for (size_t i = 0; i < n; i++)
		if (!is_found(roll, curves[i]))
			q->groups[q->n_groups++] = curves[i];
}

/* Fills @q with what was refused and may have been for the curve. */
static bool offer_before_curve(
	const struct audit *audit, int version, struct question *q)
{
	const struct roll *roll = &audit->groups[version].roll;
	uint16_t curves[OWN_CURVES];
	size_t n = curves_of(audit, version, curves);

	q->n_groups = 0;
	if (is_in_vain(audit, version))
		return false;
	for (size_t i = 0; i < roll->n && q->n_groups + n < GROUPS_MOST; i++)
		if (roll->rows[i].state == CANDIDATE_REFUSED &&
			!own_curve_settles(audit->log, log_versions[version],
				(uint16_t)roll->rows[i].code))
			q->groups[q->n_groups++] = (uint16_t)roll->rows[i].code;
	for (size_t i = 0; i < n; i++) {
		if (!is_found(roll, curves[i]))
			return false;
		q->groups[q->n_groups++] = curves[i];
	}
	return n && q->n_groups > n;
}

static bool next_groups(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct group_state *state = &audit->groups[version];
	struct question *q = &plan->question;

	if (!has_groups(audit, version))
		return false;
	audit_use_form(audit, version, q);
	audit_offer_found(
		audit, version, q, version == TLS13 ? NULL : is_ecdhe);
	if (q->n_suites == 0)
		return false;
	if (!state->roll.ready)
		return plan_decide(plan, DECISION_GROUPS, version, 0, 0);
	q->purpose = PURPOSE_GROUPS;
	if (chain_goes_on(state)) {
		q->topic = TOPIC_GROUPS_OPEN;
		offer_open(&state->roll, q);
		return true;
	}
	if (!state->roll.stuck && offer_before_curve(audit, version, q)) {
		q->topic = TOPIC_GROUPS_CURVE;
		return true;
	}
	if (state->reversed_done || state->roll.n_found < 2)
		return false;
	q->topic = TOPIC_GROUPS_REVERSED;
	offer_reversed(audit, version, q);
	return true;
}

bool decide_groups(struct audit *audit, const struct decision *decision)
{
	struct roll *roll = &audit->groups[decision->version].roll;

	if ((decision->kind == DECISION_GROUPS) == roll->ready)
		return false;
	if (decision->kind == DECISION_GROUPS)
		call_roll(audit, (int)decision->version);
	else
		roll_reask(roll);
	return true;
}

static void learn_reversed(
	struct group_state *state, const struct observation *o)
{
	const struct roll *roll = &state->roll;

	state->reversed_tries++;
	state->reversed_done =
		observation_answered(o) || state->reversed_tries >= RETRIES;
	if (!observation_answered(o) || roll->n_found == 0)
		return;
	if (o->group == roll->found[0])
		state->order = SUITE_ORDER_SERVER;
	else if (o->group == roll->found[roll->n_found - 1])
		state->order = SUITE_ORDER_CLIENT;
	else
		state->order = SUITE_ORDER_MIXED;
}

/* Of another audit (no topic): what else could it have been? */
static bool is_reversed(
	const struct group_state *state, const struct observation *o)
{
	return o->topic == TOPIC_GROUPS_REVERSED ||
		(o->topic == TOPIC_NONE && !chain_goes_on(state));
}

static size_t groups_of(const struct observation *o, uint32_t offered[256])
{
	size_t n = 0;

	for (; n < o->n_groups && n < 256; n++)
		offered[n] = o->groups[n];
	return n;
}

void reopen_groups(
	struct audit *audit, int version, const struct observation *o)
{
	uint32_t offered[256];

	if (o->topic == TOPIC_GROUPS_CURVE)
		return;
	roll_reopen_offered(
		&audit->groups[version].roll, offered, groups_of(o, offered));
}

void learn_groups(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct group_state *state = &audit->groups[version];
	uint32_t offered[256];

	if (!state->roll.ready)
		call_roll(audit, version);
	if (is_reversed(state, o)) {
		learn_reversed(state, o);
		return;
	}
	if (o->topic == TOPIC_GROUPS_CURVE) {
		if (observation_answered(o) && !o->unasked)
			(void)roll_take_back(&state->roll, o->group);
		return;
	}
	if (observation_answered(o) && o->group &&
		roll_answer(&state->roll, o->group))
		return;
	(void)roll_negative(
		&state->roll, o, row, offered, groups_of(o, offered));
}

const struct step step_groups = { next_groups };
