/* SPDX-License-Identifier: ISC */
/* Proofs and the look-ups of a portrait. */
#include "analysis/model/portrait.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

UNIT(a_proof_is_sorted_and_names_each_probe_once)
{
	struct proof proof = { 0 };

	proof_add(&proof, 7);
	proof_add(&proof, 3);
	proof_add(&proof, 7);
	proof_add(&proof, 5);
	assert_int_equal(proof.n, 3);
	assert_int_equal(proof.probes[0], 3);
	assert_int_equal(proof.probes[1], 5);
	assert_int_equal(proof.probes[2], 7);
	free(proof.probes);
}

UNIT(probe_nought_proves_nothing)
{
	struct proof proof = { 0 };

	proof_add(&proof, 0);
	assert_int_equal(proof.n, 0);
	free(proof.probes);
}

UNIT(names_are_those_of_the_report)
{
	assert_string_equal(truth_name(TRUTH_NOT_APPLICABLE), "not-applicable");
	assert_string_equal(truth_name(TRUTH_NOT_ASKED), "not-asked");
	assert_string_equal(suite_order_name(SUITE_ORDER_MIXED), "mixed");
	assert_string_equal(suite_shape_name(SHAPE_RFC7919), "rfc7919");
	assert_null(suite_shape_name(SHAPE_UNPROVEN));
}

UNIT(an_unknown_version_or_suite_is_not_there)
{
	struct portrait portrait;

	portrait_init(&portrait);
	portrait.versions[0].version = 0x0303;
	assert_non_null(portrait_version(&portrait, 0x0303));
	assert_null(portrait_version(&portrait, 0x0304));
	assert_null(version_suite(&portrait.versions[0], 0x0039));
	portrait_clear(&portrait);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_proof_is_sorted_and_names_each_probe_once),
		cmocka_unit_test(probe_nought_proves_nothing),
		cmocka_unit_test(names_are_those_of_the_report),
		cmocka_unit_test(an_unknown_version_or_suite_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
