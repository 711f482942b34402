/* SPDX-License-Identifier: ISC */
/*
 * Refused lists that no answer covers (cover.h). Where lists were cut the cause
 * may be their length, and one long list of codes that the server is known to
 * bear shows whether it is. Else the refused list goes once more, with a suite
 * that the server has at its end: answered, it was the suites that were
 * refused. The same for groups. One that is not answered is the last: the
 * version is inconclusive then, whatever the others would say.
 */
#include "analysis/state/audit_state.h"

#include "analysis/log/cover.h"

/* Room in a question; a recorded hello may have more. */
#define GROUPS_MOST (sizeof(((struct question *)NULL)->groups) / 2)

bool audit_can_cover(const struct chain *chain)
{
	return chain->version != VERSION_SSL2 && chain->n <= CHAIN_LONGEST;
}

static bool is_quiet(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	return chain->state == CHAIN_COMPLETE && chain->n_found &&
		!chain->n_flying && audit_can_cover(chain);
}

/* Was the question, of which @tries were met by other ends, settled by @o? */
static bool settles(const struct observation *o, size_t *tries)
{
	return observation_answered(o) || observation_refused(o) ||
		++*tries == RETRIES;
}

bool audit_lacks_cover(const struct audit *audit, int version)
{
	size_t most = audit->chains[version].taken + 1, tries = 0;

	for (size_t i = 0; i < audit->log.n; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (o->purpose != PURPOSE_COVER || o->n_offered > most ||
			o->asked_version != audit_versions[version] ||
			o->kind == OUTCOME_CANCELLED)
			continue;
		if (!observation_answered(o) && settles(o, &tries))
			return true;
	}
	return false;
}

static size_t first_uncovered(
	const struct observation_log *log, const struct chain *chain)
{
	size_t i = 0;

	while (i < chain->n_nos &&
		(chain->nos[i].dropped || chain->nos[i].covered ||
			cover_suites(log, &log->rows[chain->nos[i].first])))
		i++;
	return i;
}

size_t audit_uncovered(const struct audit *audit, const struct chain *chain)
{
	size_t span = audit_can_cover(chain)
		? first_uncovered(&audit->log, chain)
		: chain->n_nos;

	return span < chain->n_nos && chain->limit &&
			cover_length(&audit->log, NULL)
		? chain->n_nos
		: span;
}

/* The log only grows: what is covered need not be judged again. */
static void remember_covered(const struct audit *audit, struct chain *chain)
{
	size_t uncovered = first_uncovered(&audit->log, chain);

	for (size_t i = 0; i < uncovered; i++)
		chain->nos[i].covered = true;
}

static const struct observation *uncovered_groups(
	const struct audit *audit, const struct roll *roll)
{
	const struct observation *o;

	if (!roll->ready || roll->n_open || roll->first_no < 0 ||
		roll->n_found == 0)
		return NULL;
	o = &audit->log.rows[roll->first_no];
	return o->n_groups >= GROUPS_MOST || cover_groups(&audit->log, o) ? NULL
									  : o;
}

/* The shortest list that was longer than all answered ones. */
static size_t failed_length(const struct audit *audit)
{
	size_t longest = audit_longest_list(audit), least = 0;

	for (size_t i = 0; i < audit->log.n; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (o->n_offered > longest && !observation_answered(o) &&
			o->kind != OUTCOME_CANCELLED &&
			(!least || o->n_offered < least))
			least = o->n_offered;
	}
	return least;
}

static bool was_asked_for_length(const struct audit *audit, size_t length)
{
	for (size_t i = 0; i < audit->log.n; i++)
		if (audit->log.rows[i].purpose == PURPOSE_COVER &&
			audit->log.rows[i].n_offered >= length &&
			cover_asked_length(&audit->log.rows[i]))
			return true;
	return false;
}

static bool ask_length(struct audit *audit, int version, struct question *q)
{
	size_t length = failed_length(audit);

	if (!length || length > CHAIN_LONGEST ||
		was_asked_for_length(audit, length))
		return false;
	q->n_suites = cover_fill(q->suites, length, &audit->log);
	audit_use_form(audit, version, q);
	q->purpose = PURPOSE_COVER;
	return true;
}

