/* SPDX-License-Identifier: ISC */
/*
 * Tables: widths by the cells, columns that go when the page is narrow.
 */
#include "tests/lib/unit.h"

#include "cli/page/table.h"

#include <stdlib.h>
#include <string.h>

static const struct table_column columns[] = {
	{ "code", 0, false },
	{ "name", 1, false },
	{ "bits", 0, true },
};

static char *print(unsigned width, const char *name)
{
	struct page_style style = { .width = width };
	struct table *table = table_new(columns, 3);
	struct page page;

	page_init(&page, &style);
	table_cell(table, "0x%04X", 0x39);
	table_cell(table, "%s", name);
	table_cell(table, "%d", 256);
	table_print(&page, table, 2);
	table_free(table);
	return page_take(&page);
}

UNIT(columns_are_as_wide_as_their_cells)
{
	char *text = print(0, "AES256");

	assert_string_equal(text,
		"  code    name    bits\n"
		"  0x0039  AES256   256\n");
	free(text);
}

UNIT(a_narrow_page_loses_the_column_that_may_go)
{
	char *text = print(16, "AES256");

	assert_string_equal(text,
		"  code    bits\n"
		"  0x0039   256\n");
	free(text);
}

UNIT(an_empty_column_is_not_shown)
{
	char *text = print(0, "");

	assert_string_equal(text,
		"  code    bits\n"
		"  0x0039   256\n");
	free(text);
}

UNIT(what_may_not_go_is_cut)
{
	static const struct table_column one[] = { { "name", 0, false } };
	struct page_style style = { .width = 10 };
	struct table *table = table_new(one, 1);
	struct page page;
	char *text;

	page_init(&page, &style);
	table_cell(table, "0123456789");
	assert_true(table_fits(&page, table, 0));
	assert_false(table_fits(&page, table, 2));
	table_print(&page, table, 2);
	text = page_take(&page);
	assert_string_equal(text, "  name\n  0123456~\n");
	free(text);
	table_free(table);
}

UNIT(cells_are_cleaned)
{
	char *text = print(0, "a\nb");

	assert_non_null(strstr(text, "a\\x0ab"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_as_wide_as_their_cells),
		cmocka_unit_test(a_narrow_page_loses_the_column_that_may_go),
		cmocka_unit_test(an_empty_column_is_not_shown),
		cmocka_unit_test(what_may_not_go_is_cut),
		cmocka_unit_test(cells_are_cleaned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
