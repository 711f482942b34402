/* SPDX-License-Identifier: ISC */
/* One thing changed of the standard hello at a time. */
#include "tests/analysis/interview.h"

#include "analysis/log/need.h"
#include "tests/lib/unit.h"

#define SUITES LIST(0xc02f, 0xc030, 0x35, 0x2f)

static unsigned form_of(const struct interview *i)
{
	return i->plan.question.form & NEED_FORMS;
}

static void begin(struct interview *i, unsigned ask)
{
	interview_begin(i, ask, SUITES);
	i->audit->versions = 1u << TLS12; /* nothing else is open */
}

static void ask_chain(struct interview *i)
{
	assert_true(interview_wants(i, &step_chain, TLS12));
}

/* The standard hello is refused, one without extensions answered. */
static void answer_bare(struct interview *i)
{
	begin(i, ASK_ALL);
	ask_chain(i);
	interview_end_by(i, OUTCOME_ALERT, 40);
	assert_false(interview_wants(i, &step_shape, TLS12));
	ask_chain(i);
	assert_int_equal(form_of(i), FORM_WITHOUT_EXTENSIONS);
	interview_answer(i, 0x35);
	assert_true(interview_wants(i, &step_shape, TLS12));
	assert_int_equal(i->plan.question.purpose, PURPOSE_SHAPE);
}

UNIT(behind_a_bare_answer_each_property_is_changed_alone)
{
	struct interview i;
	unsigned seen = 0;

	answer_bare(&i);
	do {
		unsigned form = form_of(&i);
		assert_true(form && !(form & (form - 1)));
		assert_false(seen & form);
		assert_int_equal(i.plan.question.n_suites, 4);
		seen |= form;
		interview_end_by(&i, OUTCOME_ALERT, 40);
	} while (interview_wants(&i, &step_shape, TLS12));
	assert_int_equal(seen,
		FORM_FEW_GROUPS | FORM_FEW_SCHEMES | FORM_VERSIONS |
			FORM_NO_EMS | FORM_NO_SESSION_ID);
	ask_chain(&i);
	assert_int_equal(form_of(&i), FORM_WITHOUT_EXTENSIONS);
	interview_end(&i);
}

UNIT(the_chain_goes_on_in_the_shape_that_is_answered)
{
	struct interview i;

	answer_bare(&i);
	while (form_of(&i) != FORM_FEW_SCHEMES) {
		interview_end_by(&i, OUTCOME_ALERT, 50);
		assert_true(interview_wants(&i, &step_shape, TLS12));
	}
	interview_answer(&i, 0xc02f);
	/* the same end for the standard hello once more */
	assert_true(interview_wants(&i, &step_shape, TLS12));
	assert_int_equal(form_of(&i), 0);
	interview_end_by(&i, OUTCOME_ALERT, 50);
	ask_chain(&i);
	assert_int_equal(form_of(&i), FORM_FEW_SCHEMES);
	assert_true(interview_offers(&i, 0xc030));
	assert_false(interview_offers(&i, 0x35));
	interview_end(&i);
}

UNIT(an_answer_to_the_standard_hello_was_weather)
{
	struct interview i;

	answer_bare(&i);
	while (form_of(&i) != FORM_FEW_SCHEMES) {
		interview_end_by(&i, OUTCOME_ALERT, 50);
		assert_true(interview_wants(&i, &step_shape, TLS12));
	}
	interview_answer(&i, 0xc02f);
	assert_true(interview_wants(&i, &step_shape, TLS12));
	interview_answer(&i, 0xc02f);
	ask_chain(&i);
	assert_int_equal(form_of(&i), 0);
	interview_end(&i);
}

/* Refused in both forms: nothing was answered at all. */
static void be_mute(struct interview *i)
{
	begin(i, ASK_ALL);
	ask_chain(i);
	interview_end_by(i, OUTCOME_ALERT, 40);
	ask_chain(i);
	interview_end_by(i, OUTCOME_ALERT, 40);
	assert_int_equal(i->audit->chains[TLS12].state, CHAIN_ABSENT);
}

UNIT(before_there_is_no_tls_a_usual_sender_says_hello)
{
	struct interview i;

	be_mute(&i);
	assert_false(interview_wants(&i, &step_shape, TLS12));
	assert_true(interview_wants(&i, &step_shape, TLS13));
	assert_int_equal(form_of(&i), FORM_USUAL);
	assert_true(interview_offers(&i, 0x1301));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	i.log.rows[i.log.n - 1].form |= FORM_KEY_SHARE; /* as its bytes show */
	assert_false(interview_wants(&i, &step_shape, TLS13));
	assert_true(interview_wants(&i, &step_shape, TLS12));
	assert_int_equal(form_of(&i), FORM_FEW_GROUPS);
	interview_answer(&i, 0x2f);
	assert_int_equal(i.audit->chains[TLS12].state, CHAIN_RUNNING);
	ask_chain(&i);
	assert_int_equal(form_of(&i), FORM_FEW_GROUPS);
	interview_end(&i);
}

/* The whole audit shows the length by that: one short list first. */
UNIT(what_only_a_usual_sender_gets_is_asked_in_a_short_standard_hello)
{
	struct interview i;

	be_mute(&i);
	assert_true(interview_wants(&i, &step_shape, TLS13));
	i.plan.question.version = VERSION_TLS12; /* answered so */
	interview_answer(&i, 0xc02f);
	assert_int_equal(i.audit->chains[TLS12].n_found, 1);
	interview_end(&i);
}

UNIT(alert_70_speaks_of_the_version_and_not_of_the_looks)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	i.audit->versions = 1u << TLS12 | 1u << TLS11;
	ask_chain(&i);
	interview_end_by(&i, OUTCOME_ALERT, 70);
	while (!chain_is_over(&i.audit->chains[TLS12])) {
		ask_chain(&i);
		interview_end_by(&i, OUTCOME_ALERT, 70);
	}
	assert_false(interview_wants(&i, &step_shape, TLS13));
	assert_false(interview_wants(&i, &step_shape, TLS12));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			behind_a_bare_answer_each_property_is_changed_alone),
		cmocka_unit_test(
			the_chain_goes_on_in_the_shape_that_is_answered),
		cmocka_unit_test(an_answer_to_the_standard_hello_was_weather),
		cmocka_unit_test(
			before_there_is_no_tls_a_usual_sender_says_hello),
		cmocka_unit_test(
			what_only_a_usual_sender_gets_is_asked_in_a_short_standard_hello),
		cmocka_unit_test(
			alert_70_speaks_of_the_version_and_not_of_the_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
