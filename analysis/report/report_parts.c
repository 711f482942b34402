/* SPDX-License-Identifier: ISC */
/*
 * What the parts of a report share: proof, filled and written.
 */
#include "analysis/report/report_parts.h"

#include <string.h>

struct proof report_copy_proof(struct arena *arena, const struct proof *proof)
{
	struct proof copy = { .n = proof->n, .room = proof->n };

	copy.probes = arena_zeroed(arena, proof->n, sizeof(*copy.probes));
	if (proof->n)
		memcpy(copy.probes, proof->probes,
			proof->n * sizeof(*copy.probes));
	return copy;
}

json_t *report_proof_json(const struct proof *proof)
{
	json_t *array = json_array();

	for (size_t i = 0; i < proof->n; i++)
		json_array_append_new(array, json_integer(proof->probes[i]));
	return array;
}
