/* SPDX-License-Identifier: ISC */
/*
 * Several machines behind one address, who gets a connection is drawn: each
 * one's sets must come out, where they greet with names of their own; without,
 * nothing may be called absent or complete that is not. And a machine that is
 * alone must never be called several.
 */
#include "tests/analysis/simulator.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/analysis/against_profile.h"
#include "tests/lib/sample.h"
#include "tests/lib/unit.h"

#define ROUNDS SAMPLE(12, 4)

static const char *const greetings[] = {
	"220 a.test ESMTP\r\n250-a.test\r\n250 STARTTLS\r\n220 go\r\n",
	"220 b.test ESMTP\r\n250-b.test\r\n250 STARTTLS\r\n220 go\r\n",
	"220 c.test ESMTP\r\n250-c.test\r\n250 STARTTLS\r\n220 go\r\n",
};
static const char *const names[] = { "a.test", "b.test", "c.test" };

struct farm {
	struct profile profiles[3];
	struct simulation sim;
	const struct portrait *portrait;
};

static void run(struct farm *farm, size_t n, bool named, size_t at_once,
	unsigned ask, uint64_t seed)
{
	struct audit_options options = { .ask = ask, .server_name = "mx.test" };

	memcpy(options.seed, &seed, sizeof(seed));
	farm->sim = (struct simulation){ .audit = machines_new(&options),
		.at_once = at_once,
		.n_machines = n,
		.dice = { .state = seed } };
	for (size_t i = 0; i < n; i++) {
		farm->sim.machines[i] = &farm->profiles[i];
		farm->sim.dialogs[i] = named ? greetings[i] : NULL;
	}
	simulate(&farm->sim, 20000);
	farm->portrait = machines_portrait(farm->sim.audit, NULL);
}

/* Servers of one kind: the same versions, but one lacks some suites or a
 * version, or turns the order round. */
static void differ(struct profile *profile, struct dice *dice)
{
	size_t v = 1 + dice_below(dice, PROFILE_VERSIONS - 1);
	size_t how = dice_below(dice, 3);

	for (size_t i = 0; i < PROFILE_VERSIONS; i++, v = 1 + v % 5) {
		struct profile_version *at = &profile->versions[v];
		if (!at->supported || at->n_suites < 2)
			continue;
		if (how == 0) {
			at->n_suites = 1 + dice_below(dice, at->n_suites - 1);
		} else if (how == 1) {
			memmove(at->suites, at->suites + 1,
				--at->n_suites * sizeof(*at->suites));
		} else {
			uint32_t first = at->suites[0];
			at->suites[0] = at->suites[at->n_suites - 1];
			at->suites[at->n_suites - 1] = first;
		}
		return;
	}
}

static void plant(struct farm *farm, size_t n, uint64_t seed)
{
	struct dice dice = { .state = seed };

	do {
		random_profile(&farm->profiles[0], &dice);
	} while (farm->profiles[0].order != ORDER_SERVER ||
		farm->profiles[0].versions[5].n_suites +
				farm->profiles[0].versions[4].n_suites <
			6);
	for (size_t i = 1; i < n; i++) {
		farm->profiles[i] = farm->profiles[0];
		for (size_t k = 0; k < i; k++)
			differ(&farm->profiles[i], &dice);
	}
}

static bool same_sets(const struct profile *a, const struct profile *b)
{
	for (int v = 0; v < PROFILE_VERSIONS; v++) {
		const struct profile_version *x = &a->versions[v];
		const struct profile_version *y = &b->versions[v];
		if (x->supported != y->supported ||
			(x->supported &&
				(x->n_suites != y->n_suites ||
					memcmp(x->suites, y->suites,
						x->n_suites *
							sizeof(*x->suites)))))
			return false;
	}
	return true;
}

static void assert_backend(const struct farm *farm,
	const struct backend_fact *fact, size_t n, uint64_t seed)
{
	char why[300] = "";

	for (size_t i = 0; i < n; i++)
		if (!strcmp(fact->name, names[i])) {
			if (!portrait_is_right(fact->portrait,
				    &farm->profiles[i], why, sizeof(why)))
				fail_msg("seed %u, %s: %s", (unsigned)seed,
					fact->name, why);
			return;
		}
	fail_msg("seed %u: nobody is called %s", (unsigned)seed, fact->name);
}

static void with_names(size_t n, size_t at_once, unsigned ask)
{
	struct farm *farm = calloc(1, sizeof(*farm));
	size_t connections = 0, seen = 0;

	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		plant(farm, n, seed);
		if (same_sets(&farm->profiles[0], &farm->profiles[1]))
			continue;
		run(farm, n, true, at_once, ask, seed);
		if (farm->portrait->n_backends < 2)
			fail_msg("seed %u: not seen", (unsigned)seed);
		for (size_t i = 0; i < farm->portrait->n_backends; i++)
			assert_backend(
				farm, &farm->portrait->backends[i], n, seed);
		assert_true(farm->portrait->complete);
		assert_int_equal(farm->portrait->state, TRUTH_YES);
		seen++;
		connections += farm->sim.connections;
		machines_free(farm->sim.audit);
	}
	print_message("# %zu farms of %zu machines, %zu at once: %zu "
		      "connections each\n",
		seen, n, at_once, connections / seen);
	free(farm);
}

