/* SPDX-License-Identifier: ISC */
/* One version: there, absent or open, from a log and its conclusions alone. */
#include "tests/analysis/concluded.h"

#include <string.h>

#include "tests/lib/unit.h"

/* TLS 1.1 was refused between two answers of TLS 1.2. */
static void begin_absent(struct concluded *c)
{
	concluded_begin(c);
	concluded_answer(c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_alert(c, VERSION_TLS11, LIST(0x35), 70);
	concluded_answer(c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_refusal(c, 3, 1, 1);
	concluded_number(c, 3, CONCLUDED_STATE, CHAIN_ABSENT);
}

UNIT(what_was_chosen_is_there_and_proven)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35, 0x2f), 0x35);
	concluded_alert(&c, VERSION_TLS12, LIST(0x2f), 40);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_found(&c, 4, 0x35);
	concluded_refusal(&c, 4, 1, 1);
	concluded_number(&c, 4, CONCLUDED_STATE, CHAIN_COMPLETE);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->state, TRUTH_YES);
	assert_true(fact->suites_complete);
	assert_int_equal(fact->proof.n, 2);
	assert_int_equal(fact->controls.n, 2);
	concluded_end(&c);
}

UNIT(without_a_control_the_list_is_not_complete)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35, 0x2f), 0x35);
	concluded_alert(&c, VERSION_TLS12, LIST(0x2f), 40);
	concluded_found(&c, 4, 0x35);
	concluded_refusal(&c, 4, 1, 1);
	concluded_number(&c, 4, CONCLUDED_STATE, CHAIN_COMPLETE);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->state, TRUTH_YES);
	assert_false(fact->suites_complete);
	assert_non_null(strstr(fact->reason, "no control was answered"));
	concluded_end(&c);
}

UNIT(a_refusal_between_two_answers_is_a_no)
{
	struct concluded c;
	const struct version_fact *fact;

	begin_absent(&c);
	fact = concluded_version(&c, 3);
	assert_int_equal(fact->state, TRUTH_NO);
	assert_string_equal(fact->refusal, "alert 70 (protocol_version)");
	assert_int_equal(fact->proof.probes[0], 2);
	concluded_end(&c);
}

/* TLS 1.3 was refused between two answers, with one suite. */
static enum truth refused_with(uint32_t suite, uint8_t alert)
{
	struct concluded c;
	enum truth state;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(suite, 0x35), 0x35);
	concluded_alert(&c, VERSION_TLS13, LIST(suite), alert);
	concluded_answer(&c, VERSION_TLS12, LIST(suite, 0x35), 0x35);
	concluded_refusal(&c, 5, 1, 1);
	concluded_number(&c, 5, CONCLUDED_STATE, CHAIN_ABSENT);
	state = concluded_version(&c, 5)->state;
	concluded_end(&c);
	return state;
}

/* As --suites may ask: who has other suites of TLS 1.3 refuses it, too. */
UNIT(a_version_without_its_suites_was_not_asked)
{
	assert_int_equal(refused_with(0x39, 40), TRUTH_NOT_ASKED);
	assert_int_equal(refused_with(0x39, 70), TRUTH_NO);
	assert_int_equal(refused_with(0x1301, 70), TRUTH_NO);
}

/* The same rows, but that refusal was asked again and not answered yet. */
UNIT(what_was_asked_again_counts_no_more)
{
	struct concluded c;

	begin_absent(&c);
	concluded_dropped(&c, 3, 0);
	concluded_number(&c, 3, CONCLUDED_STATE, CHAIN_RUNNING);
	assert_int_equal(concluded_version(&c, 3)->state, TRUTH_INCONCLUSIVE);
	concluded_end(&c);
}

UNIT(an_answer_below_implies_a_no)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x1301, 0x35), 0x35);
	concluded_number(&c, 5, CONCLUDED_IMPLIED_BY, 0);
	concluded_number(&c, 5, CONCLUDED_STATE, CHAIN_ABSENT);
	fact = concluded_version(&c, 5);
	assert_int_equal(fact->state, TRUTH_NO);
	assert_int_equal(fact->controls.probes[0], 1);
	concluded_end(&c);
}

UNIT(soft_ends_in_bad_weather_prove_nothing)
{
	struct concluded c;

	begin_absent(&c);
	concluded_number(&c, 3, CONCLUDED_SOFT, true);
	assert_int_equal(concluded_version(&c, 3)->state, TRUTH_NO);
	concluded_number(&c, 4, CONCLUDED_WEATHER, true);
	assert_int_equal(concluded_version(&c, 3)->state, TRUTH_INCONCLUSIVE);
	concluded_end(&c);
}

UNIT(what_was_not_wanted_is_not_asked)
{
	struct concluded c;

	concluded_begin(&c);
	c.run.versions = 1u << 4;
	assert_int_equal(concluded_version(&c, 3)->state, TRUTH_NOT_ASKED);
	assert_int_equal(concluded_version(&c, 4)->state, TRUTH_INCONCLUSIVE);
	concluded_end(&c);
}

UNIT(deflate_is_read_from_its_rows)
{
	struct concluded c;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_found(&c, 4, 0x35);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35), 0x35);
	c.log.rows[1].purpose = PURPOSE_COMPRESSION;
	assert_int_equal(concluded_version(&c, 4)->deflate, TRUTH_NO);
	c.log.rows[1].compression = 1;
	assert_int_equal(concluded_version(&c, 4)->deflate, TRUTH_YES);
	assert_int_equal(concluded_version(&c, 4)->deflate_proof.probes[0], 2);
	concluded_end(&c);
}