static void ask_beside(struct audit *audit, int version,
	const struct observation *refused, struct question *q)
{
	audit_ask_again(refused, q);
	q->purpose = PURPOSE_COVER;
	q->guess = audit->chains[version].found[0];
	q->suites[q->n_suites++] = q->guess;
}

/* Was it, and is there an answer of any kind? */
static bool was_asked_beside(
	const struct audit *audit, const struct observation *refused)
{
	size_t tries = 0;

	for (size_t i = 0; i < audit->log.n; i++) {
		const struct observation *o = &audit->log.rows[i];
		if (o->purpose != PURPOSE_COVER ||
			o->kind == OUTCOME_CANCELLED ||
			o->asked_version != refused->asked_version ||
			o->n_offered != refused->n_offered + 1 ||
			o->offered[0] != refused->offered[0])
			continue;
		if (settles(o, &tries))
			return true;
	}
	return false;
}

bool audit_ask_beside(
	struct audit *audit, int version, size_t longest, struct question *q)
{
	const struct chain *chain = &audit->chains[version];

	if (!is_quiet(audit, version))
		return false;
	for (size_t i = 0; i < chain->n_nos; i++) {
		const struct observation *o =
			&audit->log.rows[chain->nos[i].first];
		if (chain->nos[i].dropped || o->n_offered <= longest ||
			o->n_offered >= CHAIN_LONGEST ||
			observation_answered(o) || was_asked_beside(audit, o))
			continue;
		ask_beside(audit, version, o, q);
		return true;
	}
	return false;
}

static void ask_group_beside(struct audit *audit, int version,
	const struct observation *refused, struct question *q)
{
	audit_ask_again(refused, q);
	q->purpose = PURPOSE_COVER;
	memcpy(q->groups, refused->groups,
		refused->n_groups * sizeof(*q->groups));
	q->n_groups = refused->n_groups;
	q->groups[q->n_groups++] =
		(uint16_t)audit->groups[version].roll.found[0];
}

/* Refused even beside a suite that the version has: by one of its codes, or for
 * its length, which shorter lists will show. */
static void cut(struct audit *audit, struct chain *chain, size_t span)
{
	const struct observation *o = &audit->log.rows[chain->nos[span].first];

	if (o->n_offered <= CHAIN_NARROWEST)
		return;
	chain_reask_shorter(chain, span,
		o->n_offered > CHAIN_SHORT ? CHAIN_SHORT : CHAIN_NARROWEST,
		&audit->log.rows[chain->nos[span].last]);
	audit->replan = true;
}

static bool cover_list(struct audit *audit, int version, struct question *q)
{
	struct chain *chain = &audit->chains[version];
	const struct observation *refused;
	size_t span;

	remember_covered(audit, chain);
	span = audit_uncovered(audit, chain);
	if (span == chain->n_nos)
		return false;
	if (chain->limit && ask_length(audit, version, q))
		return true;
	refused = &audit->log.rows[chain->nos[span].first];
	if (refused->n_offered >= CHAIN_LONGEST ||
		was_asked_beside(audit, refused))
		cut(audit, chain, span);
	else
		ask_beside(audit, version, refused, q);
	return !audit->replan && q->n_suites;
}

static bool next_cover(struct audit *audit, int version, struct question *q)
{
	const struct observation *refused;

	if (!is_quiet(audit, version) || audit_lacks_cover(audit, version))
		return false;
	if (cover_list(audit, version, q))
		return true;
	refused = uncovered_groups(audit, &audit->groups[version].roll);
	if (refused && !audit->replan)
		ask_group_beside(audit, version, refused, q);
	return refused && !audit->replan;
}

/* Of the suites it shows nothing that is not read from the log; but a list so
 * long was answered. */
static void learn_cover(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct chain *chain = &audit->chains[version];

	(void)row;
	if (!observation_answered(o) || o->n_offered <= chain->taken)
		return;
	chain->taken = o->n_offered;
	if (chain->limit && chain->limit < chain->taken)
		chain->limit = chain->given = chain->taken;
}

const struct step step_cover = { next_cover, learn_cover };
