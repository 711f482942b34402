/* SPDX-License-Identifier: ISC */
/*
 * From the portraits of several machines to that of their address: there when
 * any has it, absent when all lack it, complete when all are.
 */
#include <stdio.h>
#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/machines/machines_parts.h"
#include "analysis/portrait/derive.h"

static void add_proofs(struct proof *proof, const struct proof *more)
{
	for (size_t i = 0; i < more->n; i++)
		proof_add(proof, more->probes[i]);
}

static void add_suites(struct version_fact *all, const struct version_fact *one)
{
	all->suites = xrealloc(all->suites, all->n_suites + one->n_suites,
		sizeof(*all->suites));
	for (size_t i = 0; i < one->n_suites; i++) {
		const struct suite_fact *fact = &one->suites[i];
		size_t k = 0;
		while (k < all->n_suites && all->suites[k].code != fact->code)
			k++;
		if (k == all->n_suites) {
			all->suites[all->n_suites] = *fact;
			all->suites[all->n_suites++].proof =
				(struct proof){ 0 };
		}
		struct suite_fact *to = &all->suites[k];
		add_proofs(&to->proof, &fact->proof);
		if (fact->dh_bits && fact->dh_bits < to->dh_bits)
			to->dh_bits = fact->dh_bits;
		if (to->shape != fact->shape)
			to->shape = SHAPE_UNPROVEN;
	}
}

static void add_groups(struct version_fact *all, const struct version_fact *one)
{
	all->groups = xrealloc(all->groups, all->n_groups + one->n_groups,
		sizeof(*all->groups));
	for (size_t i = 0; i < one->n_groups; i++) {
		const struct group_fact *fact = &one->groups[i];
		size_t k = 0;
		while (k < all->n_groups && all->groups[k].code != fact->code)
			k++;
		if (k == all->n_groups) {
			all->groups[all->n_groups] = *fact;
			all->groups[all->n_groups++].proof =
				(struct proof){ 0 };
		}
		struct group_fact *to = &all->groups[k];
		add_proofs(&to->proof, &fact->proof);
		if (to->state != TRUTH_YES && fact->state != to->state) {
			to->state = fact->state == TRUTH_YES
				? TRUTH_YES
				: TRUTH_INCONCLUSIVE;
			to->reason = fact->reason;
		}
	}
}

static void add_dhe(struct dhe_fact *all, const struct dhe_fact *one)
{
	struct proof proof = all->proof;
	bool first = all->state == TRUTH_NOT_ASKED;

	if (first ||
		(one->state == TRUTH_YES &&
			(all->state != TRUTH_YES || one->bits < all->bits)))
		*all = *one;
	else if (all->state != TRUTH_YES && one->state != all->state)
		all->state = TRUTH_INCONCLUSIVE;
	all->proof = proof;
	add_proofs(&all->proof, &one->proof);
}

static enum truth either(enum truth a, enum truth b)
{
	if (a == b)
		return a;
	return a == TRUTH_YES || b == TRUTH_YES ? TRUTH_YES
						: TRUTH_INCONCLUSIVE;
}

static bool same_order(
	const struct version_fact *a, const struct version_fact *b)
{
	if (a->order != b->order || a->n_suites != b->n_suites)
		return false;
	for (size_t i = 0; i < a->n_suites; i++)
		if (a->suites[i].code != b->suites[i].code)
			return false;
	return true;
}

static void take_reason(struct version_fact *all,
	const struct version_fact *one, const char *name)
{
	bool open = one->state == TRUTH_INCONCLUSIVE ||
		(one->state == TRUTH_YES && !one->suites_complete);

	if (open && !all->reason[0])
		snprintf(all->reason, sizeof(all->reason), "%.60s: %.130s",
			name, one->reason);
	if (one->state == TRUTH_NO && !all->refusal[0])
		snprintf(
			all->refusal, sizeof(all->refusal), "%s", one->refusal);
}

static void add_version(struct version_fact *all,
	const struct version_fact *one, const char *name, bool first)
{
	if (first) {
		all->state = one->state;
		all->order = one->order;
		all->groups_order = one->groups_order;
		all->same_set = one->same_set;
		all->deflate = one->deflate;
		all->suites_complete = one->state == TRUTH_NO ||
			(one->state == TRUTH_YES && one->suites_complete);
	} else {
		all->state = either(all->state, one->state);
		if (!same_order(all, one))
			all->order = SUITE_ORDER_MIXED;
		if (all->groups_order != one->groups_order)
			all->groups_order = SUITE_ORDER_MIXED;
		if (all->same_set != one->same_set)
			all->same_set = TRUTH_NOT_ASKED;
		all->deflate = either(all->deflate, one->deflate);
		all->suites_complete = all->suites_complete &&
			(one->state == TRUTH_NO ||
				(one->state == TRUTH_YES &&
					one->suites_complete));
	}
	take_reason(all, one, name);
	add_proofs(&all->proof, &one->proof);
	add_proofs(&all->controls, &one->controls);
	add_proofs(&all->deflate_proof, &one->deflate_proof);
	add_suites(all, one);
	add_groups(all, one);
	add_dhe(&all->plain, &one->plain);
	add_dhe(&all->rfc7919, &one->rfc7919);
}

