/* SPDX-License-Identifier: ISC */
/*
 * See list.h and list_cell.h.
 */
#include "cli/list/list_cell.h"

#include <stdlib.h>
#include <string.h>

struct list_cell list_text(const char *text)
{
	return (struct list_cell){
		.kind = text && *text ? LIST_TEXT : LIST_NONE, .text = text
	};
}

struct list_cell list_count(long long number)
{
	return (struct list_cell){ .kind = LIST_NUMBER, .number = number };
}

struct list_cell list_number(unsigned long number)
{
	return (struct list_cell){ .kind = number ? LIST_NUMBER : LIST_NONE,
		.number = (long long)number };
}

struct list_cell list_bool(bool value)
{
	return (struct list_cell){ .kind = LIST_BOOL, .number = value };
}

struct list_cell list_code(struct arena *arena, unsigned code)
{
	return list_text(
		arena_printf(arena, code > 0xFFFF ? "0x%06X" : "0x%04X", code));
}

static void put_texts(struct table *table, const struct list_cell *cell)
{
	struct page_style style = { 0 };
	struct page words;
	char *text;

	page_init(&words, &style);
	for (size_t i = 0; i < cell->n; i++) {
		page_put(&words, " ", i > 0);
		page_put(&words, cell->texts[i], strlen(cell->texts[i]));
	}
	text = page_take(&words);
	table_cell(table, "%s", text);
	free(text);
}

void list_cell_put(struct table *table, const struct list_cell *cell)
{
	switch (cell->kind) {
	case LIST_NONE:
		table_cell(table, "%s", "");
		break;
	case LIST_TEXT:
		table_cell(table, "%s", cell->text);
		break;
	case LIST_NUMBER:
		table_cell(table, "%lld", cell->number);
		break;
	case LIST_BOOL:
		table_cell(table, "%s", cell->number ? "yes" : "no");
		break;
	case LIST_TEXTS:
		put_texts(table, cell);
		break;
	}
}

static json_t *texts_json(const struct list_cell *cell)
{
	json_t *array = json_array();

	for (size_t i = 0; i < cell->n; i++)
		json_array_append_new(array, json_string(cell->texts[i]));
	return array;
}

json_t *list_cell_json(const struct list_cell *cell)
{
	switch (cell->kind) {
	case LIST_TEXT:
		return json_string(cell->text);
	case LIST_NUMBER:
		return json_integer(cell->number);
	case LIST_BOOL:
		return json_boolean(cell->number != 0);
	case LIST_TEXTS:
		return texts_json(cell);
	case LIST_NONE:
		break;
	}
	return json_null();
}
