/* SPDX-License-Identifier: ISC */
/*
 * See judge.h. "Complete" is a claim like any other: it must be true, too.
 */
#include "tests/odd/judge.h"

#include <stdarg.h>
#include <stdio.h>

#include "tests/odd/oracle.h"

char trouble[400];

__attribute__((format(printf, 1, 2))) static bool wrong(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(trouble, sizeof(trouble), format, args);
	va_end(args);
	return false;
}

struct facts facts_of(const struct profile *profile, const char *name)
{
	struct facts truth = { .profile = profile, .name = name };

	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const struct profile_version *v = &profile->versions[i];

		for (size_t k = 0; k < v->n_suites; k++) {
			truth.has[i][k] = oracle_suite(profile,
				profile_version_codes[i], v->suites[k], name);
			truth.n[i] += truth.has[i][k];
		}
	}
	return truth;
}

static bool there(const struct facts *truth, int i, uint32_t code)
{
	const struct profile_version *v = &truth->profile->versions[i];

	for (size_t k = 0; k < v->n_suites; k++)
		if (v->suites[k] == code)
			return truth->has[i][k];
	return false;
}

static bool groups_are_true(
	const struct facts *t, const struct version_fact *fact)
{
	for (size_t k = 0; k < fact->n_groups; k++) {
		const struct group_fact *group = &fact->groups[k];
		bool used = oracle_group(
			t->profile, fact->version, group->code, t->name);

		if (group->state == TRUTH_YES && !used)
			return wrong("%s: group %04x is not there",
				version_name(fact->version), group->code);
		if (group->state == TRUTH_NO && used)
			return wrong("%s: group %04x is there",
				version_name(fact->version), group->code);
	}
	return true;
}

/* "Server" must hold for each pair, from the first to the last. That ChaCha20
 * comes first for who puts it first does not count against it. */
static bool order_is_true(
	const struct facts *t, const struct version_fact *fact)
{
	if (fact->order != SUITE_ORDER_SERVER ||
		fact->version == VERSION_SSL2 ||
		t->profile->order == ORDER_CHACHA)
		return true;
	for (size_t k = 1; k < fact->n_suites; k++)
		for (size_t j = 0; j < k; j++) {
			uint32_t a = fact->suites[j].code;
			uint32_t b = fact->suites[k].code;

			if (fact->suites[k].shape == SHAPE_RFC7919)
				continue; /* at the end, not placed */
			if (oracle_duel(t->profile, fact->version, a, b,
				    t->name) != 1)
				return wrong("%s: no order of its own between "
					     "%04x and %04x",
					version_name(fact->version), a, b);
		}
	return true;
}

static bool version_is_true(
	const struct facts *t, int i, const struct version_fact *fact)
{
	const char *name = version_name(fact->version);
	size_t n = t->n[i];

	if (fact->state == TRUTH_NO && n)
		return wrong("%s: said no, has %zu suites", name, n);
	if (fact->state == TRUTH_YES && !n)
		return wrong("%s: said yes, has none", name);
	for (size_t k = 0; k < fact->n_suites; k++)
		if (!there(t, i, fact->suites[k].code))
			return wrong("%s: suite %04x is not there", name,
				fact->suites[k].code);
	if (fact->state == TRUTH_YES && fact->suites_complete &&
		fact->n_suites != n)
		return wrong("%s: %zu suites of %zu and called complete", name,
			fact->n_suites, n);
	if (fact->plain.state == TRUTH_YES &&
		fact->plain.bits != t->profile->dh_bits)
		return wrong("%s: DH of %u bits", name, fact->plain.bits);
	return groups_are_true(t, fact) && order_is_true(t, fact);
}

bool all_is_true(const struct facts *t, const struct portrait *said)
{
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		if (!version_is_true(t, i, &said->versions[i]))
			return false;
	return true;
}

bool all_is_known(const struct facts *t, const struct portrait *said)
{
	if (!said->complete)
		return wrong("incomplete: %s", said->incomplete_reason);
	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const struct version_fact *fact = &said->versions[i];
		size_t n = t->n[i];

		if (fact->state != (n ? TRUTH_YES : TRUTH_NO))
			return wrong("%s: %s", version_name(fact->version),
				fact->reason);
		if (n > 1 && i && t->profile->order == ORDER_SERVER &&
			fact->order != SUITE_ORDER_SERVER)
			return wrong("%s: order not seen",
				version_name(fact->version));
	}
	return true;
}

bool cause_is_named(const struct portrait *said, const char *cause)
{
	if (said->complete)
		return wrong("complete, awaited: %s", cause);
	if (strstr(said->incomplete_reason, cause))
		return true;
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		if (strstr(said->versions[i].reason, cause))
			return true;
	return wrong("'%s' instead of '%s'", said->incomplete_reason, cause);
}
