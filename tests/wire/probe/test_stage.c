/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/probe/stage.h.
 */
#include "wire/probe/stage.h"
#include "tests/lib/unit.h"

UNIT(every_stage_has_its_own_word)
{
	for (unsigned i = 0; i <= STAGE_HELLO; i++) {
		assert_non_null(stage_name((enum stage)i));
		for (unsigned k = 0; k < i; k++)
			assert_string_not_equal(stage_name((enum stage)i),
				stage_name((enum stage)k));
	}
	assert_string_equal(stage_name(STAGE_STARTTLS), "starttls");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_stage_has_its_own_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
