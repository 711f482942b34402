/* SPDX-License-Identifier: ISC */
/*
 * Ten thousand servers that never were: the driver must find each one's set,
 * its order where it has one, within the floor and five connections more; and
 * in bad weather it must never call a suite or a version absent that is there.
 */
#include "tests/analysis/simulator.h"
#include "tests/lib/sample.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>

#define SERVERS SAMPLE(3000, 100)
#define ROUGH_SERVERS SAMPLE(600, 40)

struct tally {
	size_t servers, ordered, over[16], worst;
	long worst_over;
};

static struct machines *new_audit(unsigned ask, uint64_t seed)
{
	struct audit_options options = { .ask = ask, .server_name = "mx.test" };

	memcpy(options.seed, &seed, sizeof(seed));
	return machines_new(&options);
}

static bool lists(const struct profile_version *v, uint32_t code)
{
	for (size_t i = 0; i < v->n_suites; i++)
		if (v->suites[i] == code)
			return true;
	return false;
}

static void assert_set(
	const struct profile_version *v, const struct version_fact *fact)
{
	if (fact->n_suites != v->n_suites)
		print_message("version %04x: %zu suites found, %zu there\n",
			fact->version, fact->n_suites, v->n_suites);
	assert_int_equal(fact->n_suites, v->n_suites);
	for (size_t i = 0; i < fact->n_suites; i++)
		assert_true(lists(v, fact->suites[i].code));
	assert_true(fact->suites_complete);
}

static void assert_order(const struct profile *profile,
	const struct profile_version *v, const struct version_fact *fact)
{
	if (fact->version == VERSION_SSL2)
		return;
	if (v->n_suites == 1) {
		assert_int_equal(fact->order, SUITE_ORDER_SINGLE);
		return;
	}
	if (profile->order == ORDER_CLIENT) {
		assert_int_equal(fact->order, SUITE_ORDER_CLIENT);
		return;
	}
	assert_int_equal(fact->order, SUITE_ORDER_SERVER);
	for (size_t i = 0; i < v->n_suites; i++)
		assert_int_equal(fact->suites[i].code, v->suites[i]);
}

static void assert_portrait(
	const struct profile *profile, const struct portrait *portrait)
{
	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const struct profile_version *v = &profile->versions[i];
		const struct version_fact *fact = &portrait->versions[i];
		assert_int_equal(
			fact->state, v->supported ? TRUTH_YES : TRUTH_NO);
		assert_true(fact->proof.n > 0);
		if (!v->supported)
			continue;
		assert_set(v, fact);
		assert_order(profile, v, fact);
	}
	assert_true(portrait->complete);
}

static void count(struct tally *tally, const struct profile *profile,
	const struct simulation *sim, size_t number)
{
	long over = (long)sim->connections - (long)profile_floor(profile) -
		(long)profile_pieces(profile);

	tally->servers++;
	if (profile->order == ORDER_CLIENT)
		return;
	tally->ordered++;
	tally->over[over < 0 ? 0 : over > 15 ? 15 : over]++;
	if (over > tally->worst_over) {
		tally->worst_over = over;
		tally->worst = number;
	}
}

static void frugal_audits_find_set_and_order_within_the_floor_and_six(
	void **state)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	struct tally tally = { .worst_over = -99 };

	(void)state;
	for (size_t i = 0; i < SERVERS; i++) {
		struct dice dice = { .state = i };
		struct simulation sim = { .profile = profile,
			.audit = new_audit(ASK_SUITES, i) };
		random_profile(profile, &dice);
		simulate(&sim, 1000);
		assert_portrait(profile, machines_portrait(sim.audit, NULL));
		count(&tally, profile, &sim, i);
		machines_free(sim.audit);
	}
	for (size_t i = 0; i < 16; i++)
		if (tally.over[i])
			print_message("# F + pieces + %zu: %zu servers\n", i,
				tally.over[i]);
	print_message("# worst: server %zu at F + %ld\n", tally.worst,
		tally.worst_over);
	assert_int_equal(tally.servers, SERVERS);
	assert_true(tally.ordered > SERVERS / 2);
	assert_true(tally.worst_over <= 6);
	free(profile);
}

UNIT(full_audits_find_the_same)
{
	struct profile *profile = calloc(1, sizeof(*profile));

	for (size_t i = 0; i < SAMPLE(300, 30); i++) {
		struct dice dice = { .state = 77000 + i };
		struct simulation sim = { .profile = profile,
			.audit = new_audit(ASK_ALL, i) };
		random_profile(profile, &dice);
		simulate(&sim, 3000);
		assert_portrait(profile, machines_portrait(sim.audit, NULL));
		machines_free(sim.audit);
	}
	free(profile);
}

/* What is said must be true; what could not be proven must say so. */
static void assert_honest(
	const struct profile *profile, const struct portrait *portrait)
{
	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const struct profile_version *v = &profile->versions[i];
		const struct version_fact *fact = &portrait->versions[i];
		if (fact->state == TRUTH_NO)
			assert_false(v->supported);
		if (fact->state == TRUTH_YES)
			assert_true(v->supported);
		for (size_t k = 0; k < fact->n_suites; k++)
			assert_true(lists(v, fact->suites[k].code));
		if (fact->state == TRUTH_YES && fact->suites_complete)
			assert_int_equal(fact->n_suites, v->n_suites);
		if (fact->state == TRUTH_INCONCLUSIVE)
			assert_true(fact->reason[0]);
	}
}

UNIT(bad_weather_never_makes_a_suite_absent)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	size_t lost = 0, complete = 0;

	for (size_t i = 0; i < ROUGH_SERVERS; i++) {
		struct dice dice = { .state = 5000000 + i };
		struct simulation sim = { .profile = profile,
			.bad_weather = 1 + (unsigned)(i % 30),
			.dice = { .state = i },
			.audit = new_audit(i % 2 ? ASK_ALL : ASK_SUITES, i) };
		random_profile(profile, &dice);
		simulate(&sim, 5000);
		const struct portrait *p = machines_portrait(sim.audit, NULL);
		assert_honest(profile, p);
		complete += p->complete;
		lost += sim.lost;
		machines_free(sim.audit);
	}
	print_message("# %zu probes lost, %zu of %d audits complete\n", lost,
		complete, ROUGH_SERVERS);
	assert_true(lost > ROUGH_SERVERS);
	assert_true(complete > 0 && complete < ROUGH_SERVERS);
	free(profile);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			frugal_audits_find_set_and_order_within_the_floor_and_six),
		cmocka_unit_test(full_audits_find_the_same),
		cmocka_unit_test(bad_weather_never_makes_a_suite_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
