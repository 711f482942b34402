/* SPDX-License-Identifier: ISC */
/*
 * `hallo list` as a user runs it, and what text and JSON of a table share.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/list/list.h"
#include "tests/cli/program.h"

static size_t n_rows(void)
{
	return 2;
}

static void fill(struct arena *arena, struct list_cell *cells, size_t row)
{
	cells[0] = list_code(arena, (unsigned)row + 1);
	cells[1] = list_text(row ? "second" : "first");
	cells[2] = list_number(row);
}

/* Columns have an order of their own, and one member none. */
static const struct list_member members[] = {
	{ "code", 2, { "number", 0, false } },
	{ "name", 1, { "name", 0, false } },
	{ .key = "count" },
};
static const struct list_kind kind = LIST_KIND("made", members, n_rows, fill);

UNIT(the_columns_stand_in_their_places)
{
	struct page_style style = { 0 };
	struct page page;
	char *text;

	page_init(&page, &style);
	list_print(&page, &kind);
	text = page_take(&page);
	assert_string_equal(
		text, "name    number\nfirst   0x0001\nsecond  0x0002\n");
	free(text);
}

UNIT(json_has_every_member_in_order)
{
	json_t *array = list_json(&kind);
	char *dump = json_dumps(array, JSON_COMPACT);

	assert_string_equal(dump,
		"[{\"code\":\"0x0001\",\"name\":\"first\",\"count\":null},"
		"{\"code\":\"0x0002\",\"name\":\"second\",\"count\":1}]");
	free(dump);
	json_decref(array);
}

UNIT(an_unknown_table_is_64_and_the_nearest_is_named)
{
	struct ran ran = run_hallo("list", "suits", NULL);

	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "did you mean 'suites'?"));
	ran_clear(&ran);
	ran = run_hallo("list", "xyzzy", NULL);
	assert_int_equal(ran.status, 64);
	assert_non_null(strstr(ran.err, "they are: suites|groups"));
	ran_clear(&ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_columns_stand_in_their_places),
		cmocka_unit_test(json_has_every_member_in_order),
		cmocka_unit_test(
			an_unknown_table_is_64_and_the_nearest_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
