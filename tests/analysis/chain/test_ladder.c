/* SPDX-License-Identifier: ISC */
/* The rungs as rows: who leads where, and what each of them changes. */
#include "analysis/chain/ladder.h"

#include "tests/lib/unit.h"

static struct chain at(uint16_t version, enum chain_rung rung)
{
	return (struct chain){ .version = version, .rung = rung };
}

UNIT(each_rung_changes_the_shape_or_the_list_and_names_a_server)
{
	for (size_t i = 0; i < RUNGS; i++) {
		assert_non_null(ladder[i].taught);
		assert_int_equal(ladder[i].purpose == PURPOSE_OTHER_FORM,
			ladder[i].shape != SHAPE_STANDARD);
	}
}

UNIT(a_refusal_leads_to_the_other_form_and_then_stands)
{
	struct chain chain = at(VERSION_TLS12, RUNG_ALL);

	assert_int_equal(ladder_refused(&chain, 40), RUNG_OTHER_FORM);
	chain.rung = RUNG_OTHER_FORM;
	assert_int_equal(ladder_refused(&chain, 40), RUNGS);
	chain = at(VERSION_SSL3, RUNG_ALL);
	assert_int_equal(ladder_refused(&chain, 40), RUNGS);
}

UNIT(protocol_version_stands_at_once_for_tls13_only)
{
	struct chain chain = at(VERSION_TLS13, RUNG_ALL);

	assert_int_equal(ladder_refused(&chain, 70), RUNGS);
	assert_int_equal(ladder_refused(&chain, 40), RUNG_OTHER_FORM);
	chain.rung = RUNG_OTHER_FORM;
	assert_int_equal(ladder_refused(&chain, 40), RUNG_LEAN);
	chain = at(VERSION_TLS12, RUNG_ALL);
	assert_int_equal(ladder_refused(&chain, 70), RUNG_OTHER_FORM);
}

UNIT(an_unclear_end_after_an_answer_is_asked_again_as_it_was)
{
	struct chain chain = at(VERSION_TLS12, RUNG_ALL);

	assert_int_equal(ladder_unclear(&chain), RUNG_OTHER_FORM);
	chain.n_found = 1;
	assert_int_equal(ladder_unclear(&chain), RUNG_AGAIN);
	chain.rung = RUNG_AGAIN;
	assert_int_equal(ladder_unclear(&chain), RUNG_SLICES);
	chain.rung = RUNG_SLICES;
	assert_int_equal(ladder_unclear(&chain), RUNG_SLICES);
}

UNIT(a_form_that_answers_is_not_left_for_it)
{
	struct chain chain = at(VERSION_TLS12, RUNG_ALL);

	chain.shape = SHAPE_OTHER;
	assert_int_equal(ladder_refused(&chain, 40), RUNGS);
	assert_int_equal(ladder_unclear(&chain), RUNG_AGAIN);
}

UNIT(a_list_that_was_cut_is_no_lean_hello)
{
	struct chain chain = at(VERSION_TLS13, RUNG_OTHER_FORM);

	assert_int_equal(ladder_unclear(&chain), RUNG_LEAN);
	chain.limits.now = 40;
	assert_int_equal(ladder_unclear(&chain), RUNG_SLICES);
	assert_int_equal(ladder_refused(&chain, 40), RUNGS);
}

UNIT(the_rung_wins_over_the_shape_of_the_chain)
{
	struct chain chain = at(VERSION_TLS12, RUNG_OTHER_FORM);

	assert_int_equal(ladder_shape(&chain), SHAPE_OTHER);
	chain.rung = RUNG_SLICES;
	assert_int_equal(ladder_shape(&chain), SHAPE_STANDARD);
	chain.cut_shape = SHAPE_OTHER;
	assert_int_equal(ladder_shape(&chain), SHAPE_OTHER);
	chain.rung = RUNG_ALL;
	assert_int_equal(ladder_shape(&chain), SHAPE_STANDARD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			each_rung_changes_the_shape_or_the_list_and_names_a_server),
		cmocka_unit_test(
			a_refusal_leads_to_the_other_form_and_then_stands),
		cmocka_unit_test(
			protocol_version_stands_at_once_for_tls13_only),
		cmocka_unit_test(
			an_unclear_end_after_an_answer_is_asked_again_as_it_was),
		cmocka_unit_test(a_form_that_answers_is_not_left_for_it),
		cmocka_unit_test(a_list_that_was_cut_is_no_lean_hello),
		cmocka_unit_test(the_rung_wins_over_the_shape_of_the_chain),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
