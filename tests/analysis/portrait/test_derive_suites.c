/* SPDX-License-Identifier: ISC */
/* Suites, their order, and DHE in two shapes. */
#include "tests/analysis/concluded.h"

#include "tests/lib/unit.h"

UNIT(suites_stand_in_the_servers_order)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x2f, 0x35, 0x39), 0x35);
	concluded_answer(&c, VERSION_TLS12, LIST(0x2f, 0x39), 0x39);
	concluded_answer(&c, VERSION_TLS12, LIST(0x2f), 0x2f);
	concluded_found(&c, 4, 0x35);
	concluded_found(&c, 4, 0x39);
	concluded_found(&c, 4, 0x2f);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->order, SUITE_ORDER_SERVER);
	assert_int_equal(fact->n_suites, 3);
	assert_int_equal(fact->suites[0].code, 0x35);
	assert_int_equal(fact->suites[1].code, 0x39);
	assert_int_equal(fact->suites[2].code, 0x2f);
	assert_int_equal(fact->suites[0].proof.probes[0], 1);
	concluded_end(&c);
}

/* 0x39 in the plain shape; in the other @other, or nothing. */
static const struct version_fact *shapes(
	struct concluded *c, uint32_t other, enum candidate_state state)
{
	concluded_begin(c);
	concluded_answer(c, VERSION_TLS12, LIST(0x33, 0x39), 0x39)->dh_bits =
		1024;
	concluded_alert(c, VERSION_TLS12, LIST(0x33, 0x39), 40);
	concluded_answer(c, VERSION_TLS12, LIST(0x39), 0x39);
	concluded_found(c, 4, 0x39);
	concluded_number(c, 4, CONCLUDED_STATE, CHAIN_COMPLETE);
	concluded_number_of(c, OF_DHE, 4, CONCLUDED_STATE, CHAIN_RUNNING);
	concluded_number_of(c, OF_DHE, 4, CONCLUDED_FIRST, 1);
	concluded_number_of(c, OF_DHE, 4, CONCLUDED_LAST, 1);
	concluded_code(c, OF_DHE, 4, 0x33, CANDIDATE_REFUSED);
	concluded_code(c, OF_DHE, 4, 0x39, CANDIDATE_REFUSED);
	concluded_code(c, OF_DHE, 4, other, state);
	return concluded_version(c, 4);
}

UNIT(refused_in_the_other_shape_it_is_plain_only)
{
	struct concluded c;
	const struct version_fact *fact = shapes(&c, 0x39, CANDIDATE_REFUSED);

	assert_int_equal(fact->n_suites, 1);
	assert_int_equal(fact->suites[0].shape, SHAPE_PLAIN);
	assert_int_equal(fact->suites[0].dh_bits, 1024);
	assert_int_equal(fact->rfc7919.state, TRUTH_NO);
	assert_int_equal(fact->same_set, TRUTH_NO);
	concluded_end(&c);
}

UNIT(found_in_both_it_is_both)
{
	struct concluded c;
	const struct version_fact *fact = shapes(&c, 0x39, CANDIDATE_FOUND);

	assert_int_equal(fact->suites[0].shape, SHAPE_BOTH);
	assert_int_equal(fact->same_set, TRUTH_YES);
	concluded_end(&c);
}

UNIT(what_only_the_other_shape_has_comes_last)
{
	struct concluded c;
	const struct version_fact *fact = shapes(&c, 0x33, CANDIDATE_FOUND);

	assert_int_equal(fact->n_suites, 2);
	assert_int_equal(fact->suites[1].code, 0x33);
	assert_int_equal(fact->suites[1].shape, SHAPE_RFC7919);
	assert_int_equal(fact->same_set, TRUTH_NO);
	concluded_end(&c);
}

UNIT(not_asked_for_it_is_not_known)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35), 0x35);
	concluded_found(&c, 4, 0x35);
	concluded_number(&c, 4, CONCLUDED_STATE, CHAIN_COMPLETE);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->plain.state, TRUTH_NO);
	assert_int_equal(fact->rfc7919.state, TRUTH_NOT_ASKED);
	assert_int_equal(fact->order, SUITE_ORDER_SINGLE);
	concluded_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(suites_stand_in_the_servers_order),
		cmocka_unit_test(refused_in_the_other_shape_it_is_plain_only),
		cmocka_unit_test(found_in_both_it_is_both),
		cmocka_unit_test(what_only_the_other_shape_has_comes_last),
		cmocka_unit_test(not_asked_for_it_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
