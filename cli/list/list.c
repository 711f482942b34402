/* SPDX-License-Identifier: ISC */
/*
 * The kinds of lists. Lists that are piped have no end of line: they are for
 * grep and cut.
 */
#include "cli/list/list.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/list/list_cell.h"
#include "cli/options/commands.h"
#include "cli/options/suggest.h"

static const struct list_kind *const kinds[] = { &list_suites, &list_groups,
	&list_versions, &list_extensions, &list_alerts, &list_signature_schemes,
	&list_dialogs, &list_senders, &list_profiles };
static const size_t n_kinds = sizeof(kinds) / sizeof(kinds[0]);

static const struct list_member *member_at(
	const struct list_kind *kind, int place)
{
	for (size_t i = 0; i < kind->n_members; i++)
		if (kind->members[i].place == place)
			return &kind->members[i];
	return NULL;
}

static void put_row(struct table *table, const struct list_kind *kind,
	const struct list_cell *cells)
{
	const struct list_member *member;

	for (int place = 1; (member = member_at(kind, place)); place++)
		list_cell_put(table, &cells[member - kind->members]);
}

void list_print(struct page *page, const struct list_kind *kind)
{
	struct table_column columns[TABLE_COLUMNS];
	struct list_cell cells[LIST_MEMBERS] = { 0 };
	const struct list_member *member;
	struct arena arena = { 0 };
	struct table *table;
	size_t n = 0;

	while (n < TABLE_COLUMNS && (member = member_at(kind, (int)n + 1)))
		columns[n++] = member->column;
	table = table_new(columns, n);
	for (size_t row = 0; row < kind->n_rows(); row++) {
		kind->fill(&arena, cells, row);
		put_row(table, kind, cells);
		arena_clear(&arena);
	}
	table_print(page, table, 0);
	table_free(table);
}

json_t *list_json(const struct list_kind *kind)
{
	struct list_cell cells[LIST_MEMBERS] = { 0 };
	json_t *array = json_array();
	struct arena arena = { 0 };

	for (size_t row = 0; row < kind->n_rows(); row++) {
		json_t *object = json_object();

		kind->fill(&arena, cells, row);
		for (size_t i = 0; i < kind->n_members; i++)
			json_object_set_new(object, kind->members[i].key,
				list_cell_json(&cells[i]));
		json_array_append_new(array, object);
		arena_clear(&arena);
	}
	return array;
}

static const struct list_kind *find_kind(const char *name)
{
	for (size_t i = 0; i < n_kinds; i++)
		if (!strcmp(kinds[i]->name, name))
			return kinds[i];
	return NULL;
}

static int unknown_kind(const char *name)
{
	struct suggest suggest;

	suggest_begin(&suggest, name);
	for (size_t i = 0; i < n_kinds; i++)
		suggest_offer(&suggest, kinds[i]->name);
	fprintf(stderr, "hallo: list: there is no table '%s'; ", name);
	if (suggest.best)
		fprintf(stderr, "did you mean '%s'?\n", suggest.best);
	else
		fprintf(stderr, "they are: %s\n",
			command_of(COMMAND_LIST)->words);
	return EXIT_USAGE;
}

int command_list(const struct options *options)
{
	const struct list_kind *kind = find_kind(options->words[0]);
	struct page_style style;
	struct page page;
	json_t *rows;

	if (!kind)
		return unknown_kind(options->words[0]);
	if (options->list_json) {
		rows = list_json(kind);
		json_dumpf(rows, stdout, JSON_INDENT(1));
		putchar('\n');
		json_decref(rows);
		return EXIT_AUDITED;
	}
	page_style_of(&style, STDOUT_FILENO, options->width, options->color, 0);
	page_init(&page, &style);
	list_print(&page, kind);
	fputs(page.text ? page.text : "", stdout);
	page_clear(&page);
	return EXIT_AUDITED;
}
