/* SPDX-License-Identifier: ISC */
/* Controls around refusals, and refusals that are asked again. */
#include "tests/analysis/interview.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x35, 0x2f, 0x0a)

UNIT(a_refusal_waits_for_an_answer_after_it)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35, 0x2f));
	assert_true(interview_wants(&i, &step_control, TLS13));
	assert_int_equal(i.plan.question.purpose, PURPOSE_CONTROL);
	assert_int_equal(i.plan.question.version, VERSION_TLS12);
	assert_true(interview_offers(&i, 0x35));
	interview_answer(&i, 0x35);
	assert_false(interview_wants(&i, &step_control, TLS13));
	interview_end(&i);
}

UNIT(nothing_is_asked_beside_a_hello_under_way)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	assert_true(interview_wants(&i, &step_control, TLS13));
	audit_asked(i.audit, 99, &step_control, &i.plan.question);
	assert_false(interview_wants(&i, &step_control, TLS13));
	interview_end(&i);
}

/* A time-out stood between: the refusal is no proof. */
UNIT(a_refusal_in_bad_weather_is_asked_again)
{
	struct interview i;
	size_t open;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	open = i.audit->chains[TLS12].n_open;
	assert_true(interview_wants(&i, &step_control, TLS13));
	interview_end_by(&i, OUTCOME_SILENCE, 0);
	interview_control(&i, TLS12, 0x35);
	assert_true(interview_wants(&i, &step_control, TLS13));
	assert_true(interview_decides(&i, DECISION_AGAIN));
	assert_int_equal(i.plan.decisions[0].version, TLS12);
	assert_int_equal(i.plan.decisions[0].n, 1);
	assert_true(i.plan.reopened);
	assert_int_equal(i.audit->chains[TLS12].state, CHAIN_COMPLETE);
	interview_carry_out(&i);
	assert_int_equal(i.audit->chains[TLS12].state, CHAIN_RUNNING);
	assert_int_equal(i.audit->chains[TLS12].n_open, open + 3);
	interview_end(&i);
}

UNIT(a_reset_gets_its_control_at_once)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	assert_false(audit_wants_control_now(i.audit));
	i.log.rows[i.log.n - 1].kind = OUTCOME_RESET;
	assert_true(audit_wants_control_now(i.audit));
	assert_true(interview_wants(&i, &step_confirm, TLS13));
	assert_int_equal(i.plan.question.purpose, PURPOSE_CONTROL);
	interview_end(&i);
}

UNIT(three_controls_in_vain_are_enough)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	for (int n = 0; n < RETRIES; n++) {
		assert_true(interview_wants(&i, &step_control, TLS13));
		interview_end_by(&i, OUTCOME_CLOSED, 0);
	}
	assert_false(interview_wants(&i, &step_control, TLS13));
	interview_end(&i);
}

/* TLS 1.1 refuses a list of 60 by @alert; what is planned after the control? */
static bool decides_to_check_short(unsigned ask, uint8_t alert)
{
	uint32_t suites[60] = { 0x39, 0x35 };
	struct interview i;
	bool decides;

	for (uint32_t n = 2; n < 60; n++)
		suites[n] = 0xc001 + n;
	interview_begin(&i, ask, suites, 60);
	interview_chain(&i, TLS12, LIST(0x35));
	while (interview_wants(&i, &step_chain, TLS11))
		interview_end_by(&i, OUTCOME_ALERT, alert);
	assert_int_equal(i.audit->chains[TLS11].state, CHAIN_ABSENT);
	interview_control(&i, TLS12, 0x35);
	decides = interview_wants(&i, &step_control, TLS13) &&
		interview_decides(&i, DECISION_CHECK_SHORT);
	if (decides)
		assert_int_equal(i.plan.decisions[0].version, TLS11);
	interview_end(&i);
	return decides;
}

UNIT(a_long_list_refused_without_a_word_of_the_version_is_tried_short)
{
	assert_true(decides_to_check_short(ASK_ALL, 40));
	assert_false(decides_to_check_short(ASK_ALL, 70));
	assert_false(decides_to_check_short(ASK_SUITES, 40));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_waits_for_an_answer_after_it),
		cmocka_unit_test(nothing_is_asked_beside_a_hello_under_way),
		cmocka_unit_test(a_refusal_in_bad_weather_is_asked_again),
		cmocka_unit_test(a_reset_gets_its_control_at_once),
		cmocka_unit_test(three_controls_in_vain_are_enough),
		cmocka_unit_test(
			a_long_list_refused_without_a_word_of_the_version_is_tried_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
