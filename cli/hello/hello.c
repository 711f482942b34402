/* SPDX-License-Identifier: ISC */
/*
 * `hallo hello`: a ClientHello in a file. Showing, comparing and writing; edit
 * and new are in hello_edit.c, the editor in hello_editor.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/json/hello_value.h"
#include "analysis/json/json.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/page/hello_page.h"
#include "cli/hello/hello_work.h"
#include "wire/tables/names.h"
#include "wire/bytes/record.h"

#define SHOWN_RECORDS 20

bool hello_work_load(
	struct hello_file *file, const struct options *options, size_t i)
{
	struct error error = { 0 };
	char *name = NULL;
	bool good;

	if (options->hello.number)
		name = words_join(
			"%s:%u", options->words[i], options->hello.number);
	good = hello_file_load(file, name ? name : options->words[i], &error);
	if (!good)
		complain("hello: %s", error.message);
	free(name);
	return good;
}

/* Of a hello in records, as they lie there. */
static void view_records(struct arena *arena, struct hello_file_view *view,
	const struct hello_file *file)
{
	struct slice bytes = slice_of(file->bytes, file->consumed);
	struct record_header header;

	if (!file->understood || file->bare || file->hello.form == HELLO_SSL2)
		return;
	for (size_t at = 0; record_header_read(&header, bytes, at);
		at += RECORD_HEADER + header.len)
		view->n_records++;
	view->records =
		arena_zeroed(arena, view->n_records, sizeof(*view->records));
	for (size_t at = 0, i = 0; i < view->n_records; i++) {
		const char *name;

		record_header_read(&header, bytes, at);
		name = version_name(header.version);
		view->records[i].version = name
			? name
			: arena_printf(arena, "0x%04X", header.version);
		view->records[i].length = header.len;
		at += RECORD_HEADER + header.len;
	}
}

void hello_file_view_of(struct arena *arena, struct hello_file_view *view,
	const struct hello_file *file)
{
	*view = (struct hello_file_view){
		.file = arena_bytes(arena, file->name, strlen(file->name)),
		.kind = file->kind,
		.bytes = file->len,
		.behind = file->understood ? file->len - file->consumed : 0,
		.understood = file->understood,
	};
	view_records(arena, view, file);
	if (view->understood)
		hello_view_of(arena, &view->hello, &file->hello);
}

static json_t *records_value(const struct hello_file_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_records; i++)
		json_array_append_new(array,
			json_pack("{s:s, s:I}", "version",
				view->records[i].version, "length",
				(json_int_t)view->records[i].length));
	return array;
}

json_t *hello_file_value(const struct hello_file_view *view)
{
	return json_pack("{s:s, s:s, s:I, s:o, s:I, s:o}", "file", view->file,
		"kind", hello_file_kind_name(view->kind), "bytes",
		(json_int_t)view->bytes, "records", records_value(view),
		"behind", (json_int_t)view->behind, "hello",
		view->understood ? hello_view_value(&view->hello)
				 : json_null());
}

/* Takes @value over. */
static void put_json(json_t *value)
{
	json_dumpf(value, stdout, JSON_INDENT(1));
	putchar('\n');
	json_decref(value);
}

/* "2 records of 16 and 81 bytes" */
static void put_records(struct page *page, const struct hello_file_view *view)
{
	struct page_style style = { 0 };
	struct page words;
	char text[32];
	size_t n = view->n_records;

	if (n < 2)
		return;
	page_init(&words, &style);
	for (size_t i = 0; i < n && i < SHOWN_RECORDS; i++) {
		snprintf(text, sizeof(text), "%s%zu", i ? ", " : "",
			view->records[i].length);
		page_put(&words, text, strlen(text));
	}
	page_paragraph(page, 2, 4, TINT_NONE, "In %zu records of %s%s bytes.",
		n, words.text, n > SHOWN_RECORDS ? " …" : "");
	page_clear(&words);
}

