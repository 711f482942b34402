/* SPDX-License-Identifier: ISC */
/* What does the server want to see in a hello? */
#include "tests/lib/unit.h"

#include "analysis/log/need.h"
#include "tests/analysis/talk.h"

static const uint32_t list[] = { 0xc02f, 0x002f };
static struct observation_log said;

static struct observation *last(void)
{
	return &said.rows[said.n - 1];
}

static void answered(unsigned form)
{
	struct observation o = talk_answer(
		(uint32_t)said.n + 1, VERSION_TLS12, list, 2, 0x002f);

	o.form = form;
	o.named = !(form & FORM_NAMELESS);
	o.purpose = PURPOSE_SHAPE;
	talk_log(&said, o);
}

static void refused(unsigned form)
{
	struct observation o =
		talk_alert((uint32_t)said.n + 1, VERSION_TLS12, list, 2, 40);

	o.form = form;
	o.named = !(form & FORM_NAMELESS);
	o.purpose = PURPOSE_SHAPE;
	talk_log(&said, o);
}

static bool needs(unsigned property, bool harmful)
{
	struct need need;
	size_t at = 0;

	while (need_next(&need, &at, &said))
		if (need.property == property && need.harmful == harmful)
			return true;
	return false;
}

FIXTURE(begin)
{
	observation_log_init(&said);
	return 0;
}

FIXTURE(end)
{
	observation_log_clear(&said);
	return 0;
}

UNIT(one_property_makes_the_difference)
{
	refused(0);
	answered(FORM_NO_EMS);
	assert_false(needs(FORM_NO_EMS, false)); /* once may be chance */
	refused(0);
	assert_true(needs(FORM_NO_EMS, false));
	assert_false(needs(FORM_NO_EMS, true));
	assert_false(needs(FORM_NAMELESS, false));
}

UNIT(what_breaks_it_shows_the_other_way_round)
{
	answered(0);
	refused(FORM_NAMELESS);
	refused(FORM_NAMELESS);
	assert_true(needs(FORM_NAMELESS, true));
	assert_false(needs(FORM_NAMELESS, false));
}

UNIT(two_changes_at_once_name_no_cause)
{
	refused(0);
	answered(FORM_NO_EMS | FORM_NAMELESS);
	refused(0);
	assert_false(needs(FORM_NO_EMS, false));
	assert_false(needs(FORM_NAMELESS, false));
}

UNIT(an_answer_without_it_ends_the_need)
{
	refused(0);
	answered(FORM_FEW_GROUPS);
	refused(0);
	assert_true(needs(FORM_FEW_GROUPS, false));
	answered(0);
	assert_false(needs(FORM_FEW_GROUPS, false));
}

UNIT(lists_of_other_suites_are_no_pair)
{
	refused(0);
	refused(0);
	said.rows[0].n_offered = said.rows[1].n_offered = 1;
	answered(FORM_NO_SESSION_ID);
	refused(0);
	last()->n_offered = 1;
	assert_false(needs(FORM_NO_SESSION_ID, false));
}

/* Alert 112 speaks of the name, and refuses all the same. */
UNIT(an_alert_of_an_extension_is_an_end_too)
{
	answered(0);
	refused(FORM_NAMELESS);
	last()->alert = 112;
	refused(FORM_NAMELESS);
	last()->alert = 112;
	assert_true(needs(FORM_NAMELESS, true));
}

UNIT(silence_refuses_nothing)
{
	refused(0);
	last()->kind = OUTCOME_SILENCE;
	answered(FORM_VERSIONS);
	refused(0);
	last()->kind = OUTCOME_SILENCE;
	assert_false(needs(FORM_VERSIONS, false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			one_property_makes_the_difference, begin, end),
		cmocka_unit_test_setup_teardown(
			what_breaks_it_shows_the_other_way_round, begin, end),
		cmocka_unit_test_setup_teardown(
			two_changes_at_once_name_no_cause, begin, end),
		cmocka_unit_test_setup_teardown(
			an_answer_without_it_ends_the_need, begin, end),
		cmocka_unit_test_setup_teardown(
			lists_of_other_suites_are_no_pair, begin, end),
		cmocka_unit_test_setup_teardown(
			an_alert_of_an_extension_is_an_end_too, begin, end),
		cmocka_unit_test_setup_teardown(
			silence_refuses_nothing, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
