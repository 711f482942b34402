/* SPDX-License-Identifier: ISC */
/*
 * `hallo read FILE.pcap`: each connection of a capture, what went wrong in it,
 * and all that can be seen of it. Connections are told when they are over, so
 * that a capture of any length is read in the same memory.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/files/hello_output.h"
#include "cli/files/read_capture.h"
#include "cli/read/read_page.h"

struct output {
	const struct options *options;
	struct read_summary summary;
	struct page_style style;
	FILE *json;
	bool text, failed;
	int saved; /* exit status of --save-hello; -1: not met yet */
};

static bool is_wanted(const struct options *options, const struct reading *r,
	const struct read_verdict *verdict)
{
	const struct conversation_half *half = r->connection.half;
	char address[2][READING_ADDRESS];

	if (options->read.port && half[0].end.port != options->read.port &&
		half[1].end.port != options->read.port)
		return false;
	if (*options->read.host &&
		strcmp(reading_address(address[0], r, SIDE_CLIENT),
			options->read.host) != 0 &&
		strcmp(reading_address(address[1], r, SIDE_SERVER),
			options->read.host) != 0)
		return false;
	return !options->read.failed || verdict->outcome == READ_FAILED;
}

static void count(struct read_summary *summary, enum read_outcome outcome)
{
	summary->shown++;
	summary->completed += outcome == READ_COMPLETED;
	summary->failed += outcome == READ_FAILED;
	summary->clear += outcome == READ_CLEAR;
	summary->unclear += outcome == READ_UNCLEAR;
}

/* Prints what was put on @page. */
static void print(struct page *page)
{
	char *text = page_take(page);

	fputs(text, stdout);
	free(text);
}

/* Takes @value over. */
static void write_json(struct output *output, json_t *value)
{
	if (json_dumpf(value, output->json, JSON_COMPACT) != 0 ||
		fputc('\n', output->json) == EOF)
		output->failed = true;
	json_decref(value);
}

static void put_connection(struct output *output, const struct reading *r,
	const struct read_verdict *verdict)
{
	struct arena arena = { 0 };
	struct read_view view;
	struct page page;

	read_view_of(&arena, &view, r, verdict);
	if (output->json)
		write_json(output, read_view_value(&view));
	if (output->text) {
		page_init(&page, &output->style);
		read_page(&page, &view);
		print(&page);
	}
	arena_clear(&arena);
}

static void put_summary(struct output *output)
{
	struct arena arena = { 0 };
	struct read_summary shown;
	struct page page;

	read_summary_view_of(&arena, &shown, &output->summary);
	if (output->json)
		write_json(output, read_summary_value(&shown));
	if (output->text) {
		page_init(&page, &output->style);
		read_summary_page(&page, &shown);
		print(&page);
	}
	arena_clear(&arena);
}

static void save_hello(struct output *output, const struct reading *r)
{
	const struct options *options = output->options;
	struct slice bytes = reading_hello_bytes(r);

	output->saved = EXIT_INCOMPLETE;
	if (bytes.len == 0)
		complain("--save-hello: connection %u has no whole ClientHello",
			options->read.save);
	else
		output->saved = hello_write_file(options,
			options->words[options->read.save_word], HELLO_AS_TEXT,
			bytes);
}

static bool each(void *ctx, const struct reading *r)
{
	struct output *output = ctx;
	struct read_verdict verdict;

	if (output->options->read.save == r->connection.number)
		save_hello(output, r);
	read_verdict(&verdict, r);
	if (!is_wanted(output->options, r, &verdict))
		return true;
	count(&output->summary, verdict.outcome);
	put_connection(output, r, &verdict);
	return true;
}

static bool open_json(struct output *output)
{
	const char *name = output->options->json;

	output->text = true;
	if (!name)
		return true;
	if (!strcmp(name, "-")) {
		output->json = stdout;
		output->text = false;
		return true;
	}
	output->json = fopen(name, "w");
	if (!output->json)
		complain("--json %s: %s; nothing was read", name,
			strerror(errno));
	return output->json != NULL;
}

static void close_json(struct output *output)
{
	FILE *json = output->json;

	if (json && json != stdout && (ferror(json) | fclose(json)) != 0)
		output->failed = true;
	if (output->failed)
		complain("--json %s: cannot write", output->options->json);
}

static int status_of(const struct output *output)
{
	const struct read_summary *s = &output->summary;

	if (output->options->read.save && output->saved < 0) {
		complain("--save-hello: there is no connection %u, the last is "
			 "%llu",
			output->options->read.save,
			(unsigned long long)s->connections);
		return EXIT_INCOMPLETE;
	}
	if (output->options->read.save && output->saved != EXIT_AUDITED)
		return output->saved;
	if (*s->trouble || s->cut || s->fragments || s->table_full ||
		s->holes || output->failed)
		return EXIT_INCOMPLETE;
	return EXIT_AUDITED;
}

/* FILE among the words: the one that --save-hello does not own. */
static const char *file_of(const struct options *options)
{
	if (options->read.save && options->read.save_word == 0)
		return options->words[1];
	return options->words[0];
}

int command_read(const struct options *options)
{
	struct output output = { .options = options,
		.summary = { .file = file_of(options), .trouble = "" },
		.saved = -1 };
	struct error error = { 0 };
	struct capture_file *file =
		capture_file_open(output.summary.file, &error);
	int status;

	if (!file) {
		complain("%s", error.message);
		return EXIT_UNREACHED;
	}
	if (!open_json(&output)) {
		capture_file_close(file);
		return EXIT_USAGE;
	}
	page_style_of(&output.style, STDOUT_FILENO, options->width,
		options->color, 80);
	read_capture(file, &output.summary, each, &output);
	put_summary(&output);
	close_json(&output);
	status = status_of(&output);
	if (*output.summary.trouble && !output.text)
		complain("%s: %s", output.summary.file, output.summary.trouble);
	capture_file_close(file);
	return status;
}
