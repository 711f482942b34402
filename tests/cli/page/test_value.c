/* SPDX-License-Identifier: ISC */
/*
 * Reading of reports: what is missing is empty, probe numbers as words.
 */
#include "tests/lib/unit.h"

#include "cli/page/value.h"

#include <stdlib.h>

UNIT(what_is_missing_reads_as_empty)
{
	json_t *object = json_pack("{s:n, s:i}", "nothing", "number", 7);

	assert_string_equal(value_text(object, "nothing"), "");
	assert_string_equal(value_text(object, "number"), "");
	assert_string_equal(value_text(NULL, "x"), "");
	assert_int_equal(value_number(object, "number"), 7);
	assert_int_equal(value_number(NULL, "x"), 0);
	assert_false(value_true(object, "number"));
	assert_true(value_is(object, "nothing", ""));
	json_decref(object);
}

static void assert_ids(const char *json, const char *want)
{
	json_t *array = json_loads(json, 0, NULL);
	char *ids = value_ids(array);

	assert_string_equal(ids, want);
	free(ids);
	json_decref(array);
}

UNIT(runs_of_probes_are_drawn_together)
{
	assert_ids("[]", "");
	assert_ids("[3]", "3");
	assert_ids("[3, 4]", "3, 4");
	assert_ids("[3, 4, 5]", "3-5");
	assert_ids("[1, 3, 4, 5, 9]", "1, 3-5, 9");
}

UNIT(many_probes_are_cut)
{
	assert_ids("[1,3,5,7,9,11,13,15]", "1, 3, 5, 7, 9, 11, 13, 15");
	assert_ids("[1,3,5,7,9,11,13,15,17]", "1, 3, 5, 7, 9, 11 and 3 more");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_missing_reads_as_empty),
		cmocka_unit_test(runs_of_probes_are_drawn_together),
		cmocka_unit_test(many_probes_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
