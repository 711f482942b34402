/* SPDX-License-Identifier: ISC */
/* How long a list does the server take? */
#include "tests/analysis/interview.h"

#include "analysis/log/cover.h"

#include "tests/lib/unit.h"

/* A list of @n codes that are no suites, the last of them the one it has. */
static void offer(struct interview *i, size_t n)
{
	struct question *q = &i->plan.question;

	plan_restart(&i->plan);
	i->plan.asks = true;
	q->purpose = PURPOSE_LIMIT;
	q->version = VERSION_TLS12;
	while (q->n_suites + 1 < n) {
		q->suites[q->n_suites] = 0xd200 + (uint32_t)q->n_suites;
		q->n_suites++;
	}
	q->suites[q->n_suites++] = 0x35;
}

static void begin(struct interview *i)
{
	interview_begin(i, ASK_ALL, LIST(0x35, 0x2f));
	interview_chain(i, TLS12, LIST(0x35));
	i->audit->chains[TLS12].limits.now = 2;
	offer(i, 20);
	interview_answer(i, 0x35);
	offer(i, 30);
	interview_end_by(i, OUTCOME_ALERT, 40);
}

UNIT(between_the_longest_taken_and_the_shortest_failed_is_halved)
{
	struct interview i;

	begin(&i);
	assert_true(interview_wants(&i, &step_limit, TLS13));
	assert_int_equal(i.plan.question.purpose, PURPOSE_LIMIT);
	assert_int_equal(i.plan.question.n_suites, 25);
	assert_int_equal(i.plan.question.about, i.log.rows[i.log.n - 1].probe);
	interview_answer(&i, 0x35);
	assert_true(interview_wants(&i, &step_limit, TLS13));
	assert_int_equal(i.plan.question.n_suites, 27);
	interview_end(&i);
}

UNIT(neighbours_end_it)
{
	struct interview i;
	size_t taken;

	begin(&i);
	for (size_t length = 30; interview_wants(&i, &step_limit, TLS13);) {
		length = i.plan.question.n_suites;
		if (length <= 26)
			interview_answer(&i, 0x35);
		else
			interview_end_by(&i, OUTCOME_ALERT, 40);
	}
	assert_int_equal(cover_length(&i.log, &taken)->n_offered, 27);
	assert_int_equal(taken, 26);
	interview_end(&i);
}

UNIT(where_no_list_was_cut_nothing_is_asked)
{
	struct interview i;

	begin(&i);
	i.audit->chains[TLS12].limits.now = 0;
	assert_false(interview_wants(&i, &step_limit, TLS13));
	interview_end(&i);
}

UNIT(nor_in_bad_weather_or_beside_others)
{
	struct interview i;

	begin(&i);
	i.audit->chains[TLS12].evidence = EVIDENCE_WEATHER;
	assert_false(interview_wants(&i, &step_limit, TLS13));
	i.audit->chains[TLS12].evidence = 0;
	assert_true(interview_wants(&i, &step_limit, TLS13));
	audit_asked(i.audit, 99, NULL, &i.plan.question);
	assert_false(interview_wants(&i, &step_limit, TLS13));
	interview_end(&i);
}

/* It may have been bad weather; a refusal in words is not. */
UNIT(an_end_without_words_is_met_twice)
{
	struct interview i;

	begin(&i);
	offer(&i, 21);
	interview_end_by(&i, OUTCOME_SILENCE, 0);
	assert_true(interview_wants(&i, &step_limit, TLS13));
	assert_int_equal(i.plan.question.n_suites, 21);
	interview_end_by(&i, OUTCOME_SILENCE, 0);
	assert_false(interview_wants(&i, &step_limit, TLS13));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			between_the_longest_taken_and_the_shortest_failed_is_halved),
		cmocka_unit_test(neighbours_end_it),
		cmocka_unit_test(where_no_list_was_cut_nothing_is_asked),
		cmocka_unit_test(nor_in_bad_weather_or_beside_others),
		cmocka_unit_test(an_end_without_words_is_met_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
