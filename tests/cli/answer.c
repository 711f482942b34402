/* SPDX-License-Identifier: ISC */
/*
 * See answer.h.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/cli/answer.h"

json_t *answer_of(struct ran *ran, int status)
{
	json_t *report = json_loads(ran->out, 0, NULL);

	if (ran->status != status || !report)
		print_error("status %d: %s\n", ran->status, ran->err);
	assert_int_equal(ran->status, status);
	assert_non_null(report);
	ran_clear(ran);
	return report;
}

json_t *answer_endpoint(const json_t *report, size_t i)
{
	return json_array_get(json_object_get(report, "endpoints"), i);
}

json_int_t answer_cost(const json_t *endpoint, const char *key)
{
	return json_integer_value(
		json_object_get(json_object_get(endpoint, "cost"), key));
}

size_t answer_probes(const json_t *endpoint)
{
	return json_array_size(json_object_get(endpoint, "probes"));
}

static void assert_same_suites(const json_t *a, const json_t *b)
{
	assert_int_equal(json_array_size(a), json_array_size(b));
	for (size_t i = 0; i < json_array_size(a); i++)
		assert_true(json_equal(
			json_object_get(json_array_get(a, i), "code"),
			json_object_get(json_array_get(b, i), "code")));
}

void assert_same_server(const json_t *a, const json_t *b)
{
	json_t *left = json_object_get(a, "versions");
	json_t *right = json_object_get(b, "versions");

	assert_int_equal(json_array_size(left), 6);
	for (size_t v = 0; v < 6; v++) {
		const json_t *one = json_array_get(left, v);
		const json_t *two = json_array_get(right, v);

		assert_true(json_equal(json_object_get(one, "state"),
			json_object_get(two, "state")));
		assert_true(json_equal(json_object_get(one, "order"),
			json_object_get(two, "order")));
		assert_same_suites(json_object_get(one, "suites"),
			json_object_get(two, "suites"));
	}
	assert_true(json_is_true(json_object_get(b, "complete")));
}

bool answer_finds(const json_t *endpoint, const char *id)
{
	const json_t *findings = json_object_get(endpoint, "findings");

	for (size_t i = 0; i < json_array_size(findings); i++) {
		const char *text = json_string_value(
			json_object_get(json_array_get(findings, i), "id"));
		if (text && !strcmp(text, id))
			return true;
	}
	return false;
}
