/* SPDX-License-Identifier: ISC */
/*
 * Hosts drawn from populations, each with one suite that it chooses and then
 * breaks on. Nothing that is ranked below may be lost in silence: the audit is
 * right about all other suites, or says that it is not complete.
 */
#include <stdio.h>
#include <stdlib.h>

#include "responder/responder.h"
#include "tests/analysis/trial.h"
#include "tests/lib/sample.h"
#include "tests/lib/unit.h"

#define HOSTS SAMPLE(500, 40)

static const struct refusal ends[] = {
	{ .kind = REFUSAL_ALERT, .alert = 40 },
	{ .kind = REFUSAL_ALERT, .alert = 80 },
	{ .kind = REFUSAL_CLOSE },
	{ .kind = REFUSAL_RESET },
	{ .kind = REFUSAL_CLOSE, .half = true },
};
#define N_ENDS (sizeof(ends) / sizeof(*ends))

static struct population *populations[2];
static struct profile *truth, *killed;

FIXTURE(set_up)
{
	if (!population_read_both(POPULATIONS, populations))
		return -1;
	truth = malloc(sizeof(*truth));
	killed = malloc(sizeof(*killed));
	return truth && killed ? 0 : -1;
}

FIXTURE(tear_down)
{
	free(populations[0]);
	free(populations[1]);
	free(truth);
	free(killed);
	return 0;
}

/* Of all suites of TLS 1.0 to 1.2 one; 0: there is none. */
static uint32_t draw_suite(const struct profile *profile, struct dice *dice)
{
	size_t n = 0, nth;

	for (int v = 2; v < 5; v++)
		if (profile->versions[v].supported)
			n += profile->versions[v].n_suites;
	if (!n)
		return 0;
	nth = dice_below(dice, n);
	for (int v = 2; v < 5; v++) {
		if (!profile->versions[v].supported)
			continue;
		if (nth < profile->versions[v].n_suites)
			return profile->versions[v].suites[nth];
		nth -= profile->versions[v].n_suites;
	}
	return 0;
}

/* @code, or all that the responder cannot answer with (0). */
static void take_out(struct profile *profile, uint32_t code)
{
	for (int v = 1; v < PROFILE_VERSIONS; v++) {
		struct profile_version *version = &profile->versions[v];
		size_t kept = 0;
		for (size_t i = 0; i < version->n_suites; i++) {
			uint32_t suite = version->suites[i];
			if (code ? suite != code
				 : responder_can(profile,
					   profile_version_codes[v], suite))
				version->suites[kept++] = suite;
		}
		version->n_suites = kept;
		version->supported = version->supported && kept;
	}
}

static void draw_killed(size_t i, const struct refusal *end, uint32_t *code)
{
	struct dice dice = { .state = 41 + 1000 * i };
	struct rule *rule;

	population_draw(populations[i % 2], truth, &dice,
		i % 2 ? POLICY_CHANGED : POLICY_CANONICAL);
	truth->n_certificates = 2;
	strcpy(truth->certificates[1], "ecdsa256");
	take_out(truth, 0);
	*code = draw_suite(truth, &dice);
	*killed = *truth;
	rule = &killed->quirks.rules[killed->quirks.n_rules++];
	*rule = (struct rule){
		.kind = RULE_CHOSEN, .low = *code, .refusal = *end
	};
	take_out(truth, *code);
}

/* Sets only: the order is not what this is about. */
static bool is_true(const struct trial *trial)
{
	const struct verdict *v = &trial->verdict;

	return trial->over && !v->false_no && !v->false_yes && !v->sets;
}

static void print_host(size_t i, uint32_t code, const struct trial *trial)
{
	const struct verdict *v = &trial->verdict;

	print_message("host %zu, end %zu, suite %04x: %zu connections, false "
		      "no %zu, false yes %zu, sets %zu, over %d\n",
		i, i % N_ENDS, (unsigned)code, trial->sim.connections,
		v->false_no, v->false_yes, v->sets, trial->over);
}

UNIT(one_killer_hides_nothing_in_silence)
{
	size_t good = 0, whole = 0, n = 0;

	for (size_t i = 0; i < HOSTS; i++) {
		struct trial trial = { .seed = i, .at_once = i % 3 ? 1 : 5 };
		uint32_t code;

		draw_killed(i, &ends[i % N_ENDS], &code);
		trial.profile = killed;
		trial.truth = truth;
		trial_run(&trial);
		n++;
		good += is_true(&trial);
		whole += is_true(&trial) && trial.verdict.complete;
		if (!is_true(&trial))
			print_host(i, code, &trial);
	}
	print_message("%zu of %zu, %zu of them whole\n", good, n, whole);
	assert_true(good * 100 >= n * 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_killer_hides_nothing_in_silence),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
