/* SPDX-License-Identifier: ISC */
/*
 * The registries as JSON: complete, sorted, named.
 */
#include "tests/lib/unit.h"

#include "cli/list/list.h"
#include "wire/tables/names.h"

#include <string.h>

static const char *member(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static json_t *find(json_t *array, const char *code)
{
	json_t *object;
	size_t i;

	json_array_foreach(array, i, object) if (!strcmp(member(object, "code"),
							 code)) return object;
	return NULL;
}

UNIT(suites_are_at_least_465_and_have_code_and_name)
{
	json_t *suites = list_json(&list_suites), *suite;
	size_t i, candidates = 0;

	assert_int_equal(json_array_size(suites), suite_table_len);
	json_array_foreach(suites, i, suite)
	{
		assert_non_null(member(suite, "code"));
		assert_non_null(member(suite, "iana"));
		candidates += json_is_true(json_object_get(suite, "candidate"));
	}
	assert_true(i >= 465);
	assert_true(candidates > 400 && candidates < i);
	json_decref(suites);
}

UNIT(suite_0039_has_the_facts_of_the_registry)
{
	json_t *suites = list_json(&list_suites),
	       *suite = find(suites, "0x0039");

	assert_non_null(suite);
	assert_string_equal(
		member(suite, "iana"), "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
	assert_string_equal(member(suite, "openssl"), "DHE-RSA-AES256-SHA");
	assert_int_equal(
		json_integer_value(json_object_get(suite, "strength")), 256);
	assert_string_equal(member(suite, "generation"), "TLS 1.0");
	json_decref(suites);
}

UNIT(ssl2_kinds_have_three_bytes)
{
	json_t *suites = list_json(&list_suites);

	assert_non_null(find(suites, "0x010080"));
	json_decref(suites);
}

UNIT(hybrids_are_groups_and_post_quantum)
{
	json_t *groups = list_json(&list_groups),
	       *group = find(groups, "0x11EC");

	assert_non_null(group);
	assert_true(json_is_true(json_object_get(group, "post_quantum")));
	json_decref(groups);
}

UNIT(small_tables_have_a_row_a_code)
{
	json_t *alerts = list_json(&list_alerts),
	       *alert = find(alerts, "0x0028");
	json_t *versions = list_json(&list_versions),
	       *version = find(versions, "0x0303");
	json_t *extensions = list_json(&list_extensions);
	json_t *schemes = list_json(&list_signature_schemes);

	assert_string_equal(member(alert, "name"), "handshake_failure");
	assert_string_equal(member(version, "option"), "TLSv1.2");
	assert_int_equal(json_array_size(extensions), extension_table_len);
	assert_int_equal(json_array_size(schemes), signature_scheme_table_len);
	json_decref(alerts);
	json_decref(versions);
	json_decref(extensions);
	json_decref(schemes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			suites_are_at_least_465_and_have_code_and_name),
		cmocka_unit_test(suite_0039_has_the_facts_of_the_registry),
		cmocka_unit_test(ssl2_kinds_have_three_bytes),
		cmocka_unit_test(hybrids_are_groups_and_post_quantum),
		cmocka_unit_test(small_tables_have_a_row_a_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
