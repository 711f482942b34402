/* SPDX-License-Identifier: ISC */
/* DHE suites beside RFC 7919 groups. */
#include "tests/analysis/interview.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x33, 0x35, 0x2f)

static void begin(struct interview *i, unsigned ask)
{
	interview_begin(i, ask, SUITES);
	interview_chain(i, TLS12, LIST(0x39, 0x35));
	assert_true(interview_wants(i, &step_dhe, TLS12));
	assert_true(interview_decides(i, DECISION_DHE));
	interview_carry_out(i);
}

UNIT(first_the_rest_then_what_was_found)
{
	struct interview i;

	begin(&i, ASK_SUITES);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	assert_int_equal(i.plan.question.topic, TOPIC_DHE_REST);
	assert_int_equal(i.plan.question.form & FORM_RFC7919, FORM_RFC7919);
	assert_int_equal(i.plan.question.n_suites, 1);
	assert_true(interview_offers(&i, 0x33));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	assert_int_equal(i.plan.question.topic, TOPIC_DHE_FOUND);
	assert_true(interview_offers(&i, 0x39));
	interview_answer(&i, 0x39);
	assert_false(i.audit->dhe[TLS12].disagrees);
	assert_false(interview_wants(&i, &step_dhe, TLS12));
	interview_end(&i);
}

UNIT(an_answer_to_the_rest_shows_that_the_shapes_disagree)
{
	struct interview i;

	begin(&i, ASK_SUITES);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	interview_answer(&i, 0x33);
	assert_true(i.audit->dhe[TLS12].disagrees);
	interview_end(&i);
}

UNIT(a_refusal_of_the_found_ones_shows_it_too)
{
	struct interview i;

	begin(&i, ASK_SUITES);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_true(i.audit->dhe[TLS12].disagrees);
	interview_end(&i);
}

UNIT(an_empty_list_is_decided_not_asked)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, LIST(0x39, 0x35));
	interview_chain(&i, TLS12, LIST(0x39));
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	interview_carry_out(&i);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	assert_true(interview_decides(&i, DECISION_DHE_REST));
	assert_false(i.audit->dhe[TLS12].rest_done);
	interview_carry_out(&i);
	assert_true(i.audit->dhe[TLS12].rest_done);
	interview_end(&i);
}

UNIT(tls13_has_no_shapes)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, LIST(0x1301, 0x39));
	interview_chain(&i, TLS13, LIST(0x1301));
	assert_false(interview_wants(&i, &step_dhe, TLS13));
	interview_end(&i);
}

/* Two found ones, of which one has answered: is the other asked for? */
static bool goes_on(unsigned ask)
{
	struct interview i;
	bool wants;

	interview_begin(&i, ask, LIST(0x39, 0x33, 0x16, 0x35));
	interview_chain(&i, TLS12, LIST(0x39, 0x33));
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	interview_carry_out(&i);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_true(interview_wants(&i, &step_dhe, TLS12));
	interview_answer(&i, 0x39);
	wants = interview_wants(&i, &step_dhe, TLS12);
	if (wants) {
		assert_int_equal(i.plan.question.topic, TOPIC_DHE_FOUND);
		assert_int_equal(i.plan.question.n_suites, 1);
		assert_true(interview_offers(&i, 0x33));
	}
	interview_end(&i);
	return wants;
}

UNIT(shapes_that_agree_are_gone_through_only_when_asked_for)
{
	assert_false(goes_on(ASK_SUITES));
	assert_true(goes_on(ASK_SUITES | ASK_DHE));
}

static bool wants_the_rest(unsigned ask, int version)
{
	struct interview i;
	bool wants;

	interview_begin(&i, ask, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	interview_chain(&i, TLS11, LIST(0x35));
	assert_true(interview_wants(&i, &step_dhe, version));
	interview_carry_out(&i);
	wants = interview_wants(&i, &step_dhe, version);
	interview_end(&i);
	return wants;
}

UNIT(without_any_dhe_a_frugal_audit_asks_the_newest_version_only)
{
	assert_true(wants_the_rest(ASK_SUITES, TLS12));
	assert_false(wants_the_rest(ASK_SUITES, TLS11));
	assert_true(wants_the_rest(ASK_ALL, TLS11));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_the_rest_then_what_was_found),
		cmocka_unit_test(
			an_answer_to_the_rest_shows_that_the_shapes_disagree),
		cmocka_unit_test(a_refusal_of_the_found_ones_shows_it_too),
		cmocka_unit_test(an_empty_list_is_decided_not_asked),
		cmocka_unit_test(tls13_has_no_shapes),
		cmocka_unit_test(
			shapes_that_agree_are_gone_through_only_when_asked_for),
		cmocka_unit_test(
			without_any_dhe_a_frugal_audit_asks_the_newest_version_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
