/* SPDX-License-Identifier: ISC */
/* The step of the chains: which version may begin, and how. */
#include "tests/analysis/interview.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x35, 0x2f, 0x0a)

UNIT(tls12_is_touched_first)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	assert_true(interview_wants(&i, &step_first, TLS12));
	assert_int_equal(i.plan.question.version, VERSION_TLS12);
	assert_int_equal(i.plan.question.purpose, PURPOSE_SUITES);
	assert_false(interview_wants(&i, &step_first, TLS13));
	interview_chain(&i, TLS12, LIST(0x35));
	assert_false(interview_wants(&i, &step_first, TLS12));
	interview_end(&i);
}

UNIT(a_version_waits_for_the_one_above)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	assert_false(interview_wants(&i, &step_chain, TLS11));
	interview_chain(&i, TLS12, LIST(0x35));
	assert_true(interview_wants(&i, &step_chain, TLS11));
	interview_end(&i);
}

UNIT(what_answered_is_left_out_of_the_next_list)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	assert_true(interview_wants(&i, &step_chain, TLS12));
	assert_int_equal(i.plan.question.n_suites, 4);
	interview_answer(&i, 0x2f);
	assert_true(interview_wants(&i, &step_chain, TLS12));
	assert_int_equal(i.plan.question.n_suites, 3);
	assert_false(interview_offers(&i, 0x2f));
	interview_end(&i);
}

/* What one version does not take in one list, another is not asked. */
UNIT(a_limit_holds_for_the_next_version)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	i.audit->chains[TLS12].limits.now =
		i.audit->chains[TLS12].limits.taken = 2;
	assert_true(interview_wants(&i, &step_chain, TLS11));
	assert_true(interview_decides(&i, DECISION_START));
	assert_int_equal(i.plan.decisions[0].n, 2);
	interview_carry_out(&i);
	assert_true(interview_wants(&i, &step_chain, TLS11));
	assert_int_equal(i.plan.question.n_suites, 2);
	interview_end(&i);
}

/* Planning is a look: it can be repeated, and nothing is other than before. */
UNIT(a_plan_changes_nothing)
{
	struct interview i;
	struct question first;
	uint32_t suites[4];

	interview_begin(&i, ASK_SUITES, SUITES);
	assert_true(interview_wants(&i, &step_chain, TLS12));
	first = i.plan.question;
	memcpy(suites, first.suites, sizeof(suites));
	assert_true(interview_wants(&i, &step_chain, TLS12));
	assert_int_equal(i.plan.question.n_suites, first.n_suites);
	assert_memory_equal(i.plan.question.suites, suites, sizeof(suites));
	interview_end(&i);
}

UNIT(an_answer_below_says_no_to_the_versions_between)
{
	struct interview i;
	struct observation *o;

	interview_begin(&i, ASK_SUITES, SUITES);
	assert_true(interview_wants(&i, &step_chain, TLS13));
	interview_answer(&i, 0x35);
	o = &i.log.rows[0];
	o->version = VERSION_TLS11;
	i.audit->chains[TLS13].n_found = 0;
	learn_chain(i.audit, TLS13, o, 0);
	assert_int_equal(i.audit->chains[TLS12].state, CHAIN_ABSENT);
	assert_int_equal(i.audit->chains[TLS12].implied_by, 0);
	assert_true(chain_has_found(&i.audit->chains[TLS11], 0x35));
	interview_end(&i);
}

UNIT(a_decision_about_no_refusal_is_passed_over)
{
	const struct decision again = { .kind = DECISION_AGAIN, .version = 4 };
	const struct decision wide = {
		.kind = DECISION_START, .version = 4, .n = QUESTION_LONGEST + 1
	};
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	assert_false(audit_decided(i.audit, &i.log, &again));
	assert_false(audit_decided(i.audit, &i.log, &wide));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_is_touched_first),
		cmocka_unit_test(a_version_waits_for_the_one_above),
		cmocka_unit_test(what_answered_is_left_out_of_the_next_list),
		cmocka_unit_test(a_limit_holds_for_the_next_version),
		cmocka_unit_test(a_plan_changes_nothing),
		cmocka_unit_test(
			an_answer_below_says_no_to_the_versions_between),
		cmocka_unit_test(a_decision_about_no_refusal_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
