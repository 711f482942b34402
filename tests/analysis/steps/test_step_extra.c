/* SPDX-License-Identifier: ISC */
/* DEFLATE, and what a usual sender gets. */
#include "tests/analysis/interview.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x35, 0x2f)

UNIT(deflate_is_offered_once)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	assert_true(interview_wants(&i, &step_compression, TLS12));
	assert_int_equal(i.plan.question.purpose, PURPOSE_COMPRESSION);
	assert_int_equal(i.plan.question.form, FORM_DEFLATE);
	interview_answer(&i, 0x35);
	assert_false(interview_wants(&i, &step_compression, TLS12));
	interview_end(&i);
}

UNIT(deflate_is_given_up_after_three_ends)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	for (int n = 0; n < RETRIES; n++) {
		assert_true(interview_wants(&i, &step_compression, TLS12));
		interview_end_by(&i, OUTCOME_CLOSED, 0);
	}
	assert_false(interview_wants(&i, &step_compression, TLS12));
	interview_end(&i);
}

UNIT(what_a_sender_gets_is_known_where_the_order_is_the_servers)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	interview_chain(&i, TLS12, LIST(0x39, 0x2f));
	assert_int_equal(
		audit_order(i.audit, TLS12)->order, SUITE_ORDER_SERVER);
	assert_true(interview_wants(&i, &step_preferred, TLS12));
	assert_true(interview_decides(&i, DECISION_PREFERRED));
	interview_carry_out(&i);
	assert_false(interview_wants(&i, &step_preferred, TLS12));
	interview_end(&i);
}

UNIT(else_it_is_asked_with_the_best_first)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	while (interview_wants(&i, &step_chain, TLS12)) {
		if (i.plan.question.n_suites > 1)
			interview_answer(&i, i.plan.question.suites[0]);
		else
			interview_end_by(&i, OUTCOME_ALERT, 40);
	}
	assert_true(interview_wants(&i, &step_preferred, TLS12));
	assert_true(i.plan.asks);
	assert_int_equal(i.plan.question.purpose, PURPOSE_PREFERRED);
	assert_true(rank_suite(i.plan.question.suites[0]) >
		rank_suite(i.plan.question.suites[1]));
	interview_end(&i);
}

/* RFC 8446 section 4.1.2: there is no compression. */
UNIT(deflate_is_not_offered_in_tls13)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, LIST(0x1301, 0x1302));
	interview_chain(&i, TLS13, LIST(0x1301));
	assert_false(interview_wants(&i, &step_compression, TLS13));
	assert_true(interview_wants(&i, &step_preferred, TLS13));
	interview_end(&i);
}

UNIT(a_sender_gets_the_highest_version)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	interview_chain(&i, TLS11, LIST(0x35));
	assert_true(interview_wants(&i, &step_preferred, TLS12));
	assert_false(interview_wants(&i, &step_preferred, TLS11));
	interview_end(&i);
}

UNIT(neither_is_asked_unless_wanted)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	assert_false(interview_wants(&i, &step_compression, TLS12));
	assert_false(interview_wants(&i, &step_preferred, TLS12));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deflate_is_offered_once),
		cmocka_unit_test(deflate_is_given_up_after_three_ends),
		cmocka_unit_test(
			what_a_sender_gets_is_known_where_the_order_is_the_servers),
		cmocka_unit_test(else_it_is_asked_with_the_best_first),
		cmocka_unit_test(deflate_is_not_offered_in_tls13),
		cmocka_unit_test(a_sender_gets_the_highest_version),
		cmocka_unit_test(neither_is_asked_unless_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
