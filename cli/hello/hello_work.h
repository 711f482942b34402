/* SPDX-License-Identifier: ISC */
/*
 * The parts of `hallo hello`; private to cli/hello*.c. Each returns the exit
 * status.
 */
#ifndef HALLO_CLI_HELLO_HELLO_WORK_H
#define HALLO_CLI_HELLO_HELLO_WORK_H

#include <jansson.h>

#include "cli/files/hello_file.h"
#include "cli/files/hello_output.h"
#include "cli/options/options.h"
#include "cli/page/page.h"

/* Loads the @i-th file of the command line; says what is wrong. Clear in either
 * case. */
bool hello_work_load(struct hello_file *file, const struct options *options,
	size_t i) __attribute__((warn_unused_result));

/* What `show` shows, and what `diff` compares: { file, kind, bytes, records:
 * [{ version, length }], behind, hello }; hello is null when there is none. */
json_t *hello_file_value(const struct hello_file *file);

/* { same, identical, differences: [{ what, text }] } */
json_t *hello_diff_value(const json_t *a, const json_t *b);

int hello_edit(const struct options *options, struct hello_file *file);
int hello_new(const struct options *options);

/* The text of @file in an editor; what came of it. */
int hello_edit_by_hand(const struct options *options, struct hello_file *file);

#endif
