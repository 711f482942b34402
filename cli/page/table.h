/* SPDX-License-Identifier: ISC */
/*
 * A table of text cells. Columns are as wide as their cells; when the page is
 * narrower, columns go, the highest `drop` first; at last cells are cut.
 *
 *	struct table *table = table_new(columns, 3);
 *	table_cell(table, "0x%04X", code);	row by row
 *	table_print(&page, table, 2);
 *	table_free(table);
 */
#ifndef HALLO_CLI_PAGE_TABLE_H
#define HALLO_CLI_PAGE_TABLE_H

#include "cli/page/page.h"

#define TABLE_COLUMNS 12

struct table_column {
	const char *title;
	int drop;   /* 0: stays; else goes, highest first */
	bool right; /* numbers */
};

struct table;
struct table *table_new(const struct table_column *columns, size_t n);
void table_free(struct table *table);
void table_cell(struct table *table, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The tint of the cell that was added last. */
void table_cell_tint(struct table *table, enum tint tint);

/* Would it fit without a column dropped? */
bool table_fits(const struct page *page, struct table *table, unsigned indent);
void table_print(struct page *page, struct table *table, unsigned indent);

#endif
