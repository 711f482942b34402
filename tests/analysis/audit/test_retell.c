/* SPDX-License-Identifier: ISC */
/*
 * A run that is told again to another audit leaves it where the first one is:
 * in bad weather too, with several machines behind the address, at any number
 * of connections. (Odd servers, and runs that are cut: tests/odd.)
 */
#include "tests/analysis/simulator.h"

#include <stdio.h>
#include <stdlib.h>

#include "wire/tables/names.h"
#include "tests/lib/sample.h"
#include "tests/lib/unit.h"

#define LIMIT 1500

static struct machines *new_audit(uint64_t seed)
{
	struct audit_options options = { .ask = seed % 2 ? ASK_ALL : ASK_SUITES,
		.server_name = "mx.test" };

	memcpy(options.seed, &seed, sizeof(seed));
	return machines_new(&options);
}

/* Runs @sim to its end, and tells another audit of it. True when it did end. */
static bool run_and_retell(struct simulation *sim, uint64_t seed)
{
	struct recording recording;
	struct machines *other = new_audit(seed);
	char why[900] = "";
	bool over, agree;

	sim->audit = new_audit(seed);
	sim->recording = &recording;
	recording_begin(&recording, sim->audit);
	over = simulate_within(sim, LIMIT);
	/* given up after refused dialogs: that was the pool */
	over = over && machines_driver.wanted(sim->audit) == 0;
	recording_retell(&recording, recording_size(&recording), other);
	assert_int_equal(machines_log(other)->n, machines_log(sim->audit)->n);
	if (over)
		assert_int_equal(machines_driver.wanted(other), 0);
	agree = portraits_agree(machines_portrait(sim->audit, NULL),
		machines_portrait(other, NULL), why, sizeof(why));
	if (!agree)
		print_error("server %llu: %s\n", (unsigned long long)seed, why);
	assert_true(agree);
	recording_clear(&recording);
	machines_free(sim->audit);
	machines_free(other);
	return over;
}

UNIT(servers_in_any_weather)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	size_t ended = 0;

	for (uint64_t i = 0; i < SAMPLE(120, 24); i++) {
		struct simulation sim = { .profile = profile,
			.at_once = i % 3 == 0 ? 1 : 5,
			.jitter = 60,
			.bad_weather = i % 5 ? 0 : 15,
			.refusals = i % 7 ? 0 : 10,
			.dice = { .state = i } };
		random_profile(profile, &sim.dice);
		ended += run_and_retell(&sim, i);
	}
	assert_true(ended > SAMPLE(100, 20));
	free(profile);
}

/* With names they are told apart, and the audit is divided; without it asks
 * each refusal again and again. */
UNIT(several_machines)
{
	static const char *const greetings[] = { "220 mx1.test ESMTP\r\n",
		"220 mx2.test ESMTP\r\n", "220 mx3.test ESMTP\r\n" };
	struct profile *profiles = calloc(3, sizeof(*profiles));
	size_t ended = 0;

	for (uint64_t i = 0; i < SAMPLE(60, 12); i++) {
		struct simulation sim = { .profile = profiles,
			.at_once = i % 3 == 0 ? 1 : 5,
			.jitter = 60,
			.n_machines = 2 + i % 2,
			.dice = { .state = i } };
		for (size_t k = 0; k < sim.n_machines; k++) {
			random_profile(&profiles[k], &sim.dice);
			sim.machines[k] = &profiles[k];
			sim.dialogs[k] = i % 4 ? greetings[k] : NULL;
		}
		ended += run_and_retell(&sim, i);
	}
	assert_true(ended > SAMPLE(50, 10));
	free(profiles);
}

/* Of another seed no hello is the same: as if another hallo had recorded it. It
 * knows what was learnt all the same, and asks little. */
