/* SPDX-License-Identifier: ISC */
/*
 * The text form as a hello file: wire/ reads it, here its mistakes get the name
 * of the file.
 */
#include <stdlib.h>

#include "cli/files/hello_file_parts.h"
#include "wire/text/hello_text.h"

bool hello_file_is_text(struct slice head)
{
	return hello_text_is(head);
}

bool hello_file_from_text(
	struct hello_file *file, FILE *stream, struct error *error)
{
	struct hello_text_mistake mistake;
	uint8_t *bytes = malloc(HELLO_FILE_BYTES);
	struct writer w = writer_of(bytes, HELLO_FILE_BYTES);
	bool good;

	(void)stream;
	if (!bytes)
		abort();
	file->n = 1;
	good = hello_text_read(
		&w, slice_of(file->text, file->n_text), &mistake);
	if (good)
		good = hello_file_take(file, writer_done(&w));
	else
		hello_file_fail(file, error, "line %zu: %s", mistake.line,
			mistake.words);
	free(bytes);
	return good;
}
