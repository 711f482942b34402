/* SPDX-License-Identifier: ISC */
/*
 * The kinds of lists and the columns of their text. Lists that are piped have
 * no end of line: they are for grep and cut.
 */
#include "cli/list/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options/commands.h"
#include "cli/options/suggest.h"

/* clang-format off */
#define NAMED_CODES \
	{ { "code", { "code", 0, false } }, \
	  { "decimal", { "dec", 2, true } }, \
	  { "name", { "name", 0, false } }, \
	  { "facts", { "facts", 1, false } }, \
	  { "reference", { "reference", 3, false } } }

const struct list_kind list_kinds[] = {
	{ "suites", list_suites,
	  { { "code", { "code", 0, false } },
	    { "iana", { "IANA name", 0, false } },
	    { "openssl", { "OpenSSL name", 1, false } },
	    { "kx", { "key exch.", 2, false } },
	    { "auth", { "auth", 3, false } },
	    { "strength", { "bits", 2, true } },
	    { "generation", { "since", 4, false } },
	    { "status", { "status", 5, false } },
	    { "recommended", { "rec.", 6, false } },
	    { "reference", { "reference", 7, false } } } },
	{ "groups", list_groups,
	  { { "code", { "code", 0, false } },
	    { "name", { "name", 0, false } },
	    { "openssl", { "OpenSSL name", 3, false } },
	    { "type", { "type", 1, false } },
	    { "bits", { "bits", 1, true } },
	    { "client_share", { "share", 4, true } },
	    { "tls12", { "TLS 1.2", 2, false } },
	    { "tls13", { "TLS 1.3", 2, false } },
	    { "status", { "status", 5, false } },
	    { "reference", { "reference", 6, false } } } },
	{ "versions", list_versions, NAMED_CODES },
	{ "extensions", list_extensions, NAMED_CODES },
	{ "alerts", list_alerts, NAMED_CODES },
	{ "signature-schemes", list_signature_schemes, NAMED_CODES },
	{ "dialogs", list_dialogs,
	  { { "code", { "name", 0, false } },
	    { "title", { "title", 0, false } },
	    { "port", { "port", 0, true } },
	    { "starttls", { "STARTTLS", 1, false } },
	    { "alpn", { "ALPN", 2, false } },
	    { "reference", { "reference", 3, false } } } },
	{ "senders", list_senders,
	  { { "code", { "sender", 0, false } },
	    { "name", { "name", 1, false } },
	    { "min_version", { "from", 0, false } },
	    { "max_version", { "to", 0, false } },
	    { "dh_min_bits", { "DH min", 0, true } },
	    { "dh_max_bits", { "DH max", 3, true } },
	    { "rsa_min_bits", { "RSA min", 2, true } },
	    { "n_suites", { "suites", 2, true } },
	    { "origin", { "origin", 4, false } } } },
	{ "profiles", list_profiles,
	  { { "code", { "profile", 0, false } },
	    { "title", { "title", 1, false } },
	    { "versions", { "versions", 2, false } },
	    { "dh_bits", { "DH bits", 0, true } } } },
};
/* clang-format on */
const size_t list_kinds_len = sizeof(list_kinds) / sizeof(list_kinds[0]);

static void put_array(struct table *table, const json_t *array)
{
	struct page words;
	struct page_style style = { 0 };
	json_t *item;
	size_t i;
	char *text;

	page_init(&words, &style);
	json_array_foreach(array, i, item)
	{
		page_put(&words, " ", i > 0);
		page_put(&words, json_string_value(item),
			json_string_length(item));
	}
	text = page_take(&words);
	table_cell(table, "%s", text);
	free(text);
}

static void put_value(struct table *table, const json_t *value)
{
	if (json_is_string(value))
		table_cell(table, "%s", json_string_value(value));
	else if (json_is_integer(value))
		table_cell(table, "%lld", (long long)json_integer_value(value));
	else if (json_is_boolean(value))
		table_cell(table, "%s", json_is_true(value) ? "yes" : "no");
	else if (json_is_array(value))
		put_array(table, value);
	else
		table_cell(table, "%s", "");
}

void list_print(struct page *page, const struct list_kind *kind)
{
	struct table_column columns[TABLE_COLUMNS];
	struct table *table;
	json_t *rows = kind->rows(), *row;
	size_t n = 0, i;

	for (n = 0; n < TABLE_COLUMNS && kind->columns[n].key; n++)
		columns[n] = kind->columns[n].column;
	table = table_new(columns, n);
	json_array_foreach(rows, i, row) for (size_t k = 0; k < n; k++)
		put_value(table, json_object_get(row, kind->columns[k].key));
	table_print(page, table, 0);
	table_free(table);
	json_decref(rows);
}

static const struct list_kind *find_kind(const char *name)
{
	for (size_t i = 0; i < list_kinds_len; i++)
		if (!strcmp(list_kinds[i].name, name))
			return &list_kinds[i];
	return NULL;
}

static int unknown_kind(const char *name)
{
	struct suggest suggest;

	suggest_begin(&suggest, name);
	for (size_t i = 0; i < list_kinds_len; i++)
		suggest_offer(&suggest, list_kinds[i].name);
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

	if (!kind)
		return unknown_kind(options->words[0]);
	if (options->list_json) {
		json_t *rows = kind->rows();

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