static void name_backend(
	const struct machines *machines, size_t part, struct backend_fact *fact)
{
	const struct observation_log *log = &machines->log;

	for (size_t f = 0; f < log->n_faces; f++) {
		if (machines->part_of[f] != (int)part)
			continue;
		if (fact->n_faces++ == 0 && log->faces[f].name[0])
			snprintf(fact->name, sizeof(fact->name), "%s",
				log->faces[f].name);
	}
	if (!fact->name[0])
		snprintf(fact->name, sizeof(fact->name), "machine %zu",
			part + 1);
	for (size_t i = 0; i < log->n; i++) {
		int face = log->rows[i].face;
		fact->of += log->rows[i].probe != 0;
		fact->met += log->rows[i].probe != 0 && face >= 0 &&
			machines->part_of[face] == (int)part;
	}
}

/* What is known of one member; of the whole, once it is divided, by the facts
 * of all parts. */
static void member_portrait(struct machines *machines, struct member *member,
	const char *cut_short);

static void derive_part(
	struct machines *machines, size_t i, const char *cut_short)
{
	struct member *part = machines->parts[i];
	struct backend_fact *fact = &machines->all.portrait.backends[i];
	char why[100];

	name_backend(machines, i, fact);
	snprintf(why, sizeof(why), "met %zu of %zu times only", fact->met,
		fact->of);
	if (part->passed >= MACHINES_PATIENCE)
		cut_short = why;
	member_portrait(machines, part, cut_short);
	fact->portrait = &part->portrait;
}

static void note_unequal(struct member *member)
{
	struct portrait *portrait = &member->portrait;
	const struct observation_log *log = member->log;
	const struct observation *a, *b;

	if (!member->seen)
		return;
	a = &log->rows[member->a];
	b = &log->rows[member->b];
	portrait->unequal = true;
	portrait->unequal_probes[0] = a->probe;
	portrait->unequal_probes[1] = b->probe;
	for (size_t i = 0; i < log->n; i++) {
		uint64_t answer = machines_answer(&log->rows[i]);
		if (!answer || log->rows[i].question != a->question)
			continue;
		portrait->unequal_asked++;
		portrait->unequal_met[0] += answer == machines_answer(a);
		portrait->unequal_met[1] += answer == machines_answer(b);
	}
}

/* Nothing can be said to be absent: another machine may have it. */
static void doubt(struct portrait *portrait)
{
	char why[200];

	snprintf(why, sizeof(why),
		"several machines (or one that changes its mind) answer here "
		"and cannot be told apart before the hello: equal hellos got "
		"unequal answers (probes %u and %u)",
		portrait->unequal_probes[0], portrait->unequal_probes[1]);
	for (int v = SSL2; v <= TLS13; v++) {
		struct version_fact *fact = &portrait->versions[v];
		if (fact->state == TRUTH_NO)
			fact->state = TRUTH_INCONCLUSIVE;
		if (fact->state == TRUTH_INCONCLUSIVE || fact->suites_complete)
			snprintf(fact->reason, sizeof(fact->reason), "%s", why);
		fact->suites_complete = false;
		for (size_t i = 0; i < fact->n_groups; i++)
			if (fact->groups[i].state == TRUTH_NO) {
				fact->groups[i].state = TRUTH_INCONCLUSIVE;
				fact->groups[i].reason =
					"several machines answer here";
			}
	}
	portrait->complete = false;
	snprintf(portrait->incomplete_reason,
		sizeof(portrait->incomplete_reason), "%s", why);
}

static void clear_facts(struct version_fact *fact)
{
	struct version_fact empty = { .version = fact->version };

	version_fact_clear(fact);
	*fact = empty;
	fact->plain.prime = fact->rfc7919.prime = -1;
}

static void join_parts(struct machines *machines, const char *cut_short)
{
	struct portrait *portrait = &machines->all.portrait;

	portrait->n_backends = machines->n;
	for (size_t i = 0; i < machines->n; i++)
		derive_part(machines, i, cut_short);
	for (int v = SSL2; v <= TLS13; v++) {
		struct version_fact *fact = &portrait->versions[v];
		clear_facts(fact);
		for (size_t i = 0; i < machines->n; i++)
			add_version(fact,
				&portrait->backends[i].portrait->versions[v],
				portrait->backends[i].name, i == 0);
	}
	for (size_t i = 0; i < machines->n; i++) {
		const struct backend_fact *one = &portrait->backends[i];
		if (one->portrait->complete || !portrait->complete)
			continue;
		portrait->complete = false;
		snprintf(portrait->incomplete_reason,
			sizeof(portrait->incomplete_reason), "%.80s: %.200s",
			one->name, one->portrait->incomplete_reason);
	}
}

static bool is_unfinished(
	const struct machines *machines, const struct member *member)
{
	if (audit_is_endless(member->audit) || member->audit->n_flying)
		return true;
	if (member == &machines->all && machines->n)
		return machines_wanted(machines) > 0;
	return member->audit->plan.asks;
}

static void member_portrait(
	struct machines *machines, struct member *member, const char *cut_short)
{
	bool divided = member == &machines->all && machines->n;
	struct portrait_run run = { .versions = member->audit->versions,
		.ipv6 = machines->options.ipv6,
		.unfinished = is_unfinished(machines, member),
		.cut_short = cut_short };

	for (int v = SSL2; v <= TLS13; v++)
		run.n_suites[v] = member->audit->chains[v].n;
	if (audit_is_endless(member->audit) && !cut_short)
		run.cut_short = cut_short =
			"5,000 connections and no end in sight";
	portrait_derive_facts(&member->portrait, member->log, &run);
	note_unequal(member);
	if (divided)
		join_parts(machines, cut_short);
	else if (member->fickle)
		doubt(&member->portrait);
	portrait_judge(&member->portrait, member->log, &run);
}

const struct portrait *machines_portrait(
	struct machines *machines, const char *cut_short)
{
	member_portrait(machines, &machines->all, cut_short);
	return &machines->all.portrait;
}
