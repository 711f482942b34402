/* SPDX-License-Identifier: ISC */
/*
 * `hallo list WHAT`: a row of each table is filled as cells, and the text and
 * the JSON are both made from those, so both say the same.
 */
#ifndef HALLO_CLI_LIST_LIST_H
#define HALLO_CLI_LIST_LIST_H

#include <jansson.h>

#include "analysis/base/arena.h"
#include "cli/page/table.h"

#define LIST_MEMBERS 20

enum list_cell_kind {
	LIST_NONE, /* null */
	LIST_TEXT,
	LIST_NUMBER,
	LIST_BOOL,
	LIST_TEXTS,
};

/* Text belongs to the arena or is static. */
struct list_cell {
	enum list_cell_kind kind;
	const char *text;
	long long number; /* also of LIST_BOOL: 0, 1 */
	size_t n;
	const char **texts;
};

struct list_cell list_text(const char *text);	    /* NULL, "": none */
struct list_cell list_count(long long number);	    /* 0: 0 */
struct list_cell list_number(unsigned long number); /* 0: none */
struct list_cell list_bool(bool value);
struct list_cell list_code(struct arena *arena, unsigned code);

struct list_member {
	const char *key; /* in JSON */
	int place;	 /* of the column, from 1; 0: it stands in JSON only */
	struct table_column column;
};

struct list_kind {
	const char *name;
	size_t n_members;
	const struct list_member *members;
	size_t (*n_rows)(void);
	/* One cell a member. */
	void (*fill)(struct arena *arena, struct list_cell *cells, size_t row);
};

#define LIST_KIND(name, members, n_rows, fill)                                 \
	{                                                                      \
		name, sizeof(members) / sizeof((members)[0]), members, n_rows, \
			fill                                                   \
	}

/* The registries of wire/ (list_codes.c), and what else there is. */
extern const struct list_kind list_suites, list_groups, list_versions,
	list_extensions, list_alerts, list_signature_schemes;
extern const struct list_kind list_dialogs, list_senders, list_profiles;

/* The table as text. */
void list_print(struct page *page, const struct list_kind *kind);

/* An array of objects; a new reference. */
json_t *list_json(const struct list_kind *kind);

#endif
