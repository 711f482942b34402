/* SPDX-License-Identifier: ISC */
/* What was refused goes once more in pieces. */
#include "tests/analysis/interview.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x35, 0x33, 0x2f, 0x16, 0x0a, 0x05)

UNIT(the_refused_rest_goes_in_three_pieces_that_share_nothing)
{
	struct interview i;
	size_t n = 0;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	for (int piece = 0; piece < 3; piece++) {
		const struct question *q = &i.plan.question;
		assert_true(interview_wants(&i, &step_pieces, TLS12));
		assert_int_equal(q->purpose, PURPOSE_PIECES);
		assert_int_equal(q->topic, TOPIC_PIECE_FIRST + piece);
		assert_int_equal(q->about, i.log.rows[1].probe);
		assert_int_equal(q->n_suites, 2);
		assert_false(interview_offers(&i, 0x35));
		n += q->n_suites;
		interview_end_by(&i, OUTCOME_ALERT, 40);
	}
	assert_int_equal(n, 6);
	assert_false(interview_wants(&i, &step_pieces, TLS12));
	assert_int_equal(i.audit->chains[TLS12].state, CHAIN_COMPLETE);
	interview_end(&i);
}

UNIT(a_piece_that_is_answered_is_gone_on_with)
{
	struct interview i;
	const struct question *q = &i.plan.question;
	uint32_t chosen;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	assert_true(interview_wants(&i, &step_pieces, TLS12));
	chosen = q->suites[0];
	interview_answer(&i, chosen);
	assert_true(chain_has_found(&i.audit->chains[TLS12], chosen));
	assert_false(interview_wants(&i, &step_pieces, TLS12));
	assert_true(interview_wants(&i, &step_chain, TLS12));
	assert_int_equal(q->n_suites, 1);
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_true(interview_wants(&i, &step_pieces, TLS12));
	assert_int_equal(q->topic, TOPIC_PIECE_SECOND);
	interview_end(&i);
}

UNIT(what_another_version_has_goes_alone)
{
	struct interview i;
	const struct question *q = &i.plan.question;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35, 0x2f));
	interview_chain(&i, TLS11, LIST(0x35));
	assert_true(interview_wants(&i, &step_pieces, TLS11));
	assert_int_equal(q->topic, TOPIC_PIECE_KNOWN);
	assert_int_equal(q->n_suites, 1);
	assert_true(interview_offers(&i, 0x2f));
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_false(interview_wants(&i, &step_pieces, TLS11));
	interview_end(&i);
}

UNIT(a_version_refused_by_alert_70_is_not_asked_again)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	interview_chain(&i, TLS12, LIST(0x35));
	interview_chain(&i, TLS11, NULL, 0);
	assert_false(interview_wants(&i, &step_pieces, TLS11));
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_refused_rest_goes_in_three_pieces_that_share_nothing),
		cmocka_unit_test(a_piece_that_is_answered_is_gone_on_with),
		cmocka_unit_test(what_another_version_has_goes_alone),
		cmocka_unit_test(
			a_version_refused_by_alert_70_is_not_asked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