static void put_file(struct page *page, const struct hello_file_view *view)
{
	bool odd = view->understood && *view->hello.fault;

	page_paragraph(page, 0, 2,
		odd || !view->understood ? TINT_BAD : TINT_BOLD,
		"%s: %s, %zu bytes (%s)", view->file,
		!view->understood ? "no whole ClientHello"
			: odd	  ? "a malformed ClientHello"
				  : "a ClientHello",
		view->bytes, hello_file_kind_name(view->kind));
	put_records(page, view);
	if (view->behind > 0)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"Behind the hello there are %zu more bytes.",
			view->behind);
	if (view->understood)
		hello_page(page, &view->hello, 2);
	else
		page_paragraph(page, 2, 2, TINT_NONE,
			"`hallo hello convert` shows the bytes as text, as far "
			"as they can be told.");
}

static void begin_page(struct page *page, const struct options *options)
{
	struct page_style style;

	page_style_of(
		&style, STDOUT_FILENO, options->width, options->color, 80);
	page_init(page, &style);
}

static void print(struct page *page)
{
	fputs(page->text ? page->text : "", stdout);
	page_clear(page);
}

static int show(const struct options *options, const struct hello_file *file)
{
	struct arena arena = { 0 };
	struct hello_file_view view;
	struct page page;

	hello_file_view_of(&arena, &view, file);
	if (options->list_json) {
		put_json(hello_file_value(&view));
	} else {
		begin_page(&page, options);
		put_file(&page, &view);
		print(&page);
	}
	arena_clear(&arena);
	return file->understood ? EXIT_AUDITED : EXIT_INCOMPLETE;
}

static void put_diff(struct page *page, const struct hello_diff *diff)
{
	if (diff->identical)
		page_paragraph(
			page, 0, 0, TINT_GOOD, "The same, byte for byte.");
	else if (diff->same)
		page_paragraph(page, 0, 2, TINT_GOOD,
			"The same, but for what is new each time (random, "
			"session id, key shares, GREASE).");
	for (const struct hello_difference *d = diff->first; d; d = d->next)
		page_fact(page, 0, 22, d->what, TINT_NONE, "%s", d->text);
}

static void print_diff(
	const struct options *options, const struct hello_diff *diff)
{
	struct page page;

	if (options->list_json) {
		put_json(hello_diff_value(diff));
		return;
	}
	begin_page(&page, options);
	put_diff(&page, diff);
	print(&page);
}

static int diff(const struct options *options, const struct hello_file *a)
{
	struct arena arena = { 0 };
	struct hello_diff diff = { .arena = &arena };
	struct hello_file_view views[2];
	struct hello_file b;

	if (!hello_work_load(&b, options, 2)) {
		hello_file_clear(&b);
		return EXIT_USAGE;
	}
	hello_file_view_of(&arena, &views[0], a);
	hello_file_view_of(&arena, &views[1], &b);
	hello_compare(&diff, &views[0], &views[1]);
	diff.identical = a->len == b.len && !memcmp(a->bytes, b.bytes, a->len);
	diff.same = !diff.first &&
		(diff.identical || (a->understood && b.understood));
	print_diff(options, &diff);
	arena_clear(&arena);
	hello_file_clear(&b);
	return diff.same ? EXIT_AUDITED : EXIT_FINDING;
}

static int convert(const struct options *options, const struct hello_file *file)
{
	const char *name = options->hello.output;

	return hello_write_file(options, name ? name : "-", HELLO_AS_TEXT,
		slice_of(file->bytes, file->len));
}

int command_hello(const struct options *options)
{
	const char *work = options->words[0];
	struct hello_file file;
	int status = EXIT_USAGE;

	if (!strcmp(work, "new"))
		return hello_new(options);
	if (!hello_work_load(&file, options, 1))
		status = EXIT_USAGE;
	else if (!strcmp(work, "show"))
		status = show(options, &file);
	else if (!strcmp(work, "diff"))
		status = diff(options, &file);
	else if (!strcmp(work, "convert"))
		status = convert(options, &file);
	else
		status = hello_edit(options, &file);
	hello_file_clear(&file);
	return status;
}
