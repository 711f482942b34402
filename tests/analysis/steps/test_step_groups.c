/* SPDX-License-Identifier: ISC */
/* The groups of a version, and whose order they have. */
#include "tests/analysis/interview.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/unit.h"

static void begin(struct interview *i)
{
	interview_begin(i, ASK_ALL, LIST(0x1301, 0x1302));
	interview_chain(i, TLS13, LIST(0x1301, 0x1302));
	assert_true(interview_wants(i, &step_groups, TLS13));
	assert_true(interview_decides(i, DECISION_GROUPS));
	interview_carry_out(i);
}

static void ask(struct interview *i, enum question_topic topic)
{
	assert_true(interview_wants(i, &step_groups, TLS13));
	assert_int_equal(i->plan.question.purpose, PURPOSE_GROUPS);
	assert_int_equal(i->plan.question.topic, topic);
}

UNIT(one_after_the_other_until_the_rest_is_refused)
{
	struct interview i;
	size_t n;

	begin(&i);
	ask(&i, TOPIC_GROUPS_OPEN);
	n = i.plan.question.n_groups;
	interview_answer_group(&i, 0x1301, 29);
	ask(&i, TOPIC_GROUPS_OPEN);
	assert_int_equal(i.plan.question.n_groups, n - 1);
	interview_end_by(&i, OUTCOME_ALERT, 40);
	assert_int_equal(i.audit->groups[TLS13].roll.n_open, 0);
	assert_false(interview_wants(&i, &step_groups, TLS13));
	interview_end(&i);
}

static enum suite_order order_after(uint16_t answer)
{
	struct interview i;
	enum suite_order order;

	begin(&i);
	ask(&i, TOPIC_GROUPS_OPEN);
	interview_answer_group(&i, 0x1301, 29);
	ask(&i, TOPIC_GROUPS_OPEN);
	interview_answer_group(&i, 0x1301, 23);
	ask(&i, TOPIC_GROUPS_OPEN);
	interview_end_by(&i, OUTCOME_ALERT, 40);
	ask(&i, TOPIC_GROUPS_REVERSED);
	assert_int_equal(i.plan.question.n_groups, 2);
	assert_int_equal(i.plan.question.groups[0], 23);
	assert_int_equal(i.plan.question.groups[1], 29);
	interview_answer_group(&i, 0x1301, answer);
	order = i.audit->groups[TLS13].order;
	assert_false(interview_wants(&i, &step_groups, TLS13));
	interview_end(&i);
	return order;
}

UNIT(the_reversed_list_tells_whose_order_it_is)
{
	assert_int_equal(order_after(29), SUITE_ORDER_SERVER);
	assert_int_equal(order_after(23), SUITE_ORDER_CLIENT);
}

UNIT(they_are_not_asked_for_unless_wanted)
{
	struct interview i;

	interview_begin(&i, ASK_SUITES, LIST(0x1301));
	interview_chain(&i, TLS13, LIST(0x1301));
	assert_false(interview_wants(&i, &step_groups, TLS13));
	interview_end(&i);
}

/* Of a hostile file: the reversed list, though nothing was found. */
UNIT(an_answer_to_what_was_never_asked_is_borne)
{
	struct interview i;

	begin(&i);
	ask(&i, TOPIC_GROUPS_OPEN);
	i.plan.question.topic = TOPIC_GROUPS_REVERSED;
	i.audit->groups[TLS13].roll.n_found = 0;
	interview_answer_group(&i, 0x1301, 29);
	assert_int_equal(i.audit->groups[TLS13].order, SUITE_ORDER_UNKNOWN);
	interview_end(&i);
}

