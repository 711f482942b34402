/* SPDX-License-Identifier: ISC */
/*
 * The rows of rows_tls.def once more, without a network: the audit is recorded,
 * cut at several places, and resumed there; then the parts together are told to
 * a third one. What is lost is what was under way, and all comes to the same.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/analysis/simulator.h"
#include "tests/lib/unit.h"
#include "tests/odd/judge.h"
#include "tests/odd/odd.h"
#include "tests/odd/read_profile.h"

#define CUTS 5	 /* places, evenly spread */
#define TIMES 24 /* other orders of answers to compare with */
#define SPARE 4	 /* hellos that a cut may cost, beside those under way */
#define LIMIT 900

static size_t n_cuts, n_weaker;

static const struct odd_row rows[] = {
#include "tests/odd/rows_tls.def"
};

struct case_of_row {
	const char *name;
	const struct profile *profile;
	struct audit_options options;
	unsigned at_once;
};

/* One part of a run: to its end, or until it is cut. */
struct part {
	struct simulation sim;
	struct recording recording;
};

static void part_begin(struct part *part, const struct case_of_row *c)
{
	*part = (struct part){ .sim = { .profile = c->profile,
				       .audit = machines_new(&c->options),
				       .at_once = c->at_once,
				       .jitter = 60 } };
	part->sim.recording = &part->recording;
}

static void part_end(struct part *part)
{
	recording_clear(&part->recording);
	machines_free(part->sim.audit);
}

static const struct portrait *seen(struct part *part)
{
	return machines_portrait(part->sim.audit, NULL);
}

static bool differs(const struct case_of_row *c, size_t at, const char *what)
{
	print_error("%s, ask %u, %u at once, cut at %zu: %s\n", c->name,
		c->options.ask, c->at_once, at, what);
	return false;
}

/* All parts, told again: nothing is asked any more. */
static bool is_whole(const struct case_of_row *c, struct part *part, size_t at)
{
	struct machines *audit = machines_new(&c->options);
	char why[900] = "";
	bool good;

	recording_retell(
		&part->recording, recording_size(&part->recording), audit);
	good = machines_driver.wanted(audit) == 0 ||
		differs(c, at, "told again, it wants more");
	if (!portraits_agree(seen(part), machines_portrait(audit, NULL), why,
		    sizeof(why)))
		good = differs(c, at, why);
	machines_free(audit);
	return good;
}

/* Beside several at once the order of the answers is chance, and a cut makes
 * another one: so a resumed run is like one of those that were not cut. */
struct others {
	size_t hellos; /* at most */
	bool agree;    /* one has the same to say */
	char why[900];
};

static void look_at_other_times(
	const struct case_of_row *c, struct part *rest, struct others *others)
{
	for (unsigned i = 1; i <= TIMES && c->at_once > 1; i++) {
		struct part other;
		char why[900];

		part_begin(&other, c);
		recording_begin(&other.recording, other.sim.audit);
		other.sim.dice.state = i;
		if (simulate_within(&other.sim, LIMIT) &&
			other.sim.probes > others->hellos)
			others->hellos = other.sim.probes;
		others->agree = others->agree ||
			portraits_agree(
				seen(&other), seen(rest), why, sizeof(why));
		part_end(&other);
	}
}

/* What no run that was not cut has said must be no lie. */
static bool is_honest(const struct case_of_row *c, struct part *rest)
{
	struct facts truth = facts_of(c->profile, c->options.server_name);

	n_weaker++;
	return c->at_once > 1 && !seen(rest)->complete &&
		all_is_true(&truth, seen(rest));
}

static bool comes_to_the_same(const struct case_of_row *c, struct part *whole,
	struct part *rest, size_t at)
{
	size_t hellos = recording_hellos(
		&rest->recording, recording_size(&rest->recording));
	struct others others = { .hellos = whole->sim.probes };
	char why[80];

	others.agree = portraits_agree(
		seen(whole), seen(rest), others.why, sizeof(others.why));
	if (!others.agree || hellos > others.hellos + c->at_once + SPARE)
		look_at_other_times(c, rest, &others);
	snprintf(why, sizeof(why), "%zu hellos instead of %zu", hellos,
		others.hellos);
	if (hellos > others.hellos + c->at_once + SPARE)
		return differs(c, at, why);
	return others.agree || is_honest(c, rest) || differs(c, at, others.why);
}

static bool cut_at(const struct case_of_row *c, struct part *whole, size_t at)
{
	struct part rest;
	bool good;

	n_cuts++;
	part_begin(&rest, c);
	recording_resume(
		&rest.recording, &whole->recording, at, rest.sim.audit);
	good = simulate_within(&rest.sim, LIMIT) ||
		differs(c, at, "no end after it");
	good = good && comes_to_the_same(c, whole, &rest, at) &&
		is_whole(c, &rest, at);
	part_end(&rest);
	return good;
}

static bool try_case(const struct case_of_row *c)
{
	struct part whole;
	bool good = true;
	size_t n;

	part_begin(&whole, c);
	recording_begin(&whole.recording, whole.sim.audit);
	if (!simulate_within(&whole.sim, LIMIT)) {
		part_end(&whole);
		return differs(c, 0, "no end");
	}
	n = recording_size(&whole.recording);
	good = is_whole(c, &whole, n);
	for (size_t i = 1; i <= CUTS; i++)
		good &= cut_at(c, &whole, n * i / (CUTS + 1));
	part_end(&whole);
	return good;
}

static bool try_row(const struct odd_row *row)
{
	static const unsigned asks[] = { ASK_SUITES, ASK_ALL };
	static const unsigned ways[] = { 1, 5 };
	struct profile *profile = calloc(1, sizeof(*profile));
	bool good = true;

	assert_non_null(profile);
	if (!read_odd_profile(profile, row->profile, trouble, sizeof(trouble)))
		fail_msg("%s", trouble);
	for (size_t i = 0; i < 4; i++) {
		struct case_of_row c = { .name = row->profile,
			.profile = profile,
			.options = { .ask = asks[i / 2],
				.server_name = "mx.test" },
			.at_once = ways[i % 2] };

		good &= try_case(&c);
	}
	free(profile);
	return good;
}

UNIT(a_run_in_parts_comes_to_the_same)
{
	size_t failed = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		failed += !try_row(&rows[i]);
	print_message("# %zu cuts, %zu came to less than without\n", n_cuts,
		n_weaker);
	assert_int_equal(failed, 0);
	assert_true(n_weaker * 100 < n_cuts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_in_parts_comes_to_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
