/* SPDX-License-Identifier: ISC */
/*
 * The parts of `hallo hello`; private to cli/hello*.c. Each returns the exit
 * status.
 */
#ifndef HALLO_CLI_HELLO_HELLO_WORK_H
#define HALLO_CLI_HELLO_HELLO_WORK_H

#include <jansson.h>

#include "analysis/json/hello_view.h"
#include "cli/files/hello_file.h"
#include "cli/files/hello_output.h"
#include "cli/options/options.h"
#include "cli/page/page.h"

/* Loads the @i-th file of the command line; says what is wrong. Clear in either
 * case. */
bool hello_work_load(struct hello_file *file, const struct options *options,
	size_t i) __attribute__((warn_unused_result));

/* What `show` shows, and what `diff` compares; all of it in an arena. */
struct hello_record {
	const char *version;
	size_t length;
};

struct hello_file_view {
	const char *file; /* its name, harmless */
	enum hello_file_kind kind;
	size_t bytes;
	size_t n_records;
	struct hello_record *records;
	size_t behind;	 /* bytes behind the hello */
	bool understood; /* @hello is one */
	struct hello_view hello;
};

void hello_file_view_of(struct arena *arena, struct hello_file_view *view,
	const struct hello_file *file);

/* { file, kind, bytes, records: [{ version, length }], behind, hello }; hello
 * is null when there is none. A new reference. */
json_t *hello_file_value(const struct hello_file_view *view);

struct hello_difference {
	const char *what, *text;
	struct hello_difference *next;
};

/* In the order of the hello. */
struct hello_diff {
	struct arena *arena;
	bool same;	/* but for what is new in each hello */
	bool identical; /* byte for byte */
	struct hello_difference *first, *last;
};

/* Finds the differences; the rest of @diff is the caller's. */
void hello_compare(struct hello_diff *diff, const struct hello_file_view *a,
	const struct hello_file_view *b);

/* { differences: [{ what, text }], same, identical }; a new reference. */
json_t *hello_diff_value(const struct hello_diff *diff);

int hello_edit(const struct options *options, struct hello_file *file);
int hello_new(const struct options *options);

/* The text of @file in an editor; what came of it. */
int hello_edit_by_hand(const struct options *options, struct hello_file *file);

#endif