UNIT(what_another_has_asked_is_learnt_all_the_same)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	size_t more = 0, hellos = 0;

	for (uint64_t i = 0; i < SAMPLE(60, 12); i++) {
		struct recording recording;
		struct simulation sim = { .profile = profile,
			.audit = new_audit(i),
			.recording = &recording,
			.dice = { .state = i } };
		struct simulation rest = { .profile = profile,
			.audit = new_audit(i + 2) };
		char why[900] = "";

		random_profile(profile, &sim.dice);
		recording_begin(&recording, sim.audit);
		simulate(&sim, LIMIT);
		recording_retell(
			&recording, recording_size(&recording), rest.audit);
		simulate(&rest, LIMIT);
		hellos += sim.probes;
		more += rest.probes;
		if (!portraits_agree(machines_portrait(sim.audit, NULL),
			    machines_portrait(rest.audit, NULL), why,
			    sizeof(why)))
			fail_msg("server %zu: %s", (size_t)i, why);
		recording_clear(&recording);
		machines_free(sim.audit);
		machines_free(rest.audit);
	}
	print_message("# %zu hellos more than %zu\n", more, hellos);
	assert_true(more * 50 < hellos);
	free(profile);
}

/* A transcript may hold longer lists than this audit would ever ask for; what
 * was refused is asked again all the same. */
UNIT(longer_lists_than_its_own_are_learnt)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	uint32_t suites[3000];
	struct audit_options options = {
		.suites = suites, .n_suites = 3000, .server_name = "mx.test"
	};
	struct recording recording;
	struct simulation sim = { .profile = profile, .recording = &recording };
	struct simulation rest = { .profile = profile, .audit = new_audit(1) };

	for (uint32_t i = 0; i < 3000; i++)
		suites[i] =
			i < suite_table_len ? suite_table[i].code : 0x8000 + i;
	random_profile(profile, &sim.dice);
	sim.audit = machines_new(&options);
	recording_begin(&recording, sim.audit);
	simulate(&sim, LIMIT);
	recording_retell(&recording, recording_size(&recording), rest.audit);
	simulate(&rest, LIMIT);
	assert_true(machines_log(rest.audit)->n >= machines_log(sim.audit)->n);
	assert_true(machines_log(rest.audit)->rows[0].n_offered > 2000);
	assert_int_equal(machines_portrait(sim.audit, NULL)->state, TRUTH_YES);
	assert_int_equal(machines_portrait(rest.audit, NULL)->state, TRUTH_YES);
	recording_clear(&recording);
	machines_free(sim.audit);
	machines_free(rest.audit);
	free(profile);
}

/* Tells another audit of a run whose only connection failed so. */
static struct machines *told_of_failure(enum outcome_kind kind)
{
	struct outcome outcome = { .kind = kind,
		.stage = kind == OUTCOME_NO_ROUTE ? STAGE_CONNECT
						  : STAGE_CAPABILITIES };
	struct machines *audit = new_audit(1), *other = new_audit(1);
	struct recording recording;

	recording_begin(&recording, audit);
	recording_driver.learn(&recording, NULL, &outcome);
	assert_int_equal(machines_driver.wanted(audit), 0);
	recording_retell(&recording, 1, other);
	recording_clear(&recording);
	machines_free(audit);
	return other;
}

/* That there was no route is of that host and that hour. */
UNIT(no_route_counts_for_its_part_only)
{
	struct machines *audit = told_of_failure(OUTCOME_NO_ROUTE);

	assert_true(machines_driver.wanted(audit) > 0);
	assert_int_equal(machines_portrait(audit, "interrupted")->state,
		TRUTH_INCONCLUSIVE);
	machines_free(audit);
	audit = told_of_failure(OUTCOME_NO_STARTTLS);
	assert_int_equal(machines_driver.wanted(audit), 0);
	assert_int_equal(
		machines_portrait(audit, NULL)->state, TRUTH_NOT_APPLICABLE);
	machines_free(audit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(servers_in_any_weather),
		cmocka_unit_test(several_machines),
		cmocka_unit_test(no_route_counts_for_its_part_only),
		cmocka_unit_test(longer_lists_than_its_own_are_learnt),
		cmocka_unit_test(what_another_has_asked_is_learnt_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
