/* SPDX-License-Identifier: ISC */
/*
 * See against_profile.h. The comparisons answer with words instead of failing a
 * test, so that a test may also expect them to differ.
 */
#include "tests/analysis/against_profile.h"

#include <stdarg.h>
#include <stdio.h>

struct verdict {
	char *why;
	size_t size;
};

__attribute__((format(printf, 2, 3))) static bool differs(
	const struct verdict *verdict, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(verdict->why, verdict->size, format, args);
	va_end(args);
	return false;
}

/* Place in the server's list, or -1. */
static int place_of(const struct profile_version *v, uint32_t code)
{
	for (size_t i = 0; i < v->n_suites; i++)
		if (v->suites[i] == code)
			return (int)i;
	return -1;
}

static bool suites_exist(const struct verdict *verdict,
	const struct profile_version *v, const struct version_fact *fact)
{
	for (size_t i = 0; i < fact->n_suites; i++)
		if (place_of(v, fact->suites[i].code) < 0)
			return differs(verdict, "%s: suite 0x%04x is not there",
				version_name(fact->version),
				fact->suites[i].code);
	return true;
}

static bool set_is_right(const struct verdict *verdict,
	const struct profile_version *v, const struct version_fact *fact)
{
	if (!suites_exist(verdict, v, fact))
		return false;
	if (fact->n_suites != v->n_suites)
		return differs(verdict, "%s: %zu suites found, %zu there",
			version_name(fact->version), fact->n_suites,
			v->n_suites);
	return fact->suites_complete ||
		differs(verdict, "%s: suites are not complete",
			version_name(fact->version));
}

static bool sequence_is_right(const struct verdict *verdict,
	const struct profile_version *v, const struct version_fact *fact)
{
	for (size_t i = 0; i < v->n_suites; i++)
		if (fact->suites[i].code != v->suites[i])
			return differs(verdict,
				"%s: 0x%04x stands at place %zu of 0x%04x",
				version_name(fact->version),
				fact->suites[i].code, i + 1, v->suites[i]);
	return true;
}

/* The classes come one after the other; inside there is no order. */
static bool classes_are_right(const struct verdict *verdict,
	const struct profile_version *v, const struct version_fact *fact)
{
	uint8_t class = 0;

	for (size_t i = 0; i < fact->n_suites; i++) {
		int place = place_of(v, fact->suites[i].code);

		if (v->classes[place] < class)
			return differs(verdict,
				"%s: 0x%04x is of a class above",
				version_name(fact->version),
				fact->suites[i].code);
		class = v->classes[place];
	}
	return true;
}

static bool order_is_right(const struct verdict *verdict,
	const struct profile *profile, const struct profile_version *v,
	const struct version_fact *fact)
{
	enum suite_order wanted = SUITE_ORDER_SERVER;

	if (fact->version == VERSION_SSL2) /* the client chooses */
		return true;
	if (v->n_suites == 1)
		wanted = SUITE_ORDER_SINGLE;
	else if (profile->order == ORDER_CLIENT)
		wanted = SUITE_ORDER_CLIENT;
	else if (profile->order == ORDER_CLASSES ||
		profile->order == ORDER_TYPES)
		wanted = SUITE_ORDER_MIXED;
	if (fact->order != wanted)
		return differs(verdict, "%s: order %s instead of %s",
			version_name(fact->version),
			suite_order_name(fact->order),
			suite_order_name(wanted));
	if (wanted == SUITE_ORDER_MIXED)
		return classes_are_right(verdict, v, fact);
	return wanted == SUITE_ORDER_CLIENT ||
		sequence_is_right(verdict, v, fact);
}

static bool version_is_right(const struct verdict *verdict,
	const struct profile *profile, const struct profile_version *v,
	const struct version_fact *fact)
{
	enum truth wanted = v->supported ? TRUTH_YES : TRUTH_NO;

	if (fact->state != wanted)
		return differs(verdict, "%s: %s instead of %s (%s)",
			version_name(fact->version), truth_name(fact->state),
			truth_name(wanted), fact->reason);
	if (fact->proof.n == 0)
		return differs(verdict, "%s: %s without a proof",
			version_name(fact->version), truth_name(fact->state));
	return !v->supported ||
		(set_is_right(verdict, v, fact) &&
			order_is_right(verdict, profile, v, fact));
}

bool portrait_is_right(const struct portrait *portrait,
	const struct profile *profile, char *why, size_t size)
{
	struct verdict verdict = { why, size };

	for (int i = 0; i < PROFILE_VERSIONS; i++)
		if (!version_is_right(&verdict, profile, &profile->versions[i],
			    &portrait->versions[i]))
			return false;
	if (portrait->state != TRUTH_YES)
		return differs(&verdict, "state %s instead of yes (%s)",
			truth_name(portrait->state), portrait->state_reason);
	return portrait->complete ||
		differs(&verdict, "incomplete: %s",
			portrait->incomplete_reason);
}

static bool version_is_honest(const struct verdict *verdict,
	const struct profile_version *v, const struct version_fact *fact)
{
	const char *name = version_name(fact->version);

	if (fact->state == TRUTH_NO && v->supported)
		return differs(verdict, "%s: a false no", name);
	if (fact->state == TRUTH_YES && !v->supported)
		return differs(verdict, "%s: a false yes", name);
	if (fact->state == TRUTH_INCONCLUSIVE && !fact->reason[0])
		return differs(verdict, "%s: inconclusive, no reason", name);
	if (!suites_exist(verdict, v, fact))
		return false;
	return fact->state != TRUTH_YES || !fact->suites_complete ||
		fact->n_suites == v->n_suites ||
		differs(verdict, "%s: %zu suites said to be all of %zu", name,
			fact->n_suites, v->n_suites);
}

bool portrait_is_honest(const struct portrait *portrait,
	const struct profile *profile, char *why, size_t size)
{
	struct verdict verdict = { why, size };

	for (int i = 0; i < PROFILE_VERSIONS; i++)
		if (!version_is_honest(&verdict, &profile->versions[i],
			    &portrait->versions[i]))
			return false;
	if (portrait->state == TRUTH_NO)
		return differs(&verdict, "said to speak no TLS at all");
	return portrait->complete || portrait->incomplete_reason[0] ||
		differs(&verdict, "incomplete without a reason");
}

size_t portrait_suites(const struct portrait *portrait)
{
	size_t n = 0;

	for (int i = 0; i < PORTRAIT_VERSIONS; i++)
		n += portrait->versions[i].n_suites;
	return n;
}