UNIT(two_machines_with_names_each_come_out)
{
	with_names(2, 1, ASK_SUITES);
	with_names(2, 5, ASK_SUITES);
}

UNIT(three_machines_with_names_each_come_out)
{
	with_names(3, 1, ASK_SUITES);
	with_names(3, 5, ASK_SUITES);
}

UNIT(all_questions_are_asked_of_each)
{
	with_names(2, 5, ASK_ALL);
}

static bool has(const struct profile *profile, int v, uint32_t code)
{
	const struct profile_version *at = &profile->versions[v];

	for (size_t i = 0; at->supported && i < at->n_suites; i++)
		if (at->suites[i] == code)
			return true;
	return false;
}

/* Nothing that one of them has may be said to be absent. */
static bool is_honest(const struct farm *farm, size_t n)
{
	for (int v = 0; v < PROFILE_VERSIONS; v++) {
		const struct version_fact *fact = &farm->portrait->versions[v];
		for (size_t i = 0; i < n; i++) {
			const struct profile_version *at =
				&farm->profiles[i].versions[v];
			if (at->supported && fact->state == TRUTH_NO)
				return false;
			for (size_t k = 0; fact->suites_complete &&
				at->supported && k < at->n_suites;
				k++)
				if (!version_suite(fact, at->suites[k]))
					return false;
		}
		for (size_t k = 0; k < fact->n_suites; k++) {
			bool any = false;
			for (size_t i = 0; i < n; i++)
				any = any ||
					has(&farm->profiles[i], v,
						fact->suites[k].code);
			if (!any)
				return false;
		}
	}
	return true;
}

static void without_names(size_t at_once, unsigned ask)
{
	struct farm *farm = calloc(1, sizeof(*farm));
	size_t farms = 0, seen = 0, lies = 0, connections = 0;

	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		plant(farm, 2, seed);
		if (same_sets(&farm->profiles[0], &farm->profiles[1]))
			continue;
		run(farm, 2, false, at_once, ask, seed);
		farms++;
		seen += farm->portrait->unequal;
		if (farm->portrait->unequal)
			assert_false(farm->portrait->complete);
		assert_int_equal(farm->portrait->n_backends, 0);
		if (!is_honest(farm, 2)) {
			lies++;
			if (farm->portrait->unequal)
				fail_msg("seed %u: a lie, though seen",
					(unsigned)seed);
		}
		connections += farm->sim.connections;
		machines_free(farm->sim.audit);
	}
	/* A frugal audit has no connection to spare for what nothing hints at,
	 * and a refusal that is asked three times may meet the same machine
	 * each time. */
	if (ask == ASK_ALL)
		assert_true(lies <= farms / 12);
	print_message("# %zu farms without names, %zu at once, ask %u: %zu "
		      "seen, %zu lies, %zu connections each\n",
		farms, at_once, ask, seen, lies, connections / farms);
	free(farm);
}

UNIT(machines_without_names_never_lack_what_one_has)
{
	without_names(1, ASK_SUITES);
	without_names(5, ASK_SUITES);
	without_names(1, ASK_ALL);
}

UNIT(equal_machines_with_names_are_one)
{
	struct farm *farm = calloc(1, sizeof(*farm));
	char why[300] = "";

	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		plant(farm, 1, seed);
		farm->profiles[1] = farm->profiles[2] = farm->profiles[0];
		run(farm, 3, true, 5, ASK_SUITES, seed);
		assert_false(farm->portrait->unequal);
		assert_int_equal(farm->portrait->n_backends, 0);
		if (!portrait_is_right(farm->portrait, &farm->profiles[0], why,
			    sizeof(why)))
			fail_msg("seed %u: %s", (unsigned)seed, why);
		machines_free(farm->sim.audit);
	}
	free(farm);
}

UNIT(a_machine_alone_is_never_several)
{
	struct profile *profile = calloc(1, sizeof(*profile));

	for (uint64_t seed = 1; seed <= SAMPLE(300, 30); seed++) {
		struct audit_options options = { .ask = seed % 4 ? ASK_SUITES
								 : ASK_ALL };
		struct dice dice = { .state = seed };
		struct simulation sim = { .profile = profile,
			.at_once = seed % 2 ? 1 : 5,
			.bad_weather = seed % 3 ? 0 : 15,
			.dice = { .state = seed } };
		random_profile(profile, &dice);
		sim.audit = machines_new(&options);
		simulate(&sim, 5000);
		assert_false(machines_portrait(sim.audit, NULL)->unequal);
		machines_free(sim.audit);
	}
	free(profile);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_machines_with_names_each_come_out),
		cmocka_unit_test(three_machines_with_names_each_come_out),
		cmocka_unit_test(all_questions_are_asked_of_each),
		cmocka_unit_test(
			machines_without_names_never_lack_what_one_has),
		cmocka_unit_test(equal_machines_with_names_are_one),
		cmocka_unit_test(a_machine_alone_is_never_several),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
