/* SPDX-License-Identifier: ISC */
/*
 * A hello as a file: bytes, hex or the text form. Both return the exit status,
 * and say what went wrong.
 */
#ifndef HALLO_CLI_FILES_HELLO_OUTPUT_H
#define HALLO_CLI_FILES_HELLO_OUTPUT_H

#include "cli/options/options.h"
#include "wire/bytes/slice.h"

/* Writes @bytes in the form that the options name, else as @form, to @name
 * ("-": standard output). */
int hello_write_file(const struct options *options, const char *name,
	enum hello_given_form form, struct slice bytes);

/* The same for what is text already. */
int hello_write_text(const char *name, const char *text, size_t len);

/* The text form of @bytes; free(). */
char *hello_text_of(struct slice bytes);

#endif
