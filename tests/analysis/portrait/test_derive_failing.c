/* SPDX-License-Identifier: ISC */
/* What a version is told to choose and then to fail with. */
#include "tests/analysis/concluded.h"

#include <string.h>

#include "tests/lib/unit.h"

static void row(struct observation *o, unsigned question)
{
	o->question = question;
	o->purpose = PURPOSE_FAILING;
}

/* 0x0a stood in a list that 0x39 was chosen from; beside 0x2f it is met by
 * @alert, twice around an answer. */
static void begin(struct concluded *c, uint8_t alert)
{
	concluded_begin(c);
	row(concluded_answer(c, VERSION_TLS12, LIST(0x39, 0x0a, 0x2f), 0x39),
		1);
	row(concluded_alert(c, VERSION_TLS12, LIST(0x0a, 0x2f), alert), 2);
	row(concluded_answer(c, VERSION_TLS12, LIST(0x2f), 0x2f), 3);
	row(concluded_alert(c, VERSION_TLS12, LIST(0x0a, 0x2f), alert), 2);
	concluded_found(c, 4, 0x39);
	concluded_found(c, 4, 0x2f);
	concluded_refusal(c, 4, 1, 1);
	concluded_dropped(c, 4, 0);
	concluded_number(c, 4, CONCLUDED_LONGEST, 3);
}

static void refuse_rest(struct concluded *c)
{
	row(concluded_alert(c, VERSION_TLS12, LIST(0x05), 40), 4);
	row(concluded_answer(c, VERSION_TLS12, LIST(0x2f, 0x05), 0x2f), 5);
	concluded_refusal(c, 4, 4, 4);
	concluded_number(c, 4, CONCLUDED_STATE, CHAIN_COMPLETE);
}

UNIT(it_is_told_with_its_end_and_its_probes)
{
	struct concluded c;
	const struct version_fact *fact;

	begin(&c, 80);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->n_failing, 1);
	assert_int_equal(fact->failing[0].code, 0x0a);
	assert_non_null(strstr(fact->failing[0].how, "alert 80"));
	assert_true(fact->failing[0].passed_over);
	assert_int_equal(fact->failing[0].proof.n, 2);
	assert_int_equal(fact->failing[0].proof.probes[0], 2);
	assert_int_equal(fact->failing[0].proof.probes[1], 4);
	assert_null(version_suite(fact, 0x0a));
	concluded_end(&c);
}

/* Lists that hold it were refused although they hold 0x2f: that is explained.
 */
UNIT(the_rest_is_complete_without_it)
{
	struct concluded c;
	const struct version_fact *fact;

	begin(&c, 40);
	refuse_rest(&c);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->n_failing, 1);
	assert_string_equal(fact->reason, "");
	assert_true(fact->suites_complete);
	concluded_end(&c);
}

/* It was left out for what it did in another version. */
UNIT(left_out_and_not_asked_for_is_not_complete)
{
	struct concluded c;
	const struct version_fact *fact;

	begin(&c, 40);
	row(concluded_answer(&c, VERSION_TLS11, LIST(0x2f, 0x05), 0x2f), 6);
	row(concluded_alert(&c, VERSION_TLS11, LIST(0x05), 40), 7);
	row(concluded_answer(&c, VERSION_TLS11, LIST(0x2f, 0x05), 0x2f), 6);
	concluded_found(&c, 3, 0x2f);
	concluded_refusal(&c, 3, 5, 5);
	concluded_number(&c, 3, CONCLUDED_STATE, CHAIN_COMPLETE);
	fact = concluded_version(&c, 3);
	assert_int_equal(fact->n_failing, 0);
	assert_false(fact->suites_complete);
	assert_non_null(strstr(fact->reason, "left out"));
	concluded_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_told_with_its_end_and_its_probes),
		cmocka_unit_test(the_rest_is_complete_without_it),
		cmocka_unit_test(left_out_and_not_asked_for_is_not_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
