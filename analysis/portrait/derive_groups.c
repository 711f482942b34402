/* SPDX-License-Identifier: ISC */
/*
 * The groups of a version: those that answered, in the order of their answers,
 * then the rest with what is known of it. "Absent" is stated.
 */
#include "analysis/portrait/derive.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/log/cover.h"
#include "wire/tables/names.h"

static void prove_group(const struct observation_log *log, uint16_t version,
	struct group_fact *fact)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (o->version == version && o->group == fact->code &&
			!o->unasked)
			proof_add(&fact->proof, o->probe);
	}
}

static struct group_fact *add_group(
	struct version_fact *fact, uint16_t code, enum truth state)
{
	struct group_fact *group = &fact->groups[fact->n_groups++];

	group->code = code;
	group->state = state;
	return group;
}

static bool has_group(const struct version_fact *fact, uint16_t code)
{
	for (size_t i = 0; i < fact->n_groups; i++)
		if (fact->groups[i].code == code)
			return true;
	return false;
}

/* Groups nobody asked for, but that answers showed all the same. */
static void add_seen(const struct observation_log *log,
	struct version_fact *fact, size_t room)
{
	for (size_t i = 0; i < log->n && fact->n_groups < room; i++) {
		const struct observation *o = &log->rows[i];
		if (o->version == fact->version && o->group && !o->unasked &&
			!has_group(fact, o->group))
			prove_group(log, fact->version,
				add_group(fact, o->group, TRUTH_YES));
	}
}

/* A certificate with an EC key needs its own curve among the groups: then a
 * refusal of the other groups says nothing about these (RFC 8422 5.1). */
static bool only_ecdsa(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	for (size_t i = 0; version != TLS13 && i < chain->n; i++) {
		const struct suite *suite = suite_find(chain->rows[i].code);
		if (chain->rows[i].state == CANDIDATE_FOUND && suite &&
			suite->exchange == EXCHANGE_ECDHE &&
			strcmp(suite->auth, "ECDSA"))
			return false;
	}
	return version != TLS13;
}

static void add_rest(
	const struct audit *audit, int version, struct version_fact *fact)
{
	const struct roll *roll = &audit->groups[version].roll;
	long before = -1, after = -1;
	bool confirmed = roll->first_no >= 0 &&
		!(roll->soft && audit_saw_weather(audit)) &&
		span_judge(&audit->log, roll->first_no, roll->last_no, &before,
			&after) == SPAN_CONFIRMED;
	bool ecdsa = only_ecdsa(audit, version);
	bool shares = version == TLS13 &&
		(audit->chains[version].other_form ||
			audit->chains[version].lean);

	for (size_t i = 0; i < roll->n; i++) {
		const struct roll_row *row = &roll->rows[i];
		struct group_fact *group;
		if (row->state == CANDIDATE_FOUND ||
			has_group(fact, (uint16_t)row->code))
			continue;
		group = add_group(
			fact, (uint16_t)row->code, TRUTH_INCONCLUSIVE);
		if (row->state == CANDIDATE_OPEN)
			group->reason = "not answered clearly";
		else if (!confirmed)
			group->reason = "refused, but no control was answered "
					"before and after";
		else if (!cover_groups(
				 &audit->log, &audit->log.rows[roll->first_no]))
			group->reason = "refused, but these groups were never "
					"in a hello like it that was answered";
		else if (shares)
			group->reason = "refused, but this server answers only "
					"hellos with a key share";
		else if (ecdsa)
			group->reason = "refused, but the certificate needs "
					"its own curve on offer";
		else
			group->state = TRUTH_NO;
		if (row->state == CANDIDATE_REFUSED)
			proof_add(&group->proof,
				audit->log.rows[roll->last_no].probe);
	}
}

void derive_groups(
	const struct audit *audit, int version, struct version_fact *fact)
{
	const struct group_state *state = &audit->groups[version];
	const size_t room = 512;

	if (version < TLS10)
		return;
	fact->groups = xcalloc(room, sizeof(*fact->groups));
	fact->groups_order = state->order;
	for (size_t i = 0; state->roll.ready && i < state->roll.n_found; i++)
		prove_group(&audit->log, fact->version,
			add_group(fact, (uint16_t)state->roll.found[i],
				TRUTH_YES));
	add_seen(&audit->log, fact, room - 256);
	if (state->roll.ready) {
		add_rest(audit, version, fact);
		if (state->roll.n_found == 1 && !state->roll.stuck)
			fact->groups_order = SUITE_ORDER_SINGLE;
	}
}
