/* SPDX-License-Identifier: ISC */
/*
 * Cells are kept as they were given and cleaned for the page they are printed
 * on; a column whose cells are all empty is not shown at all.
 */
#include "cli/page/table.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GAP 2

struct cell {
	char *text;
	enum tint tint;
};

struct table {
	size_t n_columns;
	struct table_column columns[TABLE_COLUMNS];
	size_t widths[TABLE_COLUMNS];
	bool shown[TABLE_COLUMNS];
	size_t n, room;
	struct cell *cells;
};

struct table *table_new(const struct table_column *columns, size_t n)
{
	struct table *table = calloc(1, sizeof(*table));

	if (!table || n > TABLE_COLUMNS)
		abort();
	table->n_columns = n;
	memcpy(table->columns, columns, n * sizeof(*columns));
	return table;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->n; i++)
		free(table->cells[i].text);
	free(table->cells);
	free(table);
}

void table_cell(struct table *table, const char *fmt, ...)
{
	struct cell *cell;
	va_list list;

	if (table->n == table->room) {
		table->room = table->room ? table->room * 2 : 64;
		table->cells = realloc(
			table->cells, table->room * sizeof(*table->cells));
		if (!table->cells)
			abort();
	}
	cell = &table->cells[table->n++];
	cell->tint = TINT_NONE;
	va_start(list, fmt);
	if (vasprintf(&cell->text, fmt, list) < 0)
		abort();
	va_end(list);
}

void table_cell_tint(struct table *table, enum tint tint)
{
	table->cells[table->n - 1].tint = tint;
}

static void measure(const struct page *page, struct table *table)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		table->widths[i] = 0;
		table->shown[i] = false;
	}
	for (size_t i = 0; i < table->n; i++) {
		char *clean = page_clean(&page->style, table->cells[i].text);
		size_t width = text_columns(clean), at = i % table->n_columns;

		if (width > table->widths[at])
			table->widths[at] = width;
		table->shown[at] = table->widths[at] > 0;
		free(clean);
	}
	for (size_t i = 0; i < table->n_columns; i++)
		if (strlen(table->columns[i].title) > table->widths[i])
			table->widths[i] = strlen(table->columns[i].title);
}

static size_t total(const struct table *table, unsigned indent)
{
	size_t sum = indent, n = 0;

	for (size_t i = 0; i < table->n_columns; i++) {
		sum += table->shown[i] ? table->widths[i] : 0;
		n += table->shown[i];
	}
	return n ? sum + (n - 1) * GAP : sum;
}

static size_t page_width(const struct page *page)
{
	return page->style.width ? page->style.width : SIZE_MAX;
}

bool table_fits(const struct page *page, struct table *table, unsigned indent)
{
	measure(page, table);
	return total(table, indent) <= page_width(page);
}

/* The next column to go, or the number of columns when none may. */
static size_t droppable(const struct table *table)
{
	size_t best = table->n_columns;

	for (size_t i = 0; i < table->n_columns; i++) {
		if (!table->shown[i] || table->columns[i].drop == 0)
			continue;
		if (best == table->n_columns ||
			table->columns[i].drop > table->columns[best].drop)
			best = i;
	}
	return best;
}

static void fit(const struct page *page, struct table *table, unsigned indent)
{
	size_t width = page_width(page);

	while (total(table, indent) > width) {
		size_t drop = droppable(table), widest = 0, over;

		if (drop < table->n_columns) {
			table->shown[drop] = false;
			continue;
		}
		for (size_t i = 0; i < table->n_columns; i++)
			if (table->shown[i] &&
				(!table->shown[widest] ||
					table->widths[i] >
						table->widths[widest]))
				widest = i;
		over = total(table, indent) - width;
		if (table->widths[widest] <= 4)
			return;
		table->widths[widest] = table->widths[widest] > over + 4
			? table->widths[widest] - over
			: 4;
	}
}

static size_t last_shown(const struct table *table)
{
	size_t last = 0;

	for (size_t i = 0; i < table->n_columns; i++)
		if (table->shown[i])
			last = i;
	return last;
}

static void put_cell(struct page *page, const struct table *table, size_t at,
	const char *text, enum tint tint)
{
	char *clean = page_clean(&page->style, text);
	size_t width = table->widths[at], used = text_columns(clean);
	size_t bytes = strlen(clean);

	if (used > width) {
		bytes = text_cut(clean, width - 1);
		clean[bytes++] = '~';
		clean[bytes] = '\0';
		used = text_columns(clean);
	}
	if (table->columns[at].right)
		page_pad(page, width - used);
	if (tint != TINT_NONE)
		page_tint(page, tint);
	page_put(page, clean, bytes);
	if (tint != TINT_NONE)
		page_tint(page, TINT_NONE);
	if (!table->columns[at].right && at != last_shown(table))
		page_pad(page, width - used);
	free(clean);
}

/* Blanks at the end of a line help nobody. */
static void end_line(struct page *page)
{
	while (page->n > 0 && page->text[page->n - 1] == ' ')
		page->n--;
	page_put(page, "\n", 1);
}

static void put_row(struct page *page, const struct table *table,
	unsigned indent, const struct cell *row)
{
	bool first = true;

	page_pad(page, indent);
	for (size_t i = 0; i < table->n_columns; i++) {
		if (!table->shown[i])
			continue;
		page_pad(page, first ? 0 : GAP);
		first = false;
		if (row)
			put_cell(page, table, i, row[i].text, row[i].tint);
		else
			put_cell(page, table, i, table->columns[i].title,
				TINT_BOLD);
	}
	end_line(page);
}

static bool has_titles(const struct table *table)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (*table->columns[i].title)
			return true;
	return false;
}

void table_print(struct page *page, struct table *table, unsigned indent)
{
	measure(page, table);
	fit(page, table, indent);
	if (has_titles(table))
		put_row(page, table, indent, NULL);
	for (size_t i = 0; i + table->n_columns <= table->n;
		i += table->n_columns)
		put_row(page, table, indent, &table->cells[i]);
}
