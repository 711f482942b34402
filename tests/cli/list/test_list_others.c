/* SPDX-License-Identifier: ISC */
/*
 * Dialogs, senders and built-in profiles as lists: complete, and what is not
 * there is null.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/senders/sender.h"
#include "cli/list/list.h"
#include "smtp/dialogs.h"

static const char *text(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static json_t *find(const json_t *array, const char *code)
{
	json_t *object;
	size_t i;

	json_array_foreach(array, i, object)
	{
		if (!strcmp(text(object, "code"), code))
			return object;
	}
	fail_msg("no row %s", code);
	return NULL;
}

UNIT(each_dialog_has_a_row)
{
	json_t *dialogs = list_json(&list_dialogs), *row;

	assert_int_equal(json_array_size(dialogs), dialog_kinds_len);
	row = find(dialogs, "smtps");
	assert_int_equal(json_integer_value(json_object_get(row, "port")), 465);
	assert_true(json_is_false(json_object_get(row, "starttls")));
	assert_true(json_is_true(
		json_object_get(find(dialogs, "smtp"), "starttls")));
	json_decref(dialogs);
}

UNIT(senders_tell_their_limits_and_suites)
{
	json_t *senders = list_json(&list_senders), *row;
	size_t i;

	assert_int_equal(json_array_size(senders), sender_table_len);
	json_array_foreach(senders, i, row)
	{
		const json_t *suites = json_object_get(row, "suites");

		assert_int_equal(json_array_size(suites),
			json_integer_value(json_object_get(row, "n_suites")));
		assert_int_equal(
			json_array_size(suites), sender_table[i].n_suites);
		assert_string_equal(
			json_string_value(json_object_get(row, "kind")),
			sender_kind_name(sender_table[i].kind));
		assert_int_equal(json_is_true(json_object_get(row, "common")),
			sender_table[i].common);
		if (sender_table[i].dh_max_bits == 0)
			assert_true(json_is_null(
				json_object_get(row, "dh_max_bits")));
	}
	json_decref(senders);
}

UNIT(profiles_tell_versions_and_text)
{
	json_t *profiles = list_json(&list_profiles), *row;
	const json_t *versions;

	row = find(profiles, "museum");
	versions = json_object_get(row, "versions");
	assert_int_equal(json_array_size(versions), 6);
	assert_string_equal(
		json_string_value(json_array_get(versions, 0)), "SSLv2");
	assert_non_null(strstr(text(row, "text"), "suites"));
	assert_int_equal(json_integer_value(json_object_get(
				 find(profiles, "kabelmail"), "dh_bits")),
		1024);
	json_decref(profiles);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_dialog_has_a_row),
		cmocka_unit_test(senders_tell_their_limits_and_suites),
		cmocka_unit_test(profiles_tell_versions_and_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
