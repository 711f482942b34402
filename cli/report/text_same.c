/* SPDX-License-Identifier: ISC */
/*
 * Many addresses of one mail domain are often one configuration. What is told
 * of an endpoint is compared with those before it: all of it but the proof, the
 * place and the cost.
 */
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

/* Members that differ between two audits of the same configuration. */
static bool differs_by_run(const char *key)
{
	static const char *const keys[] = { "probes", "controls", "bytes_in",
		"bytes_out", "failures", "cost", "limits", "host", "address",
		"hello", "incomplete_reason", "unequal", "met", "of" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (!strcmp(keys[i], key))
			return true;
	return false;
}

static json_t *essence(json_t *value)
{
	json_t *copy, *member;
	const char *key;
	size_t i;

	if (json_is_array(value)) {
		copy = json_array();
		json_array_foreach(value, i, member)
			json_array_append_new(copy, essence(member));
		return copy;
	}
	if (!json_is_object(value))
		return json_deep_copy(value);
	copy = json_object();
	json_object_foreach(value, key, member) if (!differs_by_run(key))
		json_object_set_new(copy, key, essence(member));
	return copy;
}

const json_t *text_same_as(const json_t *endpoints, size_t i)
{
	json_t *mine = essence(json_array_get(endpoints, i));
	const json_t *found = NULL;

	for (size_t k = 0; k < i && !found; k++) {
		json_t *other = essence(json_array_get(endpoints, k));

		if (json_equal(mine, other))
			found = json_array_get(endpoints, k);
		json_decref(other);
	}
	json_decref(mine);
	return found;
}
