/* SPDX-License-Identifier: ISC */
/*
 * The portrait held against the truth, which is the profile.
 */
#include "tests/analysis/population.h"

static bool lists(const struct profile_version *v, uint32_t code)
{
	for (size_t i = 0; i < v->n_suites; i++)
		if (v->suites[i] == code)
			return true;
	return false;
}

static bool set_is_wrong(
	const struct profile_version *v, const struct version_fact *fact)
{
	for (size_t i = 0; i < fact->n_suites; i++)
		if (!lists(v, fact->suites[i].code))
			return true;
	return fact->suites_complete && fact->n_suites != v->n_suites;
}

static bool same_order(
	const struct profile_version *v, const struct version_fact *fact)
{
	for (size_t i = 0; i < v->n_suites; i++)
		if (i >= fact->n_suites || fact->suites[i].code != v->suites[i])
			return false;
	return true;
}

static size_t class_of(const struct profile_version *v, uint32_t code)
{
	for (size_t i = 0; i < v->n_suites; i++)
		if (v->suites[i] == code)
			return v->classes[i];
	return SIZE_MAX;
}

static size_t count_classes(const struct profile_version *v)
{
	size_t n = 1;

	for (size_t i = 1; i < v->n_suites; i++)
		n += v->classes[i] != v->classes[i - 1];
	return n;
}

/* Each class of the portrait holds suites of one class, as many as there are
 * classes. */
static bool same_classes(
	const struct profile_version *v, const struct version_fact *fact)
{
	size_t at = 0;

	if (fact->order != SUITE_ORDER_MIXED ||
		fact->n_classes != count_classes(v))
		return false;
	for (size_t i = 0; i < fact->n_classes; i++)
		for (size_t k = 0; k < fact->classes[i]; k++, at++)
			if (class_of(v, fact->suites[at].code) !=
				class_of(v, fact->suites[at - k].code))
				return false;
	return at == v->n_suites;
}

static bool classes_are_wrong(const struct profile_version *v,
	const struct version_fact *fact, bool ties_asked)
{
	size_t n = count_classes(v);

	if (!ties_asked)
		return false; /* a tie may look like an order until asked */
	if (n == 1)
		return fact->order != SUITE_ORDER_CLIENT;
	if (n == v->n_suites)
		return fact->order != SUITE_ORDER_SERVER ||
			!same_order(v, fact);
	return !same_classes(v, fact);
}

/* An order that is not known is honest (unproven), a false one is not. */
static bool order_is_wrong(const struct profile *profile,
	const struct profile_version *v, const struct version_fact *fact,
	bool ties_asked, bool calm)
{
	if (fact->version == VERSION_SSL2)
		return false;
	if (fact->order == SUITE_ORDER_UNKNOWN ||
		(!calm && !fact->suites_complete))
		return false;
	if (v->n_suites == 1)
		return fact->order != SUITE_ORDER_SINGLE;
	if (profile->order == ORDER_CLIENT)
		return fact->order != SUITE_ORDER_CLIENT;
	if (profile->order == ORDER_CLASSES)
		return calm && classes_are_wrong(v, fact, ties_asked);
	return fact->order != SUITE_ORDER_SERVER || !same_order(v, fact);
}

static bool is_unproven(const struct version_fact *fact)
{
	return fact->state == TRUTH_INCONCLUSIVE ||
		(fact->state == TRUTH_YES &&
			(!fact->suites_complete ||
				fact->order == SUITE_ORDER_UNKNOWN));
}

struct verdict verdict_of(const struct profile *profile,
	const struct portrait *portrait, bool ties_asked, bool calm)
{
	struct verdict verdict = { .complete = portrait->complete };

	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const struct profile_version *v = &profile->versions[i];
		const struct version_fact *fact = &portrait->versions[i];

		verdict.unproven += calm && is_unproven(fact);
		verdict.false_no += fact->state == TRUTH_NO && v->supported;
		verdict.false_yes += fact->state == TRUTH_YES && !v->supported;
		if (fact->state != TRUTH_YES || !v->supported)
			continue;
		verdict.sets += set_is_wrong(v, fact);
		verdict.orders +=
			order_is_wrong(profile, v, fact, ties_asked, calm);
	}
	return verdict;
}

size_t verdict_wrong(const struct verdict *verdict)
{
	return verdict->false_no + verdict->false_yes + verdict->sets +
		verdict->orders;
}
