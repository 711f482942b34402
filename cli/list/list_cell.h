/* SPDX-License-Identifier: ISC */
/*
 * A cell of a list on paper and as JSON; private to cli/list/.
 */
#ifndef HALLO_CLI_LIST_LIST_CELL_H
#define HALLO_CLI_LIST_LIST_CELL_H

#include "cli/list/list.h"

/* Adds it to the row of @table. */
void list_cell_put(struct table *table, const struct list_cell *cell);

/* A new reference. */
json_t *list_cell_json(const struct list_cell *cell);

#endif
