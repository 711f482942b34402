/* SPDX-License-Identifier: ISC */
/* Refused lists that no answer covers. */
#include "tests/analysis/interview.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x35, 0x2f, 0x0a)

/* The suite was found by an answer to another version's hello, so that no list
 * of this version was ever answered. */
static void refuse_all_but_one(struct interview *i)
{
	interview_begin(i, ASK_SUITES, SUITES);
	assert_true(interview_wants(i, &step_chain, TLS12));
	interview_answer(i, 0x35);
	i->log.rows[0].asked_version = VERSION_TLS13;
	assert_true(interview_wants(i, &step_chain, TLS12));
	interview_end_by(i, OUTCOME_ALERT, 40);
	assert_int_equal(i->audit->chains[TLS12].state, CHAIN_COMPLETE);
}

UNIT(in_a_chain_each_refusal_is_covered)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35, 0x39));
	assert_false(interview_wants(&i, &step_cover, TLS12));
	interview_end(&i);
}

UNIT(the_refused_list_goes_once_more_beside_a_suite_it_has)
{
	struct interview i;
	const struct question *q = &i.plan.question;

	refuse_all_but_one(&i);
	assert_true(interview_wants(&i, &step_cover, TLS12));
	assert_int_equal(q->purpose, PURPOSE_COVER);
	assert_int_equal(q->topic, TOPIC_COVER_SUITES);
	assert_int_equal(q->about, i.log.rows[1].probe);
	assert_int_equal(q->n_suites, 4);
	assert_int_equal(q->suites[3], 0x35);
	interview_answer(&i, 0x35);
	assert_int_equal(i.log.rows[2].about, i.log.rows[1].probe);
	assert_false(interview_wants(&i, &step_cover, TLS12));
	interview_end(&i);
}

/* It knows its own question by what the row says of it, not by its list. */
UNIT(it_is_asked_again_only_where_nothing_clear_came)
{
	struct interview i;

	refuse_all_but_one(&i);
	for (int n = 0; n < RETRIES; n++) {
		assert_true(interview_wants(&i, &step_cover, TLS12));
		assert_false(audit_was_asked_beside(i.audit, &i.log.rows[1]));
		interview_end_by(&i, OUTCOME_CLOSED, 0);
	}
	assert_true(audit_was_asked_beside(i.audit, &i.log.rows[1]));
	assert_true(audit_lacks_cover(i.audit, TLS12));
	assert_false(interview_wants(&i, &step_cover, TLS12));
	interview_end(&i);
}

UNIT(a_longer_list_that_is_answered_moves_the_limit)
{
	struct interview i;

	refuse_all_but_one(&i);
	i.audit->chains[TLS12].limits.taken = 1;
	i.audit->chains[TLS12].limits.now = 2;
	assert_true(interview_wants(&i, &step_cover, TLS12));
	assert_int_equal(i.plan.question.topic, TOPIC_COVER_LENGTH);
	assert_int_equal(i.plan.question.n_suites, 3);
	interview_answer(&i, 0x35);
	assert_int_equal(i.audit->chains[TLS12].limits.taken, 3);
	assert_int_equal(i.audit->chains[TLS12].limits.now, 3);
	interview_end(&i);
}

UNIT(nothing_is_covered_while_the_chain_is_under_way)
{
	struct interview i;

	refuse_all_but_one(&i);
	i.audit->chains[TLS12].flying.n = 1;
	assert_false(interview_wants(&i, &step_cover, TLS12));
	i.audit->chains[TLS12].flying.n = 0;
	assert_true(interview_wants(&i, &step_cover, TLS12));
	interview_end(&i);
}

/* @n suites, refused but for one even beside that one: to which length? */
static size_t cut_to(uint32_t n)
{
	uint32_t suites[200] = { 0x35 };
	struct interview i;
	size_t length = 0;

	for (uint32_t k = 1; k < n; k++)
		suites[k] = 0xc000 + k;
	interview_begin(&i, ASK_SUITES, suites, n);
	assert_true(interview_wants(&i, &step_chain, TLS12));
	interview_answer(&i, 0x35);
	i.log.rows[0].asked_version = VERSION_TLS13;
	assert_true(interview_wants(&i, &step_chain, TLS12));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	i.audit->chains[TLS12].limits.taken = 1;
	assert_true(interview_wants(&i, &step_cover, TLS12));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	if (interview_wants(&i, &step_cover, TLS12)) {
		assert_true(interview_decides(&i, DECISION_SHORTER));
		assert_true(i.plan.reopened);
		length = i.plan.decisions[0].n;
	}
	interview_end(&i);
	return length;
}

UNIT(refused_even_so_a_long_list_is_cut)
{
	assert_int_equal(cut_to(200), CHAIN_SHORT);
	assert_int_equal(cut_to(60), CHAIN_NARROWEST);
	assert_int_equal(cut_to(20), 0);
}

UNIT(refused_groups_go_once_more_beside_one_it_has)
{
	struct interview i;
	const struct question *q = &i.plan.question;

	interview_begin(&i, ASK_ALL, LIST(0x1301, 0x1302));
	interview_chain(&i, TLS13, LIST(0x1301));
	assert_true(interview_wants(&i, &step_groups, TLS13));
	interview_carry_out(&i);
	assert_true(interview_wants(&i, &step_groups, TLS13));
	interview_answer_group(&i, 0x1301, 29);
	assert_true(interview_wants(&i, &step_groups, TLS13));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_false(interview_wants(&i, &step_cover, TLS13));
	i.log.rows[i.log.n - 2].n_groups = 1;
	assert_true(interview_wants(&i, &step_cover, TLS13));
	assert_int_equal(q->purpose, PURPOSE_COVER);
	assert_int_equal(q->topic, TOPIC_COVER_GROUPS);
	assert_int_equal(q->about, i.log.rows[i.log.n - 1].probe);
	assert_int_equal(q->n_groups, i.log.rows[i.log.n - 1].n_groups + 1);
	assert_int_equal(q->groups[q->n_groups - 1], 29);
	interview_answer_group(&i, 0x1301, 29);
	assert_false(interview_wants(&i, &step_cover, TLS13));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_a_chain_each_refusal_is_covered),
		cmocka_unit_test(
			the_refused_list_goes_once_more_beside_a_suite_it_has),
		cmocka_unit_test(
			it_is_asked_again_only_where_nothing_clear_came),
		cmocka_unit_test(
			a_longer_list_that_is_answered_moves_the_limit),
		cmocka_unit_test(
			nothing_is_covered_while_the_chain_is_under_way),
		cmocka_unit_test(refused_even_so_a_long_list_is_cut),
		cmocka_unit_test(refused_groups_go_once_more_beside_one_it_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
