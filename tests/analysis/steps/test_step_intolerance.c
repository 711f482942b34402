/* SPDX-License-Identifier: ISC */
/* Which code is it that the server cannot bear? */
#include "tests/analysis/interview.h"

#include "analysis/log/intolerance.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x35, 0x2f, 0x0a, 0x39, 0x33, 0x89)

static void offer(struct interview *i, const uint32_t *suites, size_t n)
{
	struct question *q = &i->plan.question;

	plan_restart(&i->plan);
	i->plan.asks = true;
	q->purpose = PURPOSE_CONTROL;
	q->version = VERSION_TLS12;
	q->n_suites = n;
	memcpy(q->suites, suites, n * sizeof(*suites));
}

/* It has 0x35, and lists with 0x89 are met by silence. */
static void answer(struct interview *i)
{
	if (interview_offers(i, 0x89))
		interview_end_by(i, OUTCOME_SILENCE, 0);
	else
		interview_answer(i, 0x35);
}

static void begin_with(struct interview *i, const uint32_t *suites, size_t n)
{
	interview_begin(i, ASK_ALL, suites, n);
	offer(i, LIST(0x35));
	answer(i);
	offer(i, suites, n);
	answer(i);
}

static void begin(struct interview *i)
{
	begin_with(i, SUITES);
}

UNIT(half_of_the_suspects_are_asked_beside_what_it_has)
{
	struct interview i;

	begin(&i);
	assert_true(interview_wants(&i, &step_intolerance, TLS13));
	assert_int_equal(i.plan.question.purpose, PURPOSE_INTOLERANCE);
	assert_int_equal(i.plan.question.about, i.log.rows[1].probe);
	assert_int_equal(i.plan.question.n_suites, 4);
	assert_int_equal(i.plan.question.suites[3], 0x35);
	interview_end(&i);
}

UNIT(one_is_left_at_last)
{
	struct interview i;
	struct intolerance found;

	begin(&i);
	while (interview_wants(&i, &step_intolerance, TLS13))
		answer(&i);
	assert_true(intolerance_find(&found, &i.log));
	assert_true(found.certain);
	assert_int_equal(found.suspect, 0x89);
	assert_true(i.log.n < 12);
	interview_end(&i);
}

UNIT(without_a_failed_list_nothing_is_asked)
{
	struct interview i;

	interview_begin(&i, ASK_ALL, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	i.log.rows[i.log.n - 1].kind = OUTCOME_SERVER_HELLO;
	assert_false(interview_wants(&i, &step_intolerance, TLS13));
	interview_end(&i);
}

/* Is it the code, or the key exchange? Another of its kind tells. */
UNIT(the_last_question_is_for_another_of_its_kind)
{
	struct interview i;
	struct intolerance found;
	const struct observation *last;

	begin_with(&i, LIST(0x35, 0x89, 0x39, 0x33, 0x2f, 0x0a));
	while (interview_wants(&i, &step_intolerance, TLS13))
		answer(&i);
	assert_true(intolerance_find(&found, &i.log));
	last = &i.log.rows[i.log.n - 1];
	assert_int_not_equal(found.companion, 0);
	assert_ptr_equal(found.beside, last);
	assert_int_equal(last->n_offered, 2);
	assert_int_equal(last->offered[0], found.companion);
	assert_int_equal(last->offered[1], 0x35);
	assert_false(intolerance_is_of_kind(&found));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			half_of_the_suspects_are_asked_beside_what_it_has),
		cmocka_unit_test(one_is_left_at_last),
		cmocka_unit_test(without_a_failed_list_nothing_is_asked),
		cmocka_unit_test(the_last_question_is_for_another_of_its_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
