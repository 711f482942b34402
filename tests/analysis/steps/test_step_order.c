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

/* The first of the list @n times, while the chain goes on. */
static void answer_first(struct interview *i, int n)
{
	while (n--) {
		assert_true(interview_wants(i, &step_chain, TLS12));
		interview_answer(i, i->plan.question.suites[0]);
	}
}

UNIT(what_looks_like_the_clients_order_is_asked_early)
{
	struct interview i;

	interview_begin(
		&i, ASK_SUITES, LIST(0x39, 0x35, 0x2f, 0x0a, 0x33, 0x3c));
	answer_first(&i, 2);
	assert_false(interview_wants(&i, &step_order, TLS12));
	answer_first(&i, 1);
	assert_int_equal(i.audit->chains[TLS12].state, CHAIN_RUNNING);
	assert_true(interview_wants(&i, &step_order, TLS12));
	assert_int_equal(i.plan.question.n_suites, 3);
	interview_answer(&i, i.audit->chains[TLS12].found[0]);
	assert_false(interview_wants(&i, &step_order, TLS12));
	interview_end(&i);
}

/* A server may prefer ChaCha20 where the client has it first. */
UNIT(chacha_does_not_come_first)
{
	struct interview i;
	const struct question *q = &i.plan.question;

	interview_begin(&i, ASK_SUITES, LIST(0xc02f, 0xcca8, 0x0a));
	while (interview_wants(&i, &step_chain, TLS12)) {
		if (interview_offers(&i, 0xc02f))
			interview_answer(&i, 0xc02f);
		else if (interview_offers(&i, 0xcca8))
			interview_answer(&i, 0xcca8);
		else
			interview_end_by(&i, OUTCOME_ALERT, 40);
	}
	assert_true(interview_wants(&i, &step_order, TLS12));
	assert_int_equal(q->n_suites, 3);
	assert_int_equal(q->suites[0], 0x0a);
	assert_int_equal(q->suites[1], 0xcca8);
	assert_int_equal(q->suites[2], 0xc02f);
	interview_end(&i);
}

/* A server's order of which the chain has seen but one pair against the list:
 * as the client lists them, the last two the other way round. */
static size_t pairs_asked(unsigned ask)
{
	struct interview i;
	uint32_t has[4];
	size_t n = 0;

	interview_begin(&i, ask, SUITES);
	assert_true(interview_wants(&i, &step_chain, TLS12));
	has[0] = i.plan.question.suites[0];
	has[1] = i.plan.question.suites[1];
	has[2] = i.plan.question.suites[3];
	has[3] = i.plan.question.suites[2];
	interview_chain(&i, TLS12, has, 4);
	for (; interview_wants(&i, &step_order, TLS12) && n < 9; n++) {
		assert_int_equal(i.plan.question.n_suites, 2);
		interview_answer(&i, i.plan.question.suites[1]);
	}
	assert_int_equal(
		audit_order(i.audit, TLS12)->order, SUITE_ORDER_SERVER);
	interview_end(&i);
	return n;
}

UNIT(neighbours_are_tried_only_when_asked_for)
{
	assert_int_equal(pairs_asked(ASK_SUITES), 0);
	assert_int_equal(pairs_asked(ASK_SUITES | ASK_ORDER), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_servers_order_needs_no_question),
		cmocka_unit_test(an_ambiguous_order_is_asked_reversed),
		cmocka_unit_test(three_ends_without_an_answer_are_enough),
		cmocka_unit_test(one_suite_has_no_order),
		cmocka_unit_test(
			what_looks_like_the_clients_order_is_asked_early),
		cmocka_unit_test(chacha_does_not_come_first),
		cmocka_unit_test(neighbours_are_tried_only_when_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
