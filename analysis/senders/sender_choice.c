/* SPDX-License-Identifier: ISC */
/*
 * Which suite comes out: what a sender offers against what the server takes, by
 * the order that decides. A suite comes into question when both know it, a
 * group is common where it needs one, and a DHE suite when it is chosen in the
 * shape of hello that the sender sends (RFC 7919 section 4: a server with FFDHE
 * groups of its own may decline DHE beside foreign ones).
 */
#include <string.h>

#include "analysis/log/own_curve.h"
#include "analysis/senders/sender_parts.h"
#include "wire/tables/names.h"

enum fit { FIT_NO, FIT_MAYBE, FIT_YES };

bool group_counts(uint16_t code, uint16_t version)
{
	const struct group *group = group_find(code);

	if (!group)
		return false;
	if (version >= VERSION_TLS13)
		return group->tls13;
	return group->type == GROUP_EC && group->tls12;
}

/* What is known of a group in this version. What was not asked for is no fact
 * of the portrait, and never a "no". */
static enum truth group_truth(const struct version_fact *version, uint16_t code)
{
	for (size_t i = 0; i < version->n_groups; i++)
		if (version->groups[i].code == code)
			return version->groups[i].state;
	return TRUTH_NOT_ASKED;
}

static enum fit group_fit(
	const struct judgement *j, const struct suite_fact *suite)
{
	bool doubt = false;

	if (suite->group && sender_offers_group(j->sender, suite->group))
		return FIT_YES;
	for (size_t i = 0; i < j->sender->n_groups; i++) {
		uint16_t code = j->sender->groups[i];
		enum truth truth = group_truth(j->version, code);

		if (!group_counts(code, j->version->version))
			continue;
		if (truth == TRUTH_YES)
			return FIT_YES;
		doubt |= truth != TRUTH_NO;
	}
	return doubt ? FIT_MAYBE : FIT_NO;
}

/* Is the curve of an ECDSA certificate none that the sender offers? Then a
 * server that keeps to RFC 8422 5.1 does not use it. */
static bool lacks_curve(const struct judgement *j, const struct suite *suite)
{
	const struct observation_log *log = j->portrait->log;
	uint16_t version = j->version->version, curves[OWN_CURVES];
	size_t n;

	if (!log || version >= VERSION_TLS13 || strcmp(suite->auth, "ECDSA"))
		return false;
	n = own_curves(log, version, curves);
	for (size_t i = 0; i < n; i++)
		if (sender_offers_group(j->sender, curves[i]))
			return false;
	return n && !own_curve_is_needless(log, version, curves, n);
}

/* Does this suite of the server come into question for this sender? */
static enum fit suite_fit(
	const struct judgement *j, const struct suite_fact *fact)
{
	const struct suite *suite = suite_find(fact->code);
	bool rfc7919 = sender_offers_rfc7919(j->sender);

	if (!suite || !sender_offers_suite(j->sender, fact->code))
		return FIT_NO;
	if (suite->exchange == EXCHANGE_TLS13 ||
		suite->exchange == EXCHANGE_ECDHE ||
		suite->exchange == EXCHANGE_ECDH_ANON) {
		enum fit fit = group_fit(j, fact);

		return fit == FIT_YES && lacks_curve(j, suite) ? FIT_MAYBE
							       : fit;
	}
	if (!suite_uses_dhe(suite))
		return FIT_YES;
	if (fact->shape == SHAPE_PLAIN && rfc7919)
		return FIT_NO;
	if (fact->shape == SHAPE_RFC7919 && !rfc7919)
		return FIT_NO;
	return FIT_YES;
}

/* True when the search is over: this suite is chosen before any later one. */
static bool consider(const struct judgement *j, struct choice *choice,
	const struct suite_fact *fact)
{
	enum fit fit = suite_fit(j, fact);

	if (fit == FIT_NO || choice->n == CANDIDATES_MAX)
		return false;
	choice->suites[choice->n++] = fact;
	choice->doubt = lacks_curve(j, suite_find(fact->code))
		? "it does not offer the curve of the ECDSA certificate, and "
		  "servers may insist on that (RFC 8422 5.1)"
		: "whether the server takes one of the groups that it offers "
		  "is not known";
	return fit == FIT_YES;
}

static bool choose_server(const struct judgement *j, struct choice *choice)
{
	for (size_t i = 0; i < j->version->n_suites; i++)
		if (consider(j, choice, &j->version->suites[i]))
			return true;
	return false;
}

/* The sender's first that is among suites [@from, @to) of the server. */
static bool choose_client(const struct judgement *j, struct choice *choice,
	size_t from, size_t to)
{
	for (size_t i = 0; i < j->sender->n_suites; i++)
		for (size_t k = from; k < to; k++)
			if (j->version->suites[k].code ==
					j->sender->suites[i] &&
				consider(j, choice, &j->version->suites[k]))
				return true;
	return false;
}

/* Class before class as the server likes them, inside one the sender's word. */
static bool choose_mixed(const struct judgement *j, struct choice *choice)
{
	size_t from = 0;

	for (size_t i = 0; i < j->version->n_classes; i++) {
		size_t to = from + j->version->classes[i];

		if (to > j->version->n_suites)
			break;
		if (choose_client(j, choice, from, to))
			return true;
		from = to;
	}
	return false;
}

/* Any of them may come out. True when one of them surely does. */
static bool choose_any(const struct judgement *j, struct choice *choice)
{
	bool sure = false;

	for (size_t i = 0; i < j->version->n_suites; i++)
		sure |= consider(j, choice, &j->version->suites[i]);
	return sure;
}

static bool asked_whole(const struct judgement *j, uint16_t version)
{
	const struct sender *sender = j->sender;

	for (size_t i = 0; i < sender->n_suites; i++)
		if (sender_suite_counts(
			    suite_find(sender->suites[i]), version) &&
			!sender_suite_asked(
				j->portrait->log, version, sender->suites[i]))
			return false;
	return true;
}

/* An incomplete list hurts where the missing ones could have come first. */
void sender_choose(const struct judgement *j, struct choice *choice)
{
	const struct version_fact *version = j->version;
	bool all = version->suites_complete, sure = false;
	enum suite_order order = version->order;

	if (order == SUITE_ORDER_SINGLE && !all)
		order = SUITE_ORDER_UNKNOWN; /* the others were not seen */
	switch (order) {
	case SUITE_ORDER_SERVER:
	case SUITE_ORDER_SINGLE:
		sure = choose_server(j, choice);
		all |= sure;
		break;
	case SUITE_ORDER_CLIENT:
		sure = choose_client(j, choice, 0, version->n_suites);
		break;
	case SUITE_ORDER_MIXED:
		sure = choose_mixed(j, choice);
		break;
	case SUITE_ORDER_UNKNOWN:
		sure = choose_any(j, choice);
		break;
	}
	if (!asked_whole(j, version->version))
		choice->open_reason = "not all suites that it offers were "
				      "asked for";
	else if (!all)
		choice->open_reason = "the list of suites is not complete";
	else if (!sure && choice->n > 0)
		choice->open_reason = choice->doubt;
	choice->open = choice->open_reason != NULL;
}
