/* SPDX-License-Identifier: ISC */
/*
 * Proof, copied and written.
 */
#include "tests/lib/unit.h"

#include "analysis/report/report_parts.h"

UNIT(a_copy_of_proof_is_its_own)
{
	uint32_t ids[] = { 3, 7 };
	const struct proof proof = { .n = 2, .probes = ids }, none = { 0 };
	struct arena arena = { 0 };
	struct proof copy = report_copy_proof(&arena, &proof);

	ids[0] = 99;
	assert_int_equal(copy.n, 2);
	assert_int_equal(copy.probes[0], 3);
	assert_int_equal(copy.probes[1], 7);
	assert_int_equal(report_copy_proof(&arena, &none).n, 0);
	arena_clear(&arena);
}

UNIT(proof_is_a_list_of_ids)
{
	uint32_t ids[] = { 3, 7 };
	const struct proof proof = { .n = 2, .probes = ids };
	json_t *json = report_proof_json(&proof);

	assert_int_equal(json_array_size(json), 2);
	assert_int_equal(json_integer_value(json_array_get(json, 1)), 7);
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copy_of_proof_is_its_own),
		cmocka_unit_test(proof_is_a_list_of_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
