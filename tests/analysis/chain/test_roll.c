/* SPDX-License-Identifier: ISC */
/* A roll-call: who answers is taken out, until the rest is refused. */
#include "analysis/chain/roll.h"

#include <stdlib.h>

#include "tests/analysis/talk.h"
#include "tests/lib/unit.h"

static const uint32_t offered[] = { 23, 24, 29 };

static void call(struct roll *roll)
{
	roll_init(roll, 3);
	for (size_t i = 0; i < 3; i++)
		roll_add(roll, offered[i], false);
}

static bool alerted(struct roll *roll, uint8_t alert, long row)
{
	struct observation o = talk_alert(1, VERSION_TLS12, offered, 3, alert);
	bool settled = roll_negative(roll, &o, row, offered, 3);

	free(o.offered);
	return settled;
}

static bool silent(struct roll *roll, long row)
{
	struct observation o = talk_silence(1, VERSION_TLS12, offered, 3);
	bool settled = roll_negative(roll, &o, row, offered, 3);

	free(o.offered);
	return settled;
}

UNIT(answers_are_found_in_their_order)
{
	struct roll roll;

	call(&roll);
	assert_true(roll_answer(&roll, 29));
	assert_true(roll_answer(&roll, 23));
	assert_int_equal(roll.found[0], 29);
	assert_int_equal(roll.found[1], 23);
	assert_int_equal(roll.n_open, 1);
	roll_clear(&roll);
}

UNIT(a_refusal_is_taken_back_by_an_answer_in_other_company)
{
	struct roll roll;

	call(&roll);
	assert_false(roll_take_back(&roll, 24));
	assert_true(roll_answer(&roll, 29));
	assert_true(alerted(&roll, 40, 1));
	assert_true(roll_take_back(&roll, 24));
	assert_false(roll_take_back(&roll, 24));
	assert_false(roll_take_back(&roll, 29));
	assert_false(roll_take_back(&roll, 99));
	assert_int_equal(roll.found[1], 24);
	assert_int_equal(roll.n_found, 2);
	assert_int_equal(roll.n_open, 0);
	roll_clear(&roll);
}

UNIT(who_is_not_on_the_roll_does_not_count)
{
	struct roll roll;

	call(&roll);
	assert_false(roll_answer(&roll, 99));
	assert_true(roll_answer(&roll, 23));
	assert_false(roll_answer(&roll, 23));
	assert_int_equal(roll.n_found, 1);
	roll_clear(&roll);
}

UNIT(one_refusal_settles_all_that_were_offered)
{
	struct roll roll;

	call(&roll);
	assert_true(roll_answer(&roll, 24));
	assert_true(alerted(&roll, 40, 7));
	assert_int_equal(roll.n_open, 0);
	assert_int_equal(roll.n_found, 1);
	assert_int_equal(roll.first_no, 7);
	assert_false(roll.stuck);
	roll_clear(&roll);
}

UNIT(an_unclear_alert_counts_at_the_third_time)
{
	struct roll roll;

	call(&roll);
	assert_false(alerted(&roll, 80, 1));
	assert_false(alerted(&roll, 80, 2));
	assert_int_equal(roll.n_open, 3);
	assert_true(alerted(&roll, 80, 3));
	assert_int_equal(roll.n_open, 0);
	roll_clear(&roll);
}

UNIT(silence_leaves_them_unknown)
{
	struct roll roll;

	call(&roll);
	assert_false(silent(&roll, 1));
	assert_false(silent(&roll, 2));
	assert_true(silent(&roll, 3));
	assert_true(roll.stuck);
	assert_int_equal(roll.n_open, 3);
	roll_clear(&roll);
}

UNIT(asking_again_opens_the_refused_only)
{
	struct roll roll;

	call(&roll);
	roll_answer(&roll, 24);
	alerted(&roll, 40, 7);
	roll_reask(&roll);
	assert_int_equal(roll.n_open, 2);
	assert_int_equal(roll.n_found, 1);
	assert_int_equal(roll.first_no, -1);
	roll_clear(&roll);
}

UNIT(what_is_offered_again_is_open_again)
{
	static const uint32_t found[] = { 29 }, refused[] = { 29, 24 };
	struct roll roll;

	call(&roll);
	assert_true(roll_answer(&roll, 29));
	assert_true(alerted(&roll, 40, 7));
	assert_int_equal(roll.n_open, 0);
	assert_false(roll_reopen_offered(&roll, found, 1));
	assert_int_equal(roll.n_open, 0);
	assert_true(roll_reopen_offered(&roll, refused, 2));
	assert_int_equal(roll.n_open, 2);
	assert_int_equal(roll.first_no, -1);
	assert_int_equal(roll.n_found, 1);
	roll_clear(&roll);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_found_in_their_order),
		cmocka_unit_test(
			a_refusal_is_taken_back_by_an_answer_in_other_company),
		cmocka_unit_test(who_is_not_on_the_roll_does_not_count),
		cmocka_unit_test(one_refusal_settles_all_that_were_offered),
		cmocka_unit_test(an_unclear_alert_counts_at_the_third_time),
		cmocka_unit_test(silence_leaves_them_unknown),
		cmocka_unit_test(asking_again_opens_the_refused_only),
		cmocka_unit_test(what_is_offered_again_is_open_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
