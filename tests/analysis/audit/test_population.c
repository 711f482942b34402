/* SPDX-License-Identifier: ISC */
/*
 * Hosts drawn from populations, audited with one and with many connections at
 * once: no wrong set, no wrong order where there is one, never a false no, and
 * few connections above the floor.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/analysis/trial.h"
#include "tests/lib/sample.h"
#include "tests/lib/unit.h"

#define HOSTS SAMPLE(300, 20)

static struct population *populations[2];
static struct profile *profile;
static struct costs *costs;

FIXTURE(set_up)
{
	if (!population_read_both(POPULATIONS, populations))
		return -1;
	profile = malloc(sizeof(*profile));
	costs = malloc(sizeof(*costs));
	return profile && costs ? 0 : -1;
}

FIXTURE(tear_down)
{
	free(populations[0]);
	free(populations[1]);
	free(profile);
	free(costs);
	return 0;
}

static enum policy draw(size_t i, uint64_t seed, enum policy policy)
{
	struct dice dice = { .state = seed + 1000 * i };

	return population_draw(populations[i % 2], profile, &dice, policy);
}

static void assert_right(
	const struct trial *trial, enum policy policy, size_t i)
{
	const struct verdict *v = &trial->verdict;

	if (verdict_wrong(v) || !trial->over)
		print_message("host %zu, %s, at %zu: false no %zu, false yes "
			      "%zu, sets %zu, orders %zu, over %d\n",
			i, policy_name(policy), trial->at_once, v->false_no,
			v->false_yes, v->sets, v->orders, trial->over);
	assert_true(trial->over);
	assert_int_equal(verdict_wrong(v), 0);
}

UNIT(populations_hold_known_suites_only)
{
	assert_int_equal(populations[0]->n_hosts, 199);
	assert_false(populations[0]->ordered);
	assert_true(populations[1]->n_hosts > 20);
	assert_true(populations[1]->ordered);
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < populations[p]->n_sets; i++) {
			const struct population_set *set =
				&populations[p]->sets[i];

			assert_true(set->n > 0);
			for (size_t k = 0; k < set->n; k++)
				assert_true(suite_is_candidate(
					suite_find(set->codes[k])));
		}
}

UNIT(hosts_are_drawn_with_every_policy)
{
	size_t drawn[POLICIES] = { 0 };

	for (size_t i = 0; i < 2000; i++) {
		drawn[draw(i, 11, POLICY_MIX)]++;
		assert_true(profile_floor(profile) > 2);
	}
	for (size_t p = 0; p < POLICY_MIX; p++)
		assert_true(drawn[p] > 50);
	assert_int_equal(drawn[POLICY_MIX], 0);
}

UNIT(one_at_a_time_stays_near_the_floor)
{
	for (size_t i = 0; i < HOSTS; i++) {
		enum policy policy = draw(i, 21, POLICY_MIX);
		struct trial trial = {
			.profile = profile, .seed = i, .at_once = 1
		};

		trial_run(&trial);
		assert_right(&trial, policy, i);
		assert_true(trial.verdict.complete);
		assert_int_equal(trial.verdict.unproven, 0);
		assert_int_equal(trial.sim.most_in_flight, 1);
		if (policy == POLICY_CLASSES) /* reads as either */
			continue;
		assert_true(trial.sim.connections <= trial.floor + 6 +
				profile_pieces(profile) +
				(policy == POLICY_CLIENT
						? trial.suites * 15 / 100
						: 0));
	}
}

static void many_at_once(size_t at_once, unsigned jitter)
{
	memset(costs, 0, sizeof(*costs));
	for (size_t i = 0; i < HOSTS; i++) {
		enum policy policy = draw(i, 31, POLICY_MIX);
		struct trial trial = { .profile = profile,
			.seed = i,
			.at_once = at_once,
			.jitter = jitter };

		trial_run(&trial);
		assert_right(&trial, policy, i);
		assert_true(trial.verdict.complete);
		assert_int_equal(trial.verdict.unproven, 0);
		assert_true(trial.sim.most_in_flight <= at_once);
		assert_int_equal(trial.sim.connections,
			trial.sim.probes + trial.sim.unused);
		costs_add(costs, &trial);
	}
	print_message("# at %zu, jitter %u: mean %.3f F, p95 %.3f F, most "
		      "F%+ld, %.1f RTT\n",
		at_once, jitter,
		(double)costs->connections / (double)costs->floor,
		costs_over(costs, 0.95), costs->beyond,
		costs->rtt / (double)costs->n);
	assert_true((double)costs->connections <= 1.15 * (double)costs->floor);
}

