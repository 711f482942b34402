/* SPDX-License-Identifier: ISC */
/* The whole: how it ended, whether it is complete, what a sender gets. */
#include "tests/analysis/concluded.h"

#include <string.h>

#include "tests/lib/unit.h"

static void one_version(struct concluded *c)
{
	concluded_begin(c);
	c->run.versions = 1u << 4;
	concluded_answer(c, VERSION_TLS12, LIST(0x35, 0x2f), 0x35);
	concluded_alert(c, VERSION_TLS12, LIST(0x2f), 40);
	concluded_answer(c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_found(c, 4, 0x35);
	concluded_refusal(c, 4, 1, 1);
	concluded_number(c, 4, CONCLUDED_STATE, CHAIN_COMPLETE);
}

UNIT(what_is_settled_is_complete)
{
	struct concluded c;
	const struct portrait *p;

	one_version(&c);
	p = concluded_portrait(&c);
	assert_int_equal(p->state, TRUTH_YES);
	assert_true(p->complete);
	assert_true(p->reached);
	assert_int_equal(p->preferred->probe, 1);
	concluded_end(&c);
}

UNIT(an_unfinished_run_says_why)
{
	struct concluded c;
	const struct portrait *p;

	one_version(&c);
	c.run.unfinished = true;
	c.run.cut_short = "the budget is spent";
	p = concluded_portrait(&c);
	assert_false(p->complete);
	assert_string_equal(p->incomplete_reason, "the budget is spent");
	concluded_end(&c);
}

UNIT(a_purpose_of_its_own_is_preferred)
{
	struct concluded c;

	one_version(&c);
	c.log.rows[2].purpose = PURPOSE_PREFERRED;
	assert_int_equal(concluded_portrait(&c)->preferred->probe, 3);
	concluded_end(&c);
}

UNIT(no_route_and_no_starttls_are_not_applicable)
{
	struct concluded c;
	struct observation failed = { .kind = OUTCOME_NO_ROUTE, .face = -1 };

	concluded_begin(&c);
	c.run.ipv6 = true;
	talk_log(&c.log, failed);
	concluded_stop(&c, 0);
	assert_string_equal(
		concluded_portrait(&c)->state_reason, "no-route-v6");
	c.log.rows[0].kind = OUTCOME_NO_STARTTLS;
	assert_string_equal(
		concluded_portrait(&c)->state_reason, "starttls-not-offered");
	concluded_stop(&c, -1); /* a further part of the run */
	assert_int_equal(concluded_portrait(&c)->state, TRUTH_INCONCLUSIVE);
	concluded_end(&c);
}

UNIT(the_least_limit_counts_unless_in_bad_weather)
{
	struct concluded c;

	one_version(&c);
	concluded_number(&c, 4, CONCLUDED_LIMIT, 100);
	assert_int_equal(concluded_portrait(&c)->list_limit, 100);
	concluded_found(&c, 3, 0x35);
	concluded_number(&c, 3, CONCLUDED_LIMIT, 40);
	assert_int_equal(concluded_portrait(&c)->list_limit, 40);
	concluded_number_of(&c, OF_GROUPS, 4, CONCLUDED_WEATHER, true);
	assert_int_equal(concluded_portrait(&c)->list_limit, 0);
	concluded_end(&c);
}

UNIT(no_limit_is_below_a_list_that_was_answered)
{
	static uint32_t longer[101];
	struct concluded c;
	struct observation *row, was;

	one_version(&c);
	concluded_number(&c, 4, CONCLUDED_LIMIT, 100);
	row = &c.log.rows[0];
	was = *row;
	row->kind = OUTCOME_SERVER_HELLO;
	row->offered = longer;
	row->n_offered = 101;
	assert_int_equal(concluded_portrait(&c)->list_limit, 0);
	*row = was;
	concluded_end(&c);
}

UNIT(groups_or_dhe_without_a_clear_answer_are_incomplete)
{
	struct concluded c;

	one_version(&c);
	assert_true(concluded_portrait(&c)->complete);
	for (int of = OF_DHE; of <= OF_GROUPS; of++) {
		concluded_number_of(&c, (enum conclusion_subject)of, 4,
			CONCLUDED_STATE, CHAIN_STUCK);
		assert_false(concluded_portrait(&c)->complete);
		assert_non_null(
			strstr(concluded_portrait(&c)->incomplete_reason,
				"no clear answer"));
		concluded_number_of(&c, (enum conclusion_subject)of, 4,
			CONCLUDED_STATE, CHAIN_RUNNING);
	}
	assert_true(concluded_portrait(&c)->complete);
	concluded_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_settled_is_complete),
		cmocka_unit_test(an_unfinished_run_says_why),
		cmocka_unit_test(a_purpose_of_its_own_is_preferred),
		cmocka_unit_test(no_route_and_no_starttls_are_not_applicable),
		cmocka_unit_test(the_least_limit_counts_unless_in_bad_weather),
		cmocka_unit_test(no_limit_is_below_a_list_that_was_answered),
		cmocka_unit_test(
			groups_or_dhe_without_a_clear_answer_are_incomplete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