UNIT(below_tls13_only_ecdhe_is_offered_and_the_chain_has_seen_one)
{
	struct interview i;
	const struct question *q = &i.plan.question;

	interview_begin(&i, ASK_ALL, LIST(0xc02f, 0x35, 0x2f));
	assert_true(interview_wants(&i, &step_chain, TLS12));
	interview_answer_group(&i, 0xc02f, 23);
	interview_chain(&i, TLS12, LIST(0x35));
	assert_true(interview_wants(&i, &step_groups, TLS12));
	assert_true(interview_decides(&i, DECISION_GROUPS));
	interview_carry_out(&i);
	assert_int_equal(i.audit->groups[TLS12].roll.n_found, 1);
	assert_int_equal(i.audit->groups[TLS12].roll.found[0], 23);
	assert_true(interview_wants(&i, &step_groups, TLS12));
	assert_int_equal(q->n_suites, 1);
	assert_int_equal(q->suites[0], 0xc02f);
	for (size_t k = 0; k < q->n_groups; k++)
		assert_int_not_equal(q->groups[k], 23);
	interview_end(&i);
}

/* A server whose only certificate has an EC key on P-256, as far as the refusal
 * of all groups but that one. */
static void refuse_without_the_curve(struct interview *i)
{
	interview_begin(i, ASK_ALL, LIST(0xc02b, 0xc02c, 0x35));
	i->log.certificates = calloc(1, sizeof(*i->log.certificates));
	assert_non_null(i->log.certificates);
	i->log.n_certificates = 1;
	i->log.certificates[0].readable = true;
	strcpy(i->log.certificates[0].curve, "secp256r1");
	assert_true(interview_wants(i, &step_chain, TLS12));
	interview_answer_group(i, 0xc02b, 23);
	i->log.rows[0].certificate = 0;
	interview_chain(i, TLS12, LIST(0xc02c));
	assert_true(interview_wants(i, &step_groups, TLS12));
	interview_carry_out(i);
	assert_true(interview_wants(i, &step_groups, TLS12));
	assert_int_equal(i->plan.question.topic, TOPIC_GROUPS_OPEN);
	interview_end_by(i, OUTCOME_ALERT, 40);
	assert_true(interview_wants(i, &step_groups, TLS12));
	assert_int_equal(i->plan.question.topic, TOPIC_GROUPS_CURVE);
}

UNIT(what_was_refused_goes_again_before_the_certificates_curve)
{
	struct interview i;
	const struct question *q = &i.plan.question;
	const struct roll *roll;

	refuse_without_the_curve(&i);
	roll = &i.audit->groups[TLS12].roll;
	assert_true(q->n_groups > 2 && q->n_groups <= 32);
	assert_int_equal(q->groups[q->n_groups - 1], 23);
	assert_int_equal(roll->n_found, 1);
	interview_answer_group(&i, 0xc02b, q->groups[0]);
	assert_int_equal(roll->n_found, 2);
	assert_int_equal(roll->n_open, 0);
	assert_true(interview_wants(&i, &step_groups, TLS12));
	assert_int_equal(q->topic, TOPIC_GROUPS_CURVE);
	assert_int_not_equal(q->groups[0], roll->found[1]);
	interview_end(&i);
}

UNIT(three_vain_tries_beside_the_curve_are_enough)
{
	struct interview i;

	refuse_without_the_curve(&i);
	interview_end_by(&i, OUTCOME_SILENCE, 0);
	assert_true(interview_wants(&i, &step_groups, TLS12));
	interview_end_by(&i, OUTCOME_SILENCE, 0);
	assert_true(interview_wants(&i, &step_groups, TLS12));
	interview_end_by(&i, OUTCOME_SILENCE, 0);
	assert_false(interview_wants(&i, &step_groups, TLS12));
	assert_false(i.audit->groups[TLS12].roll.stuck);
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_after_the_other_until_the_rest_is_refused),
		cmocka_unit_test(the_reversed_list_tells_whose_order_it_is),
		cmocka_unit_test(they_are_not_asked_for_unless_wanted),
		cmocka_unit_test(an_answer_to_what_was_never_asked_is_borne),
		cmocka_unit_test(
			what_was_refused_goes_again_before_the_certificates_curve),
		cmocka_unit_test(three_vain_tries_beside_the_curve_are_enough),
		cmocka_unit_test(
			below_tls13_only_ecdhe_is_offered_and_the_chain_has_seen_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
