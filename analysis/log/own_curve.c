/* SPDX-License-Identifier: ISC */
/* See own_curve.h. */
#include "analysis/log/own_curve.h"

#include "analysis/log/shown.h"

static bool goes_without(const struct suite *suite)
{
	if (suite->exchange == EXCHANGE_ECDHE)
		return strcmp(suite->auth, "ECDSA");
	return suite->exchange == EXCHANGE_ECDH_ANON ||
		suite->exchange == EXCHANGE_ECDHE_PSK;
}

bool own_curve_matters(const uint32_t *suites, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct suite *suite = suite_find(suites[i]);

		if (suite && goes_without(suite))
			return false;
	}
	return true;
}

static bool is_ecdsa(const struct observation *o, uint16_t version)
{
	const struct suite *suite = o->has_suite ? suite_find(o->suite) : NULL;

	return observation_answered(o) && !o->unasked &&
		o->version == version && suite && !strcmp(suite->auth, "ECDSA");
}

static bool has(const uint16_t *codes, size_t n, uint16_t code)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i] == code)
			return true;
	return false;
}

size_t own_curves(const struct observation_log *log, uint16_t version,
	uint16_t curves[OWN_CURVES])
{
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		const struct certificate_facts *facts;
		uint16_t code;

		if (!is_ecdsa(o, version) ||
			certificate_shown(log, o, &facts) == SHOWN_NOTHING)
			continue;
		if (!facts || !group_by_name(&code, facts->curve))
			return 0;
		if (has(curves, n, code))
			continue;
		if (n == OWN_CURVES)
			return 0;
		curves[n++] = code;
	}
	return n;
}

/* Where it stands in the hello; n_groups: nowhere. */
static size_t place_of(const struct observation *o, uint16_t code)
{
	size_t at = 0;

	while (at < o->n_groups && o->groups[at] != code)
		at++;
	return at;
}

static bool offers_one(
	const struct observation *o, const uint16_t *curves, size_t n)
{
	for (size_t i = 0; i < o->n_groups; i++)
		if (has(curves, n, o->groups[i]))
			return true;
	return false;
}

/* Chains refuse the suites that are left: they speak of no group. */
static bool is_refusal(const struct observation *o, uint16_t version)
{
	return o->purpose == PURPOSE_GROUPS && o->asked_version == version &&
		!observation_answered(o) && observation_may_refuse(o);
}

/* Was one of the curves chosen, though it stood behind place @at? */
static bool is_passed_over(const struct observation *o, size_t at,
	const uint16_t *curves, size_t n)
{
	return has(curves, n, o->group) && at < place_of(o, o->group);
}

static bool does_without(const struct observation *o, uint16_t version,
	const uint16_t *curves, size_t n)
{
	return is_ecdsa(o, version) && o->n_groups && !offers_one(o, curves, n);
}

bool own_curve_is_needless(const struct observation_log *log, uint16_t version,
	const uint16_t *curves, size_t n)
{
	for (size_t i = 0; i < log->n; i++)
		if (does_without(&log->rows[i], version, curves, n))
			return true;
	return false;
}

const struct observation *own_curve_settles(
	const struct observation_log *log, uint16_t version, uint16_t group)
{
	uint16_t curves[OWN_CURVES];
	size_t n = own_curves(log, version, curves);

	for (size_t i = 0; n && i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		size_t at = place_of(o, group);

		if (does_without(o, version, curves, n) ||
			(is_ecdsa(o, version) &&
				is_passed_over(o, at, curves, n)) ||
			(is_refusal(o, version) && at < o->n_groups &&
				offers_one(o, curves, n)))
			return o;
	}
	return NULL;
}
