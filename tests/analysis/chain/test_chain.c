/* SPDX-License-Identifier: ISC */
/* The ladder of one version's chain, answer by answer. */
#include "analysis/chain/chain.h"

#include <stdlib.h>

#include "tests/analysis/talk.h"
#include "tests/lib/unit.h"

#define V VERSION_TLS12

static const uint32_t codes[] = { 0x2f, 0x35, 0x39, 0xc02f, 0xcca8 };
#define N (sizeof(codes) / sizeof(*codes))

struct fixture {
	struct chain chain;
	struct question q;
	uint32_t suites[1000];
	long row;
};

static void begin(struct fixture *f, uint16_t version)
{
	memset(f, 0, sizeof(*f));
	chain_init(&f->chain, version, codes, N);
	f->q.suites = f->suites;
}

static void learn(struct fixture *f, struct observation o)
{
	o.purpose = f->q.purpose;
	chain_learn(&f->chain, &o, f->row++);
	free(o.offered);
}

static void answered(struct fixture *f, uint32_t suite)
{
	assert_true(chain_next(&f->chain, NULL, 0, &f->q));
	learn(f,
		talk_answer(
			1, f->chain.version, f->suites, f->q.n_suites, suite));
}

static void alerted(struct fixture *f, uint8_t alert)
{
	assert_true(chain_next(&f->chain, NULL, 0, &f->q));
	learn(f,
		talk_alert(
			1, f->chain.version, f->suites, f->q.n_suites, alert));
}

static void silent(struct fixture *f)
{
	assert_true(chain_next(&f->chain, NULL, 0, &f->q));
	learn(f, talk_silence(1, f->chain.version, f->suites, f->q.n_suites));
}

UNIT(the_likeliest_winner_is_listed_last)
{
	struct fixture f;

	begin(&f, V);
	assert_true(chain_next(&f.chain, NULL, 0, &f.q));
	assert_int_equal(f.q.n_suites, N);
	assert_true(rank_suite(f.suites[0]) < rank_suite(f.suites[N - 1]));
	assert_int_equal(f.suites[0], 0x2f);
	chain_clear(&f.chain);
}

UNIT(two_suites_cost_three_hellos)
{
	struct fixture f;

	begin(&f, V);
	answered(&f, 0x39);
	answered(&f, 0x35);
	alerted(&f, 40);
	assert_int_equal(f.chain.state, CHAIN_COMPLETE);
	assert_int_equal(f.chain.n_found, 2);
	assert_false(chain_next(&f.chain, NULL, 0, &f.q));
	assert_int_equal(f.chain.n_nos, 1);
	assert_int_equal(f.chain.nos[0].first, 2);
	chain_clear(&f.chain);
}

UNIT(a_refused_version_is_asked_in_the_other_form)
{
	struct fixture f;

	begin(&f, V);
	alerted(&f, 40);
	assert_int_equal(f.chain.state, CHAIN_RUNNING);
	assert_true(chain_next(&f.chain, NULL, 0, &f.q));
	assert_true(f.q.form & FORM_WITHOUT_EXTENSIONS);
	assert_int_equal(f.q.purpose, PURPOSE_OTHER_FORM);
	alerted(&f, 40);
	assert_int_equal(f.chain.state, CHAIN_ABSENT);
	chain_clear(&f.chain);
}

UNIT(an_answer_in_the_other_form_keeps_that_form)
{
	struct fixture f;

	begin(&f, V);
	alerted(&f, 40);
	answered(&f, 0x35);
	assert_true(chain_next(&f.chain, NULL, 0, &f.q));
	assert_true(f.q.form & FORM_WITHOUT_EXTENSIONS);
	chain_clear(&f.chain);
}

UNIT(protocol_version_is_enough_for_tls13)
{
	struct fixture f;

	begin(&f, VERSION_TLS13);
	alerted(&f, 70);
	assert_int_equal(f.chain.state, CHAIN_ABSENT);
	chain_clear(&f.chain);
}

UNIT(silence_is_never_a_refusal)
{
	struct fixture f;

	begin(&f, V);
	while (!chain_is_over(&f.chain))
		silent(&f);
	assert_int_equal(f.chain.state, CHAIN_STUCK);
	assert_true(f.row >= 3);
	chain_clear(&f.chain);
}

UNIT(the_same_unclear_alert_four_times_is_a_no)
{
	struct fixture f;

	begin(&f, V);
	alerted(&f, 80);
	alerted(&f, 80);
	assert_int_equal(f.chain.state, CHAIN_RUNNING);
	alerted(&f, 80);
	assert_int_equal(f.chain.state, CHAIN_RUNNING);
	alerted(&f, 80); /* the last list: without extensions, others first */
	assert_true(f.q.form & FORM_WITHOUT_EXTENSIONS);
	assert_int_equal(f.chain.state, CHAIN_ABSENT);
	assert_int_equal(f.chain.nos[0].last - f.chain.nos[0].first, 3);
	chain_clear(&f.chain);
}

UNIT(an_answer_that_was_not_offered_does_not_loop)
{
	struct fixture f;

	begin(&f, V);
	answered(&f, 0x39);
	for (int i = 0; i < 10 && !chain_is_over(&f.chain); i++)
		answered(&f, 0x39);
	assert_int_equal(f.chain.state, CHAIN_STUCK);
	assert_int_equal(f.chain.n_found, 1);
	chain_clear(&f.chain);
}

