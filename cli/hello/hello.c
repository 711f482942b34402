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
#include "cli/page/value.h"
#include "wire/tables/names.h"
#include "wire/bytes/record.h"

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

static json_t *records_value(const struct hello_file *file)
{
	json_t *array = json_array();
	struct slice bytes = slice_of(file->bytes, file->consumed);
	struct record_header header;
	size_t at = 0;

	if (!file->understood || file->bare || file->hello.form == HELLO_SSL2)
		return array;
	while (record_header_read(&header, bytes, at)) {
		const char *name = version_name(header.version);

		json_array_append_new(array,
			json_pack("{s:o, s:I}", "version",
				name ? json_string(name)
				     : json_sprintf("0x%04X", header.version),
				"length", (json_int_t)header.len));
		at += RECORD_HEADER + header.len;
	}
	return array;
}

json_t *hello_file_value(const struct hello_file *file)
{
	size_t behind = file->understood ? file->len - file->consumed : 0;

	return json_pack("{s:o, s:s, s:I, s:o, s:I, s:o}", "file",
		report_text(file->name, strlen(file->name)), "kind",
		hello_file_kind_name(file->kind), "bytes",
		(json_int_t)file->len, "records", records_value(file), "behind",
		(json_int_t)behind, "hello",
		file->understood ? hello_value(&file->hello) : json_null());
}

static void put_json(const json_t *value)
{
	json_dumpf(value, stdout, JSON_INDENT(1));
	putchar('\n');
}

/* "2 records of 16 and 81 bytes" */
static void put_records(struct page *page, const json_t *value)
{
	json_t *records = value_of(value, "records"), *record;
	struct page_style style = { 0 };
	struct page words;
	char text[32];
	size_t i, n = json_array_size(records);

	if (n < 2)
		return;
	page_init(&words, &style);
	json_array_foreach(records, i, record)
	{
		if (i == 20)
			break;
		snprintf(text, sizeof(text), "%s%lld", i ? ", " : "",
			value_number(record, "length"));
		page_put(&words, text, strlen(text));
	}
	page_paragraph(page, 2, 4, TINT_NONE, "In %zu records of %s%s bytes.",
		n, words.text, n > 20 ? " …" : "");
	page_clear(&words);
}

static void put_page(struct page *page, const json_t *value)
{
	const json_t *hello = value_of(value, "hello");
	bool is_hello = json_is_object(hello);
	bool odd = is_hello && *value_text(hello, "fault");

	page_paragraph(page, 0, 2, odd || !is_hello ? TINT_BAD : TINT_BOLD,
		"%s: %s, %lld bytes (%s)", value_text(value, "file"),
		!is_hello     ? "no whole ClientHello"
			: odd ? "a malformed ClientHello"
			      : "a ClientHello",
		value_number(value, "bytes"), value_text(value, "kind"));
	put_records(page, value);
	if (value_number(value, "behind") > 0)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"Behind the hello there are %lld more bytes.",
			value_number(value, "behind"));
	if (is_hello)
		hello_page(page, hello, 2);
	else
		page_paragraph(page, 2, 2, TINT_NONE,
			"`hallo hello convert` shows the bytes as text, as far "
			"as they can be told.");
}

static void print_page(const struct options *options, const json_t *value,
	void (*put)(struct page *page, const json_t *value))
{
	struct page_style style;
	struct page page;

	page_style_of(
		&style, STDOUT_FILENO, options->width, (int)options->color, 80);
	page_init(&page, &style);
	put(&page, value);
	fputs(page.text ? page.text : "", stdout);
	page_clear(&page);
}

static int show(const struct options *options, const struct hello_file *file)
{
	json_t *value = hello_file_value(file);

	if (options->list_json)
		put_json(value);
	else
		print_page(options, value, put_page);
	json_decref(value);
	return file->understood ? EXIT_AUDITED : EXIT_INCOMPLETE;
}

static void put_diff(struct page *page, const json_t *value)
{
	json_t *difference;
	size_t i;

	if (value_true(value, "identical"))
		page_paragraph(
			page, 0, 0, TINT_GOOD, "The same, byte for byte.");
	else if (value_true(value, "same"))
		page_paragraph(page, 0, 2, TINT_GOOD,
			"The same, but for what is new each time (random, "
			"session id, key shares, GREASE).");
	json_array_foreach(value_of(value, "differences"), i, difference)
		page_fact(page, 0, 22, value_text(difference, "what"),
			TINT_NONE, "%s", value_text(difference, "text"));
}

static int diff(const struct options *options, const struct hello_file *a)
{
	struct hello_file b;
	json_t *values[2], *value;
	bool same, identical;

	if (!hello_work_load(&b, options, 2)) {
		hello_file_clear(&b);
		return EXIT_USAGE;
	}
	values[0] = hello_file_value(a);
	values[1] = hello_file_value(&b);
	identical = a->len == b.len && !memcmp(a->bytes, b.bytes, a->len);
	value = hello_diff_value(values[0], values[1]);
	same = json_array_size(value_of(value, "differences")) == 0 &&
		(identical || (a->understood && b.understood));
	json_object_set_new(value, "same", json_boolean(same));
	json_object_set_new(value, "identical", json_boolean(identical));
	if (options->list_json)
		put_json(value);
	else
		print_page(options, value, put_diff);
	json_decref(value);
	json_decref(values[0]);
	json_decref(values[1]);
	hello_file_clear(&b);
	return same ? EXIT_AUDITED : EXIT_FINDING;
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
