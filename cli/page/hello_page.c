/* SPDX-License-Identifier: ISC */
/*
 * The text of a hello. Lists of names wrap; what has no name shows its code.
 * The content of an extension is printed by its shape, whatever extension it
 * is: numbers and texts as they are, arrays with commas between.
 */
#include "cli/page/hello_page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/page/table.h"
#include "cli/page/value.h"

#define LABEL 18

static void add(struct page *words, const char *text)
{
	page_put(words, text, strlen(text));
}

/* "x25519", or "0x11EC" where there is no name. */
static const char *name_of(const json_t *coded)
{
	const char *name = value_text(coded, "name");

	return *name ? name : value_text(coded, "code");
}

static void add_item(struct page *words, const json_t *item)
{
	char text[40];

	if (json_is_string(item))
		add(words, json_string_value(item));
	if (!json_is_object(item))
		return;
	add(words, name_of(item));
	if (!value_of(item, "length"))
		return;
	snprintf(text, sizeof(text), " (%lld bytes)",
		value_number(item, "length"));
	add(words, text);
}

static char *list_words(const json_t *array)
{
	struct page_style style = { 0 };
	struct page words;
	json_t *item;
	size_t i;

	page_init(&words, &style);
	json_array_foreach(array, i, item)
	{
		add(&words, i ? ", " : "");
		add_item(&words, item);
	}
	if (json_array_size(array) == 0)
		add(&words, "none");
	return page_take(&words);
}

/* "key 5", "key: a, b": one member of a content. */
static void add_member(struct page *words, const char *key, const json_t *value)
{
	char text[64], *list;

	if (json_is_array(value)) {
		list = list_words(value);
		add(words, list);
		free(list);
		return;
	}
	for (const char *p = key; *p; p++)
		page_put(words, *p == '_' ? " " : p, 1);
	add(words, " ");
	if (json_is_integer(value)) {
		snprintf(text, sizeof(text), "%lld",
			(long long)json_integer_value(value));
		add(words, text);
	} else if (json_is_string(value)) {
		add(words,
			json_string_length(value) > 0 ? json_string_value(value)
						      : "empty");
	} else {
		add_item(words, value);
	}
}

static char *content_words(const json_t *extension)
{
	struct page_style style = { 0 };
	struct page words;
	const char *key;
	json_t *value;
	bool first = true;
	/* jansson iterates over what it does not change */
	json_t *content = value_of(extension, "content");

	page_init(&words, &style);
	if (!json_is_object(content))
		add(&words, value_text(extension, "hex"));
	json_object_foreach(content, key, value)
	{
		add(&words, first ? "" : ", ");
		add_member(&words, key, value);
		first = false;
	}
	return page_take(&words);
}

static void put_remarks(struct page *page, const json_t *value, unsigned indent)
{
	json_t *remark;
	size_t i;

	json_array_foreach(value_of(value, "remarks"), i, remark)
		page_paragraph(page, indent, indent + 2, TINT_NOTE, "- %s",
			value_text(remark, "text"));
}

static void put_versions(
	struct page *page, const json_t *value, unsigned indent)
{
	json_t *versions = value_of(value, "versions");
	const json_t *record = value_of(value, "record_version");
	char *list;

	if (json_is_array(versions)) {
		list = list_words(versions);
		page_fact(
			page, indent, LABEL, "Versions", TINT_NONE, "%s", list);
		free(list);
	} else {
		page_fact(page, indent, LABEL, "Versions", TINT_NONE,
			"up to %s", value_text(value, "highest"));
	}
	page_fact(page, indent, LABEL, "On the wire", TINT_NONE, "%s%s%s%s",
		value_is(value, "form", "ssl2") ? "form of SSL 2, version "
						: "version ",
		name_of(value_of(value, "version")),
		json_is_object(record) ? ", in records of " : "",
		json_is_object(record) ? name_of(record) : "");
}

static void put_fact(struct page *page, const json_t *value, unsigned indent,
	const char *label, const char *key)
{
	const char *text = value_text(value, key);

	page_fact(page, indent, LABEL, label, TINT_NONE, "%s",
		*text ? text : "none");
}

static void put_suites(struct page *page, const json_t *value, unsigned indent)
{
	static const struct table_column columns[] = {
		{ "code", 0, false },
		{ "IANA name", 0, false },
		{ "OpenSSL name", 1, false },
	};
	json_t *suites = value_of(value, "suites"), *suite;
	struct table *table = table_new(columns, 3);
	size_t i;

	page_paragraph(page, indent, indent, TINT_BOLD,
		"Suites, %zu:", json_array_size(suites));
	json_array_foreach(suites, i, suite)
	{
		const char *name = value_text(suite, "iana");

		table_cell(table, "%s", value_text(suite, "code"));
		table_cell(table, "%s", *name ? name : "(no name)");
		table_cell(table, "%s", value_text(suite, "openssl"));
	}
	table_print(page, table, indent + 2);
	table_free(table);
}

static void put_extensions(
	struct page *page, const json_t *value, unsigned indent)
{
	json_t *extensions = value_of(value, "extensions"), *extension;
	size_t i;

	if (!value_true(value, "has_extensions")) {
		page_paragraph(
			page, indent, indent, TINT_BOLD, "No extensions.");
		return;
	}
	page_paragraph(page, indent, indent, TINT_BOLD,
		"Extensions, %zu:", json_array_size(extensions));
	json_array_foreach(extensions, i, extension)
	{
		char *words = content_words(extension);

		page_paragraph(page, indent + 2, indent + 6, TINT_NONE,
			"%s %s, %lld byte%s%s%s", value_text(extension, "code"),
			*value_text(extension, "name")
				? value_text(extension, "name")
				: "(no name)",
			value_number(extension, "length"),
			value_number(extension, "length") == 1 ? "" : "s",
			*words ? ": " : "", words);
		free(words);
	}
}

static void put_fault(struct page *page, const json_t *value, unsigned indent)
{
	if (!*value_text(value, "fault"))
		return;
	page_fact(page, indent, LABEL, "Malformed", TINT_BAD, "%s",
		value_text(value, "fault"));
	put_fact(page, value, indent, "Raw tail", "raw_tail");
}

void hello_page(struct page *page, const json_t *value, unsigned indent)
{
	char *compression = list_words(value_of(value, "compression"));

	put_remarks(page, value, indent);
	put_versions(page, value, indent);
	put_fact(page, value, indent, "JA3", "ja3");
	put_fact(page, value, indent, "JA4", "ja4");
	put_fact(page, value, indent, "Random", "random");
	put_fact(page, value, indent, "Session id", "session_id");
	page_fact(page, indent, LABEL, "Compression", TINT_NONE, "%s",
		compression);
	put_suites(page, value, indent);
	put_extensions(page, value, indent);
	put_fault(page, value, indent);
	free(compression);
}
