/* SPDX-License-Identifier: ISC */
/*
 * The groups of a version: those that answered, in the order of their answers,
 * then the rest with what is known of it. "Absent" is stated.
 */
#include "analysis/portrait/derive_parts.h"

#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/log/cover.h"
#include "analysis/log/own_curve.h"
#include "analysis/log/span.h"
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

/* Was the refusal of the rest between two answers? */
static bool is_confirmed(
	const struct sources *from, const struct subject_conclusions *groups)
{
	long first = groups->number[CONCLUDED_FIRST];
	long last = groups->number[CONCLUDED_LAST];
	long before, after;

	return first >= 0 &&
		!(groups->number[CONCLUDED_SOFT] && from->weather) &&
		span_judge(from->log, first, last, &before, &after) ==
		SPAN_CONFIRMED;
}

/* Why a group that was refused is not known to be absent; NULL: it is. */
static const char *doubt_of(const struct sources *from, int version)
{
	const struct subject_conclusions *of =
		from->concluded.versions[version];
	const struct observation *first;

	if (!is_confirmed(from, &of[OF_GROUPS]))
		return "refused, but no control was answered before and after";
	first = &from->log->rows[of[OF_GROUPS].number[CONCLUDED_FIRST]];
	if (!cover_groups(from->log, first))
		return "refused, but these groups were never in a hello like "
		       "it that was answered";
	if (version == TLS13 &&
		of[OF_SUITES].number[CONCLUDED_FORM] &
			(FORM_KEY_SHARE | FORM_LEAN))
		return "refused, but this server answers only hellos with a "
		       "key share";
	return NULL;
}

/* The certificate may have needed its own curve (own_curve.h). */
static void judge_curve(const struct sources *from, int version,
	struct group_fact *group, bool matters)
{
	const struct observation *o = matters
		? own_curve_settles(
			  from->log, log_versions[version], group->code)
		: NULL;

	group->state = matters && !o ? TRUTH_INCONCLUSIVE : TRUTH_NO;
	if (matters && !o)
		group->reason = "refused, but the certificate needs its own "
				"curve on offer";
	if (o)
		proof_add(&group->proof, o->probe);
}

static void add_rest(
	const struct sources *from, int version, struct version_fact *fact)
{
	const struct subject_conclusions *groups =
		&from->concluded.versions[version][OF_GROUPS];
	const struct subject_conclusions *suites =
		&from->concluded.versions[version][OF_SUITES];
	const char *doubt = doubt_of(from, version);
	bool matters = version != TLS13 &&
		own_curve_matters(suites->found, suites->n_found);

	for (size_t i = 0; i < groups->n_codes; i++) {
		const struct code_state *row = &groups->codes[i];
		struct group_fact *group;
		if (row->state == CANDIDATE_FOUND ||
			has_group(fact, (uint16_t)row->code))
			continue;
		group = add_group(
			fact, (uint16_t)row->code, TRUTH_INCONCLUSIVE);
		if (row->state == CANDIDATE_OPEN)
			group->reason = "not answered clearly";
		else if (doubt)
			group->reason = doubt;
		else
			judge_curve(from, version, group, matters);
		if (row->state == CANDIDATE_REFUSED)
			proof_add(&group->proof,
				from->log->rows[groups->number[CONCLUDED_LAST]]
					.probe);
	}
}

void derive_groups(
	const struct sources *from, int version, struct version_fact *fact)
{
	const struct subject_conclusions *groups =
		&from->concluded.versions[version][OF_GROUPS];
	const size_t room = 512;
	bool asked = groups->number[CONCLUDED_STATE] != CHAIN_UNTOUCHED;

	if (version < TLS10)
		return;
	fact->groups = xcalloc(room, sizeof(*fact->groups));
	fact->groups_order = (enum suite_order)groups->number[CONCLUDED_ANSWER];
	for (size_t i = 0; i < groups->n_found; i++)
		prove_group(from->log, fact->version,
			add_group(fact, (uint16_t)groups->found[i], TRUTH_YES));
	add_seen(from->log, fact, room - 256);
	if (!asked)
		return;
	add_rest(from, version, fact);
	if (groups->n_found == 1 &&
		groups->number[CONCLUDED_STATE] != CHAIN_STUCK)
		fact->groups_order = SUITE_ORDER_SINGLE;
}
