/* SPDX-License-Identifier: ISC */
/*
 * Hex dumps as hello files: wire/ reads them, here mistakes get the name of the
 * file. What holds nothing but letters and is no other form is taken for one.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/files/hello_file_parts.h"
#include "wire/text/hex_dump.h"

bool hello_file_is_hex(struct slice head)
{
	size_t n = head.len < 512 ? head.len : 512;

	for (size_t i = 0; i < n; i++)
		if ((head.data[i] < ' ' && !strchr("\t\r\n", head.data[i])) ||
			head.data[i] > '~')
			return false;
	return true;
}

static bool fail(struct hello_file *file, const struct writer *w,
	const struct hex_dump_mistake *mistake, struct error *error)
{
	if (!writer_ok(w))
		return hello_file_fail(file, error,
			"a hello has at most %d bytes here", HELLO_FILE_BYTES);
	if (mistake->line > 0)
		return hello_file_fail(file, error,
			"line %zu: '%s' is no pair of hex digits; as a hello "
			"are read: the text form (it begins with `hallo hello "
			"1`), bytes, a hex dump, a transcript",
			mistake->line, mistake->word);
	return hello_file_fail(file, error,
		"no packet of this dump carries the beginning of a TLS "
		"handshake");
}

bool hello_file_from_hex(
	struct hello_file *file, FILE *stream, struct error *error)
{
	uint8_t *bytes = malloc(HELLO_FILE_BYTES);
	struct writer w = writer_of(bytes, HELLO_FILE_BYTES);
	struct hex_dump_mistake mistake;
	bool good;

	(void)stream;
	if (!bytes)
		abort();
	file->n = hex_dump_read(&w, slice_of(file->text, file->n_text),
		file->number ? file->number : 1, &mistake);
	good = file->n > 0 && writer_ok(&w)
		? hello_file_take(file, writer_done(&w))
		: fail(file, &w, &mistake, error);
	free(bytes);
	return good;
}