/* 0x35 was chosen, and 0x2f refused between two answers. */
static void begin_present(struct concluded *c, const uint32_t *first, size_t n)
{
	concluded_begin(c);
	concluded_answer(c, VERSION_TLS12, first, n, 0x35);
	concluded_alert(c, VERSION_TLS12, LIST(0x2f), 40);
	concluded_answer(c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_found(c, 4, 0x35);
	concluded_refusal(c, 4, 1, 1);
	concluded_number(c, 4, CONCLUDED_STATE, CHAIN_COMPLETE);
	concluded_number(c, 4, CONCLUDED_LONGEST, (long)n);
}

/* Another end of the same hello would say nothing about alert 40. */
UNIT(an_end_that_also_meets_what_it_has_is_no_refusal)
{
	struct concluded c;
	const struct version_fact *fact;

	begin_present(&c, LIST(0x35, 0x2f));
	concluded_alert(&c, VERSION_TLS12, LIST(0x35), 47);
	assert_true(concluded_version(&c, 4)->suites_complete);
	c.log.rows[3].alert = 40;
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->state, TRUTH_YES);
	assert_false(fact->suites_complete);
	assert_non_null(strstr(fact->reason, "lists that hold suites which"));
	concluded_end(&c);
}

UNIT(a_list_that_was_never_answered_may_be_refused_for_one_code)
{
	struct concluded c;
	const struct version_fact *fact;

	begin_present(&c, LIST(0x35));
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->state, TRUTH_YES);
	assert_false(fact->suites_complete);
	assert_non_null(strstr(fact->reason, "none was ever answered"));
	concluded_end(&c);
}

/* TLS 1.1 was refused by @alert, beside a suite that no answered list held. */
static const struct version_fact *absent(struct concluded *c, uint8_t alert)
{
	concluded_begin(c);
	concluded_answer(c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_alert(c, VERSION_TLS11, LIST(0x35, 0x2f), alert);
	concluded_answer(c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_refusal(c, 3, 1, 1);
	concluded_number(c, 3, CONCLUDED_STATE, CHAIN_ABSENT);
	return concluded_version(c, 3);
}

UNIT(only_alert_70_speaks_of_the_version_by_itself)
{
	struct concluded c;
	const struct version_fact *fact = absent(&c, 40);

	assert_int_equal(fact->state, TRUTH_INCONCLUSIVE);
	assert_non_null(strstr(fact->reason, "as long"));
	concluded_end(&c);
	assert_int_equal(absent(&c, 70)->state, TRUTH_NO);
	concluded_end(&c);
}

UNIT(a_no_without_an_answer_after_it_is_open)
{
	struct concluded c;
	const struct version_fact *fact = absent(&c, 70);

	assert_int_equal(fact->controls.n, 2);
	c.log.rows[2].kind = OUTCOME_SILENCE;
	fact = concluded_version(&c, 3);
	assert_int_equal(fact->state, TRUTH_INCONCLUSIVE);
	assert_non_null(strstr(fact->reason, "no control"));
	concluded_end(&c);
}

UNIT(deflate_is_open_after_three_ends)
{
	struct concluded c;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_found(&c, 4, 0x35);
	for (int n = 0; n < 3; n++) {
		assert_int_equal(
			concluded_version(&c, 4)->deflate, TRUTH_NOT_ASKED);
		concluded_alert(&c, VERSION_TLS12, LIST(0x35), 40)->purpose =
			PURPOSE_COMPRESSION;
	}
	assert_int_equal(concluded_version(&c, 4)->deflate, TRUTH_INCONCLUSIVE);
	assert_int_equal(concluded_version(&c, 4)->deflate_proof.n, 3);
	concluded_end(&c);
}

UNIT(ssl2_can_be_there_without_a_suite)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_number(&c, 0, CONCLUDED_STATE, CHAIN_COMPLETE);
	concluded_number(&c, 1, CONCLUDED_STATE, CHAIN_COMPLETE);
	fact = concluded_version(&c, 0);
	assert_int_equal(fact->state, TRUTH_YES);
	assert_int_equal(fact->n_suites, 0);
	assert_string_equal(fact->reason, "SERVER-HELLO without a cipher kind");
	assert_int_equal(concluded_version(&c, 1)->state, TRUTH_INCONCLUSIVE);
	concluded_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_chosen_is_there_and_proven),
		cmocka_unit_test(without_a_control_the_list_is_not_complete),
		cmocka_unit_test(a_refusal_between_two_answers_is_a_no),
		cmocka_unit_test(a_version_without_its_suites_was_not_asked),
		cmocka_unit_test(what_was_asked_again_counts_no_more),
		cmocka_unit_test(an_answer_below_implies_a_no),
		cmocka_unit_test(soft_ends_in_bad_weather_prove_nothing),
		cmocka_unit_test(what_was_not_wanted_is_not_asked),
		cmocka_unit_test(deflate_is_read_from_its_rows),
		cmocka_unit_test(
			an_end_that_also_meets_what_it_has_is_no_refusal),
		cmocka_unit_test(
			a_list_that_was_never_answered_may_be_refused_for_one_code),
		cmocka_unit_test(only_alert_70_speaks_of_the_version_by_itself),
		cmocka_unit_test(a_no_without_an_answer_after_it_is_open),
		cmocka_unit_test(deflate_is_open_after_three_ends),
		cmocka_unit_test(ssl2_can_be_there_without_a_suite),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
