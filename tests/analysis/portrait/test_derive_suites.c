/* SPDX-License-Identifier: ISC */
/* Suites, their order, and DHE in two shapes. */
#include "tests/analysis/concluded.h"

#include <stdlib.h>

#include "trust/dh_prime.h"
#include "trust/digest.h"

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

UNIT(the_weakest_dh_of_a_shape_counts)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x39), 0x39)->dh_bits = 2048;
	concluded_answer(&c, VERSION_TLS12, LIST(0x33), 0x33)->dh_bits = 1024;
	concluded_answer(&c, VERSION_TLS12, LIST(0x39), 0x39)->dh_bits = 2048;
	concluded_found(&c, 4, 0x39);
	concluded_found(&c, 4, 0x33);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->plain.state, TRUTH_YES);
	assert_int_equal(fact->plain.bits, 1024);
	assert_int_equal(fact->plain.suite, 0x33);
	assert_int_equal(fact->plain.proof.n, 3);
	assert_int_equal(fact->rfc7919.state, TRUTH_NOT_ASKED);
	concluded_end(&c);
}

/* RFC 7919 appendix A: ffdhe3072 is group 257. */
UNIT(a_standard_prime_has_the_number_of_its_group)
{
	struct concluded c;
	struct observation *o;
	const struct version_fact *fact;

	concluded_begin(&c);
	o = concluded_answer(&c, VERSION_TLS12, LIST(0x39), 0x39);
	o->form = FORM_RFC7919;
	o->dh_bits = 3072;
	o->prime = 0;
	c.log.primes = calloc(1, sizeof(*c.log.primes));
	assert_non_null(c.log.primes);
	c.log.n_primes = 1;
	c.log.primes[0].bits = 3072;
	sha256_of(c.log.primes[0].sha256, dh_prime_standard(3072, true));
	concluded_found(&c, 4, 0x39);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->rfc7919.group, 257);
	assert_int_equal(fact->rfc7919.bits, 3072);
	assert_int_equal(fact->suites[0].dh_bits_rfc7919, 3072);
	assert_int_equal(fact->suites[0].dh_bits, 0);
	c.log.primes[0].sha256[0] ^= 1;
	assert_int_equal(concluded_version(&c, 4)->rfc7919.group, 0);
	concluded_end(&c);
}

/* 0x33 is open: the two hellos of the shapes tell all there is. */
static enum truth same_set_after(long answer, enum chain_state state)
{
	struct concluded c;
	enum truth same;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x33, 0x39), 0x39);
	concluded_found(&c, 4, 0x39);
	concluded_code(&c, OF_DHE, 4, 0x33, CANDIDATE_OPEN);
	concluded_number_of(&c, OF_DHE, 4, CONCLUDED_STATE, (long)state);
	concluded_number_of(&c, OF_DHE, 4, CONCLUDED_ANSWER, answer);
	same = concluded_version(&c, 4)->same_set;
	concluded_end(&c);
	return same;
}

UNIT(two_hellos_tell_whether_the_shapes_agree)
{
	const long both = DHE_REST_DONE | DHE_FOUND_DONE;

	assert_int_equal(same_set_after(both, CHAIN_RUNNING), TRUTH_YES);
	assert_int_equal(
		same_set_after(both | DHE_DISAGREES, CHAIN_RUNNING), TRUTH_NO);
	assert_int_equal(
		same_set_after(DHE_REST_DONE, CHAIN_RUNNING), TRUTH_NOT_ASKED);
	assert_int_equal(same_set_after(both, CHAIN_STUCK), TRUTH_NOT_ASKED);
}

UNIT(without_a_control_the_other_shape_is_not_refuted)
{
	struct concluded c;
	const struct version_fact *fact = shapes(&c, 0x39, CANDIDATE_REFUSED);

	assert_int_equal(fact->rfc7919.state, TRUTH_NO);
	c.log.rows[2].kind = OUTCOME_SILENCE;
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->rfc7919.state, TRUTH_INCONCLUSIVE);
	assert_int_equal(fact->suites[0].shape, SHAPE_UNPROVEN);
	concluded_end(&c);
}

UNIT(suites_of_equal_preference_are_one_class)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35, 0x2f, 0x39), 0x39);
	concluded_answer(&c, VERSION_TLS12, LIST(0x35, 0x2f), 0x35);
	concluded_answer(&c, VERSION_TLS12, LIST(0x2f, 0x35), 0x2f);
	concluded_found(&c, 4, 0x39);
	concluded_found(&c, 4, 0x35);
	concluded_found(&c, 4, 0x2f);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->order, SUITE_ORDER_MIXED);
	assert_int_equal(fact->n_classes, 2);
	assert_int_equal(fact->classes[0], 1);
	assert_int_equal(fact->classes[1], 2);
	assert_int_equal(fact->suites[0].code, 0x39);
	concluded_end(&c);
}

UNIT(in_ssl2_the_client_picks)
{
	struct concluded c;

	concluded_begin(&c);
	concluded_found(&c, 0, 0x010080);
	assert_int_equal(concluded_version(&c, 0)->order, SUITE_ORDER_SINGLE);
	concluded_found(&c, 0, 0x0700c0);
	assert_int_equal(concluded_version(&c, 0)->order, SUITE_ORDER_CLIENT);
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
		cmocka_unit_test(the_weakest_dh_of_a_shape_counts),
		cmocka_unit_test(a_standard_prime_has_the_number_of_its_group),
		cmocka_unit_test(two_hellos_tell_whether_the_shapes_agree),
		cmocka_unit_test(
			without_a_control_the_other_shape_is_not_refuted),
		cmocka_unit_test(suites_of_equal_preference_are_one_class),
		cmocka_unit_test(in_ssl2_the_client_picks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
