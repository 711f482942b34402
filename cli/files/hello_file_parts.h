/* SPDX-License-Identifier: ISC */
/*
 * What the importers of hello files share; private to hello_file*.c.
 */
#ifndef HALLO_CLI_FILES_HELLO_FILE_PARTS_H
#define HALLO_CLI_FILES_HELLO_FILE_PARTS_H

#include <stdio.h>

#include "cli/files/hello_file.h"

struct importer {
	enum hello_file_kind kind;
	bool (*recognises)(struct slice head); /* all that was read so far */
	/*
	 * Finds the hello in file->text and takes it with hello_file_take();
	 * sets file->n. Where @whole is false the file may be longer than that
	 * (HELLO_FILE_TEXT): the importer then reads on from @stream, and is to
	 * bound its memory itself.
	 */
	bool (*import)(
		struct hello_file *file, FILE *stream, struct error *error);
	bool whole;
};

bool hello_file_is_text(struct slice head);
bool hello_file_is_capture(struct slice head);
bool hello_file_is_hex(struct slice head);
bool hello_file_is_transcript(struct slice head);
bool hello_file_is_raw(struct slice head);
bool hello_file_from_capture(
	struct hello_file *file, FILE *stream, struct error *error);
bool hello_file_from_text(
	struct hello_file *file, FILE *stream, struct error *error);
bool hello_file_from_hex(
	struct hello_file *file, FILE *stream, struct error *error);
bool hello_file_from_transcript(
	struct hello_file *file, FILE *stream, struct error *error);
bool hello_file_from_raw(
	struct hello_file *file, FILE *stream, struct error *error);

/* "NAME: words" into @error; false. */
bool hello_file_fail(struct hello_file *file, struct error *error,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
