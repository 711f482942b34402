/* SPDX-License-Identifier: ISC */
/*
 * Refused lists that no answer covers (cover.h). Where lists were cut the cause
 * may be their length, and one long list of codes that the server is known to
 * bear shows whether it is. Else the refused list goes once more, with a suite
 * that the server has at its end: answered, it was the suites that were
 * refused. The same for groups. One that is not answered is the last: the
 * version is inconclusive then, whatever the others would say.
 */
#include "analysis/steps/steps.h"

#include "analysis/log/cover.h"

static const struct observation *uncovered_groups(
	const struct audit *audit, int version)
{
	const struct roll *roll = &audit->groups[version].roll;

	if (!roll->ready || roll->n_open || roll->first_no < 0 ||
		roll->n_found == 0)
		return NULL;
	for (long i = roll->first_no; i <= roll->last_no; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->purpose == PURPOSE_GROUPS &&
			o->asked_version == log_versions[version] &&
			o->topic != TOPIC_GROUPS_REVERSED &&
			!observation_answered(o) && observation_may_refuse(o) &&
			!cover_groups(audit->log, o))
			return o;
	}
	return NULL;
}

/* The shortest list that was longer than all answered ones. */
static size_t failed_length(const struct audit *audit)
{
	size_t longest = audit_longest_list(audit), least = 0;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->n_offered > longest && !observation_answered(o) &&
			o->kind != OUTCOME_CANCELLED &&
			(!least || o->n_offered < least))
			least = o->n_offered;
	}
	return least;
}

static bool was_asked_for_length(const struct audit *audit, size_t length)
{
	for (size_t i = 0; i < audit->log->n; i++)
		if (audit->log->rows[i].topic == TOPIC_COVER_LENGTH &&
			audit->log->rows[i].n_offered >= length)
			return true;
	return false;
}

static bool ask_length(
	const struct audit *audit, int version, struct question *q)
{
	size_t length = failed_length(audit);

	if (!length || length > CHAIN_LONGEST ||
		was_asked_for_length(audit, length))
		return false;
	q->n_suites = cover_fill(q->suites, length, audit->log);
	audit_use_form(audit, version, q);
	q->purpose = PURPOSE_COVER;
	q->topic = TOPIC_COVER_LENGTH;
	return true;
}

/* Refused with a group to choose behind them: no more than are read for sure.
 */
static size_t most_groups(const struct audit *audit, int version)
{
	size_t most = audit_groups_most(audit, version);

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->topic == TOPIC_COVER_GROUPS &&
			o->asked_version == log_versions[version] &&
			!observation_answered(o) &&
			o->kind != OUTCOME_CANCELLED)
			return COVER_GROUPS_READ < most ? COVER_GROUPS_READ
							: most;
	}
	return most;
}

/* Those that no answer covers, and at the end one that the version has. */
static void ask_group_beside(const struct audit *audit, int version,
	const struct observation *refused, struct question *q)
{
	size_t most = most_groups(audit, version);

	observation_ask_again(refused, q);
	q->purpose = PURPOSE_COVER;
	q->topic = TOPIC_COVER_GROUPS;
	q->about = refused->probe;
	for (size_t i = 0; i < refused->n_groups && q->n_groups + 1 < most; i++)
		if (!cover_group(audit->log, refused, refused->groups[i]))
			q->groups[q->n_groups++] = refused->groups[i];
	q->groups[q->n_groups++] =
		(uint16_t)audit->groups[version].roll.found[0];
}

/* Refused even beside a suite that the version has: by one of its codes, or for
 * its length, which shorter lists will show. */
static bool cut(const struct observation *refused, int version, size_t span,
	struct plan *plan)
{
	if (refused->n_offered <= CHAIN_NARROWEST)
		return false;
	plan->reopened = true;
	return plan_decide(plan, DECISION_SHORTER, version, span,
		refused->n_offered > CHAIN_SHORT ? CHAIN_SHORT
						 : CHAIN_NARROWEST);
}

static bool cover_list(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];
	size_t span = audit_uncovered(audit, chain);
	const struct observation *refused;

	if (span == chain->n_nos)
		return false;
	if (chain->limits.now && ask_length(audit, version, &plan->question))
		return true;
	refused = &audit->log->rows[chain->nos[span].first];
	if (refused->n_offered >= CHAIN_LONGEST ||
		audit_was_asked_beside(audit, refused))
		return cut(refused, version, span, plan);
	if (plan->reopened)
		return false;
	audit_ask_beside(audit, version, refused, &plan->question);
	return true;
}

static bool next_cover(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct observation *refused;

	if (!audit_is_quiet(audit, version) ||
		audit_lacks_cover(audit, version))
		return false;
	if (cover_list(audit, version, plan))
		return true;
	refused = uncovered_groups(audit, version);
	if (!refused || plan->reopened)
		return false;
	ask_group_beside(audit, version, refused, &plan->question);
	return true;
}

/* Of the suites it shows nothing that is not read from the log; but a list so
 * long was answered. And a group that a longer list had hidden may be there. */
void learn_cover(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct chain *chain = &audit->chains[version];

	(void)row;
	if (o->topic == TOPIC_COVER_GROUPS && observation_answered(o) &&
		!o->unasked && audit->groups[version].roll.ready)
		(void)roll_take_back(&audit->groups[version].roll, o->group);
	if (!observation_answered(o) || o->n_offered <= chain->limits.taken)
		return;
	chain->limits.taken = o->n_offered;
	if (chain->limits.now && chain->limits.now < chain->limits.taken)
		chain->limits.now = chain->limits.given = chain->limits.taken;
}

const struct step step_cover = { next_cover };
