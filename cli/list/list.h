/* SPDX-License-Identifier: ISC */
/*
 * `hallo list WHAT`: each table first becomes an array of JSON objects, and the
 * text is printed from those, so both say the same.
 */
#ifndef HALLO_CLI_LIST_LIST_H
#define HALLO_CLI_LIST_LIST_H

#include <jansson.h>

#include "cli/page/table.h"

struct list_column {
	const char *key;
	struct table_column column;
};

struct list_kind {
	const char *name;
	json_t *(*rows)(void);			   /* a new reference */
	struct list_column columns[TABLE_COLUMNS]; /* ends with key NULL */
};
extern const struct list_kind list_kinds[];
extern const size_t list_kinds_len;

/* The table as text. */
void list_print(struct page *page, const struct list_kind *kind);

json_t *list_suites(void);
json_t *list_groups(void);
json_t *list_versions(void);
json_t *list_extensions(void);
json_t *list_alerts(void);
json_t *list_signature_schemes(void);
json_t *list_dialogs(void);
json_t *list_senders(void);
json_t *list_profiles(void);

#endif
