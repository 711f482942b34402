/* SPDX-License-Identifier: ISC */
/*
 * The text of a hello. Lists of names wrap; what has no name shows its code.
 * The content of an extension is printed by its shape, whatever extension it
 * is: numbers and texts as they are, lists with commas between.
 */
#include "cli/page/hello_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/page/table.h"

#define LABEL 18

static void add(struct page *words, const char *text)
{
	page_put(words, text, strlen(text));
}

/* Begins words that are no lines of a page yet. */
static void begin_words(struct page *words)
{
	struct page_style style = { 0 };

	page_init(words, &style);
}

/* "x25519", or "0x11EC" where there is no name. */
static const char *name_of(const struct coded *coded)
{
	return *coded->name ? coded->name : coded->code;
}

static void add_item(struct page *words, const struct content_item *item)
{
	char text[40];

	add(words, item->text ? item->text : name_of(&item->coded));
	if (!item->has_length)
		return;
	snprintf(text, sizeof(text), " (%zu bytes)", item->length);
	add(words, text);
}

static void add_list(struct page *words, const struct content_member *list)
{
	for (size_t i = 0; i < list->n_items; i++) {
		add(words, i ? ", " : "");
		add_item(words, &list->items[i]);
	}
	if (list->n_items == 0)
		add(words, "none");
}

/* "key 5", "a, b": one member of a content. */
static void add_member(struct page *words, const struct content_member *member)
{
	char text[40];

	if (member->kind == MEMBER_LIST) {
		add_list(words, member);
		return;
	}
	for (const char *p = member->key; *p; p++)
		page_put(words, *p == '_' ? " " : p, 1);
	add(words, " ");
	switch (member->kind) {
	case MEMBER_NUMBER:
		snprintf(text, sizeof(text), "%llu",
			(unsigned long long)member->number);
		add(words, text);
		break;
	case MEMBER_TEXT:
		add(words, *member->text ? member->text : "empty");
		break;
	case MEMBER_CODE:
		add(words, name_of(&member->coded));
		break;
	case MEMBER_LIST:
		break;
	}
}

static char *content_words(const struct extension_view *extension)
{
	const struct content *content = &extension->content;
	struct page words;

	begin_words(&words);
	if (!content->known)
		add(&words, extension->hex);
	for (size_t i = 0; content->known && i < content->n; i++) {
		add(&words, i ? ", " : "");
		add_member(&words, &content->members[i]);
	}
	return page_take(&words);
}

static void put_remarks(
	struct page *page, const struct hello_view *view, unsigned indent)
{
	for (size_t i = 0; i < view->n_remarks; i++)
		page_paragraph(page, indent, indent + 2, TINT_NOTE, "- %s",
			view->remarks[i].text);
}

static void put_versions(
	struct page *page, const struct hello_view *view, unsigned indent)
{
	struct page words;
	char *list;

	begin_words(&words);
	add(&words, view->has_versions ? "" : "up to ");
	add(&words, view->has_versions ? "" : view->highest);
	for (size_t i = 0; i < view->n_versions; i++) {
		add(&words, i ? ", " : "");
		add(&words, view->versions[i]);
	}
	add(&words, view->has_versions && view->n_versions == 0 ? "none" : "");
	list = page_take(&words);
	page_fact(page, indent, LABEL, "Versions", TINT_NONE, "%s", list);
	free(list);
	page_fact(page, indent, LABEL, "On the wire", TINT_NONE, "%s%s%s%s",
		view->form == HELLO_SSL2 ? "form of SSL 2, version "
					 : "version ",
		name_of(&view->version),
		view->has_record_version ? ", in records of " : "",
		view->has_record_version ? name_of(&view->record_version) : "");
}

static void put_fact(
	struct page *page, unsigned indent, const char *label, const char *text)
{
	page_fact(page, indent, LABEL, label, TINT_NONE, "%s",
		*text ? text : "none");
}

static void put_compression(
	struct page *page, const struct hello_view *view, unsigned indent)
{
	struct page words;
	char *list;

	begin_words(&words);
	for (size_t i = 0; i < view->n_compression; i++) {
		add(&words, i ? ", " : "");
		add(&words, name_of(&view->compression[i]));
	}
	list = page_take(&words);
	put_fact(page, indent, "Compression", list);
	free(list);
}

static void put_suites(
	struct page *page, const struct hello_view *view, unsigned indent)
{
	static const struct table_column columns[] = {
		{ "code", 0, false },
		{ "IANA name", 0, false },
		{ "OpenSSL name", 1, false },
	};
	struct table *table = table_new(columns, 3);

	page_paragraph(page, indent, indent, TINT_BOLD,
		"Suites, %zu:", view->n_suites);
	for (size_t i = 0; i < view->n_suites; i++) {
		const struct suite_view *suite = &view->suites[i];

		table_cell(table, "%s", suite->code);
		table_cell(
			table, "%s", *suite->iana ? suite->iana : "(no name)");
		table_cell(table, "%s", suite->openssl);
	}
	table_print(page, table, indent + 2);
	table_free(table);
}

static void put_extensions(
	struct page *page, const struct hello_view *view, unsigned indent)
{
	if (!view->has_extensions) {
		page_paragraph(
			page, indent, indent, TINT_BOLD, "No extensions.");
		return;
	}
	page_paragraph(page, indent, indent, TINT_BOLD,
		"Extensions, %zu:", view->n_extensions);
	for (size_t i = 0; i < view->n_extensions; i++) {
		const struct extension_view *e = &view->extensions[i];
		char *words = content_words(e);

		page_paragraph(page, indent + 2, indent + 6, TINT_NONE,
			"%s %s, %zu byte%s%s%s", e->type.code,
			*e->type.name ? e->type.name : "(no name)", e->length,
			e->length == 1 ? "" : "s", *words ? ": " : "", words);
		free(words);
	}
}

static void put_fault(
	struct page *page, const struct hello_view *view, unsigned indent)
{
	if (!*view->fault)
		return;
	page_fact(
		page, indent, LABEL, "Malformed", TINT_BAD, "%s", view->fault);
	put_fact(page, indent, "Raw tail", view->raw_tail);
}

void hello_page(
	struct page *page, const struct hello_view *view, unsigned indent)
{
	put_remarks(page, view, indent);
	put_versions(page, view, indent);
	put_fact(page, indent, "JA3", view->ja3);
	put_fact(page, indent, "JA4", view->ja4);
	put_fact(page, indent, "Random", view->random);
	put_fact(page, indent, "Session id", view->session_id);
	put_compression(page, view, indent);
	put_suites(page, view, indent);
	put_extensions(page, view, indent);
	put_fault(page, view, indent);
}
