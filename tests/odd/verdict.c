/* SPDX-License-Identifier: ISC */
/*
 * Holds what came of a trial against what its row expects: the portrait, the
 * words that give the cause, and what it cost.
 */
#include "tests/odd/odd.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/machines/machines.h"
#include "analysis/json/json.h"
#include "tests/analysis/simulator.h"

/* The usual bound of a frugal audit, and what runs ahead is lost at the end. */
static uint64_t connections_allowed(const struct trial *trial)
{
	size_t floor = profile_floor(&trial->truth);

	return floor + floor / 8 + 6 + profile_pieces(&trial->truth) +
		trial->connections + trial->row->spare;
}

static bool is_bounded(const struct trial *trial, char *why, size_t size)
{
	const struct cost *cost = inquiry_cost(trial->inquiry);
	uint64_t allowed = connections_allowed(trial);

	if (trial->late) {
		snprintf(why, size, "had no end");
		return false;
	}
	if (cost->connections <= allowed)
		return true;
	snprintf(why, size, "%llu connections instead of at most %llu",
		(unsigned long long)cost->connections,
		(unsigned long long)allowed);
	return false;
}

static bool report_says(
	const struct portrait *portrait, const char *words, char *why, size_t n)
{
	char *text = trial_report(portrait);
	bool said = strstr(text, words);

	if (!said)
		snprintf(why, n, "the report does not say '%s'", words);
	free(text);
	return said;
}

/* The true cause must stand where a human looks for it. */
static bool reasons_say(
	const struct portrait *portrait, const char *words, char *why, size_t n)
{
	const char *reason = portrait->incomplete_reason;

	if (strstr(portrait->state_reason, words) || strstr(reason, words))
		return true;
	for (int i = 0; i < PORTRAIT_VERSIONS; i++)
		if (strstr(portrait->versions[i].reason, words))
			return true;
	snprintf(why, n, "no reason says '%s', but '%s'; TLSv1.2: '%s'", words,
		reason, portrait->versions[4].reason);
	return false;
}

static bool is_inconclusive(const struct trial *trial,
	const struct portrait *portrait, char *why, size_t size)
{
	size_t n = portrait_suites(portrait);

	if (!portrait_is_honest(portrait, &trial->truth, why, size))
		return false;
	if (portrait->complete) {
		snprintf(why, size, "said to be complete");
		return false;
	}
	if (n >= trial->row->suites)
		return true;
	snprintf(why, size, "%zu suites known instead of %zu or more", n,
		trial->row->suites);
	return false;
}

static bool is_not_applicable(
	const struct portrait *portrait, char *why, size_t size)
{
	if (portrait->state == TRUTH_NOT_APPLICABLE)
		return true;
	snprintf(why, size, "state %s (%s)", truth_name(portrait->state),
		portrait->state_reason);
	return false;
}

/* The longest list that the server takes is learnt, not guessed. */
static bool limit_is_learnt(const struct trial *trial,
	const struct portrait *portrait, char *why, size_t size)
{
	size_t most = trial->profile.quirks.max_suites;

	if (!most ||
		(portrait->list_limit == most &&
			portrait->list_refused == most + 1))
		return true;
	snprintf(why, size, "takes %zu suites, is said to take %zu but not %zu",
		most, portrait->list_limit, portrait->list_refused);
	return false;
}

/* Right; or inconclusive, and it says why. */
static bool is_right_or_owns_up(const struct trial *trial,
	const struct portrait *portrait, char *why, size_t size)
{
	if (portrait_is_right(portrait, &trial->truth, why, size))
		return true;
	return is_inconclusive(trial, portrait, why, size) &&
		reasons_say(portrait, trial->row->says, why, size);
}

static bool portrait_holds(const struct trial *trial,
	const struct portrait *portrait, char *why, size_t size)
{
	const char *says = trial->row->says;

	switch (trial->row->expectation) {
	case ODD_RIGHT:
		return portrait_is_right(portrait, &trial->truth, why, size) &&
			limit_is_learnt(trial, portrait, why, size) &&
			(!says || report_says(portrait, says, why, size));
	case ODD_INCONCLUSIVE:
		return is_inconclusive(trial, portrait, why, size) &&
			(!says || reasons_say(portrait, says, why, size));
	case ODD_EITHER:
		return is_right_or_owns_up(trial, portrait, why, size);
	case ODD_NOT_APPLICABLE:
		return is_not_applicable(portrait, why, size) &&
			(!says || reasons_say(portrait, says, why, size));
	}
	return false;
}

bool trial_holds(struct trial *trial, char *why, size_t size)
{
	if (trial->trouble[0]) {
		snprintf(why, size, "%s", trial->trouble);
		return false;
	}
	return portrait_holds(trial, machines_portrait(trial->audit, NULL), why,
		       size) &&
		is_bounded(trial, why, size);
}

/* As JSON, because it may quote the peer. */
void trial_tell(struct trial *trial, char *line, size_t size)
{
	const struct cost *cost;
	const struct portrait *portrait;
	json_t *reason;
	char *text;

	snprintf(line, size, "%s", trial->trouble);
	if (trial->trouble[0])
		return;
	cost = inquiry_cost(trial->inquiry);
	portrait = machines_portrait(trial->audit, NULL);
	reason = report_words(portrait->incomplete_reason);
	text = json_dumps(reason, JSON_ENCODE_ANY);
	snprintf(line, size, "%llu connections, %.1f s, %zu suites, %s%s",
		(unsigned long long)cost->connections,
		(double)cost->milliseconds / 1000, portrait_suites(portrait),
		portrait->complete ? "complete" : "incomplete: ",
		portrait->complete ? "" : text);
	free(text);
	json_decref(reason);
}
