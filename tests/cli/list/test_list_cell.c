/* SPDX-License-Identifier: ISC */
/*
 * A cell says the same on paper and as JSON.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/list/list_cell.h"

static void says(struct list_cell cell, const char *paper, const char *json)
{
	static const struct table_column columns[] = { { "t", 0, false } };
	struct table *table = table_new(columns, 1);
	struct page_style style = { 0 };
	json_t *value = list_cell_json(&cell);
	char *dump = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT), *text;
	struct page page;

	page_init(&page, &style);
	list_cell_put(table, &cell);
	table_print(&page, table, 0);
	text = page_take(&page);
	assert_string_equal(text + 2, paper); /* behind the title */
	assert_string_equal(dump, json);
	table_free(table);
	json_decref(value);
	free(text);
	free(dump);
}

UNIT(each_kind_is_told_twice)
{
	const char *versions[] = { "TLSv1.2", "TLSv1.3" };

	says(list_text("x25519"), "x25519\n", "\"x25519\"");
	says(list_count(0), "0\n", "0");
	says(list_number(465), "465\n", "465");
	says(list_bool(true), "yes\n", "true");
	says(list_bool(false), "no\n", "false");
	says(
		(struct list_cell){
			.kind = LIST_TEXTS, .n = 2, .texts = versions },
		"TLSv1.2 TLSv1.3\n", "[\"TLSv1.2\",\"TLSv1.3\"]");
}

UNIT(what_is_missing_is_null)
{
	says(list_text(""), "", "null");
	says(list_text(NULL), "", "null");
	says(list_number(0), "", "null");
}

UNIT(a_code_has_four_digits_or_six)
{
	struct arena arena = { 0 };

	assert_string_equal(list_code(&arena, 0x39).text, "0x0039");
	assert_string_equal(list_code(&arena, 0x10080).text, "0x010080");
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_told_twice),
		cmocka_unit_test(what_is_missing_is_null),
		cmocka_unit_test(a_code_has_four_digits_or_six),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