UNIT(a_lower_answer_says_the_version_is_absent)
{
	struct fixture f;

	begin(&f, V);
	assert_true(chain_next(&f.chain, NULL, 0, &f.q));
	struct observation o =
		talk_answer(1, VERSION_TLS10, f.suites, f.q.n_suites, 0x35);
	o.asked_version = V;
	learn(&f, o);
	assert_int_equal(f.chain.state, CHAIN_ABSENT);
	assert_int_equal(f.chain.implied_by, 0);
	chain_clear(&f.chain);
}

/* The hello that says so may belong to the version above: another one, of this
 * version, may be under way. */
UNIT(what_was_under_way_does_not_open_an_absent_version)
{
	struct fixture f;

	begin(&f, V);
	silent(&f);
	chain_implied_absent(&f.chain, 1);
	learn(&f, talk_silence(1, V, f.suites, f.q.n_suites));
	assert_int_equal(f.chain.state, CHAIN_ABSENT);
	learn(&f, talk_alert(1, V, f.suites, f.q.n_suites, 40));
	assert_int_equal(f.chain.state, CHAIN_ABSENT);
	assert_int_equal(f.chain.n_nos, 0);
	chain_clear(&f.chain);
}

UNIT(the_guess_comes_last_in_the_list)
{
	static const uint32_t guesses[] = { 0x2f, 0x35 };
	struct fixture f;

	begin(&f, V);
	assert_true(chain_next(&f.chain, guesses, 2, &f.q));
	assert_int_equal(f.suites[N - 1], 0x2f);
	assert_int_equal(f.suites[N - 2], 0x35);
	assert_int_equal(f.q.guess, 0x2f);
	chain_clear(&f.chain);
}

UNIT(a_wrong_guess_that_was_under_way_is_only_wasted)
{
	static const uint32_t guesses[] = { 0x39, 0x35 };
	struct fixture f;
	struct observation late;

	begin(&f, V);
	answered(&f, 0xc02f);
	f.chain.flying.window = 2;
	assert_true(chain_next(&f.chain, guesses, 2, &f.q));
	chain_sent(&f.chain, f.q.guess, true);
	assert_true(chain_next(&f.chain, guesses, 2, &f.q));
	assert_int_equal(f.q.guess, 0x35);
	late = talk_answer(1, V, f.suites, f.q.n_suites, 0x2f);
	answered(&f, 0x2f);
	chain_landed(&f.chain, 0x39, 0x2f);
	assert_int_equal(f.chain.flying.window, 1);
	assert_true(chain_is_open(&f.chain, 0x39));
	learn(&f, late);
	assert_int_equal(f.chain.flying.wasted, 1);
	assert_int_equal(f.chain.n_found, 2);
	chain_clear(&f.chain);
}

UNIT(nothing_is_built_on_an_unsure_guess)
{
	static const uint32_t guesses[] = { 0x39, 0x35 };
	struct fixture f;

	begin(&f, V);
	answered(&f, 0xc02f);
	f.chain.flying.window = 5;
	assert_true(chain_next(&f.chain, guesses, 2, &f.q));
	chain_sent(&f.chain, f.q.guess, false);
	assert_false(chain_next(&f.chain, guesses, 2, &f.q));
	chain_landed(&f.chain, 0x39, 0x39);
	assert_true(chain_next(&f.chain, guesses, 2, &f.q));
	chain_clear(&f.chain);
}

UNIT(a_short_list_is_asked_where_a_long_one_was_refused)
{
	struct fixture f;

	begin(&f, V);
	alerted(&f, 40);
	alerted(&f, 40);
	assert_int_equal(f.chain.state, CHAIN_ABSENT);
	assert_int_equal(f.chain.nos[0].length, N);
	struct observation last = { .kind = OUTCOME_ALERT, .alert = 40 };
	chain_reask_shorter(&f.chain, 0, 2, &last);
	assert_true(chain_next(&f.chain, NULL, 0, &f.q));
	assert_int_equal(f.q.n_suites, 2);
	assert_int_equal(f.q.purpose, PURPOSE_SHORTER);
	answered(&f, 0xc02f);
	assert_int_equal(f.chain.n_found, 1);
	chain_clear(&f.chain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_likeliest_winner_is_listed_last),
		cmocka_unit_test(two_suites_cost_three_hellos),
		cmocka_unit_test(a_refused_version_is_asked_in_the_other_form),
		cmocka_unit_test(an_answer_in_the_other_form_keeps_that_form),
		cmocka_unit_test(protocol_version_is_enough_for_tls13),
		cmocka_unit_test(silence_is_never_a_refusal),
		cmocka_unit_test(
			a_wrong_guess_that_was_under_way_is_only_wasted),
		cmocka_unit_test(nothing_is_built_on_an_unsure_guess),
		cmocka_unit_test(
			a_short_list_is_asked_where_a_long_one_was_refused),
		cmocka_unit_test(the_same_unclear_alert_four_times_is_a_no),
		cmocka_unit_test(an_answer_that_was_not_offered_does_not_loop),
		cmocka_unit_test(a_lower_answer_says_the_version_is_absent),
		cmocka_unit_test(
			what_was_under_way_does_not_open_an_absent_version),
		cmocka_unit_test(the_guess_comes_last_in_the_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
