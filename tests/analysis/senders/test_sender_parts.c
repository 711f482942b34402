/* SPDX-License-Identifier: ISC */
/*
 * What a judgement is written with.
 */
#include "tests/lib/unit.h"

#include "analysis/senders/sender_parts.h"

UNIT(a_long_list_of_names_is_cut)
{
	struct names names = { 0 };

	for (size_t i = 0; i < 6; i++)
		names_add(&names, "name");
	assert_string_equal(names.text, "name, name, name, name and others");
	assert_int_equal(names.n, 6);
}

UNIT(what_a_verdict_rests_on_is_said_once)
{
	struct sender_verdict v = { 0 };
	struct judgement j = { .verdict = &v };

	judgement_unless(&j, "it rains");
	judgement_unless(&j, "it %s", "snows");
	judgement_unless(&j, "it rains");
	assert_string_equal(v.unless, "it rains, or it snows");
}

UNIT(a_suite_goes_by_its_common_name)
{
	assert_string_equal(suite_words(0x0039), "DHE-RSA-AES256-SHA");
	assert_string_equal(suite_words(0xEEEE), "an unknown suite");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_list_of_names_is_cut),
		cmocka_unit_test(what_a_verdict_rests_on_is_said_once),
		cmocka_unit_test(a_suite_goes_by_its_common_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
