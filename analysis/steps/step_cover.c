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

/* Room in a question; a recorded hello may have more. */
#define GROUPS_MOST (sizeof(((struct question *)NULL)->groups) / 2)

static const struct observation *uncovered_groups(
	const struct audit *audit, const struct roll *roll)
{
	const struct observation *o;

	if (!roll->ready || roll->n_open || roll->first_no < 0 ||
		roll->n_found == 0)
		return NULL;
	o = &audit->log->rows[roll->first_no];
	return o->n_groups >= GROUPS_MOST || cover_groups(audit->log, o) ? NULL
									 : o;
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

static void ask_group_beside(const struct audit *audit, int version,
	const struct observation *refused, struct question *q)
{
	observation_ask_again(refused, q);
	q->purpose = PURPOSE_COVER;
	q->topic = TOPIC_COVER_GROUPS;
	q->about = refused->probe;
	memcpy(q->groups, refused->groups,
		refused->n_groups * sizeof(*q->groups));
	q->n_groups = refused->n_groups;
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
	refused = uncovered_groups(audit, &audit->groups[version].roll);
	if (!refused || plan->reopened)
		return false;
	ask_group_beside(audit, version, refused, &plan->question);
	return true;
}

/* Of the suites it shows nothing that is not read from the log; but a list so
 * long was answered. */
void learn_cover(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct chain *chain = &audit->chains[version];

	(void)row;
	if (!observation_answered(o) || o->n_offered <= chain->limits.taken)
		return;
	chain->limits.taken = o->n_offered;
	if (chain->limits.now && chain->limits.now < chain->limits.taken)
		chain->limits.now = chain->limits.given = chain->limits.taken;
}

const struct step step_cover = { next_cover };