UNIT(two_five_and_ten_at_once_find_the_same)
{
	many_at_once(2, 20);
	many_at_once(5, 20);
	many_at_once(10, 20);
}

UNIT(answers_may_come_in_any_order)
{
	many_at_once(5, 190);
	many_at_once(10, 190);
}

UNIT(dialogs_ahead_save_time)
{
	struct trial one = { .profile = profile, .at_once = 1 };
	struct trial five = { .profile = profile, .at_once = 5 };

	draw(0, 1, POLICY_CANONICAL);
	trial_run(&one);
	trial_run(&five);
	assert_true(one.sim.rtt >= 5.0 * (double)one.sim.probes - 0.01);
	assert_true(five.sim.rtt < one.sim.rtt / 3.0);
}

UNIT(equal_classes_show_when_ties_are_asked)
{
	for (size_t i = 0; i < HOSTS; i++) {
		struct trial trial = { .profile = profile,
			.seed = i,
			.ask = ASK_SUITES | ASK_ORDER,
			.at_once = i % 4 ? 5 : 1,
			.jitter = 100 };

		draw(i, 41, POLICY_CLASSES);
		trial_run(&trial);
		assert_right(&trial, POLICY_CLASSES, i);
	}
}

/* Is what is said of the limit true, and is it all that can be said? */
static bool limit_is_learnt(const struct trial *trial)
{
	size_t most = trial->profile->quirks.max_suites;

	assert_in_range(trial->list_limit, 0, most);
	if (!trial->list_refused)
		return false;
	assert_true(trial->list_refused > most);
	return trial->list_limit == most && trial->list_refused == most + 1;
}

/* The fifth way, alert 40 to a long list, is a lie in the words of a refusal.
 */
UNIT(limited_lists_hide_nothing)
{
	size_t learnt = 0;

	memset(costs, 0, sizeof(*costs));
	for (size_t i = 0; i < HOSTS; i++) {
		enum policy policy = draw(i, 51, POLICY_MIX);
		struct dice dice = { .state = i };
		struct trial trial = { .profile = profile,
			.seed = i,
			.at_once = i / 2 % 2 ? 5 : 1,
			.jitter = 20 };

		population_limit(profile, &dice, i % LIMIT_WAYS);
		trial_run(&trial);
		assert_right(&trial, policy, i);
		costs_add(costs, &trial);
		learnt += limit_is_learnt(&trial);
	}
	print_message(
		"# %zu of %zu limits are known exactly\n", learnt, costs->n);
	assert_in_range(learnt, costs->n * 9 / 10, costs->n);
	print_message("# list limits: mean %.3f F, p95 %.3f F, most F%+ld\n",
		(double)costs->connections / (double)costs->floor,
		costs_over(costs, 0.95), costs->beyond);
	print_message("# %zu of %zu left something unproven, and say so\n",
		costs->unproven, costs->n);
	assert_true((double)costs->connections <= 2.6 * (double)costs->floor);
}

UNIT(bad_weather_at_five_never_makes_a_false_no)
{
	size_t lost = 0, refused = 0, complete = 0;

	for (size_t i = 0; i < HOSTS; i++) {
		enum policy policy = draw(i, 61, POLICY_MIX);
		struct trial trial = { .profile = profile,
			.seed = i,
			.at_once = 5,
			.jitter = 150,
			.bad_weather = (unsigned)(i % 30),
			.refusals = i % 3 ? 0 : (unsigned)(i % 25) };

		trial_run(&trial);
		assert_right(&trial, policy, i);
		lost += trial.sim.lost;
		refused += trial.sim.refused;
		complete += trial.verdict.complete;
	}
	print_message("# %zu probes lost, %zu dialogs refused, %zu of %d "
		      "complete\n",
		lost, refused, complete, HOSTS);
	assert_true(lost > HOSTS && refused > HOSTS);
	assert_true(complete > 0 && complete < HOSTS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(populations_hold_known_suites_only),
		cmocka_unit_test(hosts_are_drawn_with_every_policy),
		cmocka_unit_test(one_at_a_time_stays_near_the_floor),
		cmocka_unit_test(two_five_and_ten_at_once_find_the_same),
		cmocka_unit_test(answers_may_come_in_any_order),
		cmocka_unit_test(dialogs_ahead_save_time),
		cmocka_unit_test(equal_classes_show_when_ties_are_asked),
		cmocka_unit_test(limited_lists_hide_nothing),
		cmocka_unit_test(bad_weather_at_five_never_makes_a_false_no),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
