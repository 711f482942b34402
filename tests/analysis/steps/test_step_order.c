/* SPDX-License-Identifier: ISC */
/* Whose order is it? */
#include "tests/analysis/interview.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x35, 0x2f, 0x0a)

/* Each answer was the first of its list: it may be the client's order. */
static void follow_the_client(struct interview *i)
{
	while (interview_wants(i, &step_chain, TLS12)) {
		if (i->plan.question.n_suites > 1)
			interview_answer(i, i->plan.question.suites[0]);
		else
			interview_end_by(i, OUTCOME_ALERT, 40);
	}
}

UNIT(a_servers_order_needs_no_question)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x39, 0x35, 0x0a));
	assert_int_equal(
		audit_order(i.audit, TLS12)->order, SUITE_ORDER_SERVER);
	assert_false(interview_wants(&i, &step_order, TLS12));
	interview_end(&i);
}

UNIT(an_ambiguous_order_is_asked_reversed)
{
	struct interview i;
	uint32_t first;

	interview_begin(&i, ASK_SUITES, SUITES);
	follow_the_client(&i);
	assert_true(audit_order(i.audit, TLS12)->ambiguous);
	assert_true(interview_wants(&i, &step_order, TLS12));
	assert_int_equal(i.plan.question.purpose, PURPOSE_ORDER);
	assert_int_equal(i.plan.question.n_suites, 3);
	first = i.plan.question.suites[0];
	assert_int_equal(first, i.audit->chains[TLS12].found[2]);
	interview_answer(&i, first);
	assert_int_equal(
		audit_order(i.audit, TLS12)->order, SUITE_ORDER_CLIENT);
	assert_false(interview_wants(&i, &step_order, TLS12));
	interview_end(&i);
}

UNIT(three_ends_without_an_answer_are_enough)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	follow_the_client(&i);
	for (int n = 0; n < RETRIES; n++) {
		assert_true(interview_wants(&i, &step_order, TLS12));
		interview_end_by(&i, OUTCOME_CLOSED, 0);
	}
	assert_false(interview_wants(&i, &step_order, TLS12));
	assert_true(i.audit->orders[TLS12].give_up);
	interview_end(&i);
}

UNIT(one_suite_has_no_order)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	assert_false(interview_wants(&i, &step_order, TLS12));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_servers_order_needs_no_question),
		cmocka_unit_test(an_ambiguous_order_is_asked_reversed),
		cmocka_unit_test(three_ends_without_an_answer_are_enough),
		cmocka_unit_test(one_suite_has_no_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
