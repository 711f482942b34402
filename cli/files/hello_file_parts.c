/* SPDX-License-Identifier: ISC */
/*
 * What all importers do with what they have found; see hello_file_parts.h.
 */
#include "cli/files/hello_file_parts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *hello_file_kind_name(enum hello_file_kind kind)
{
	static const char *const names[] = {
		[HELLO_FILE_TEXT_FORM] = "text form",
		[HELLO_FILE_RAW] = "raw bytes",
		[HELLO_FILE_HEX] = "hex dump",
		[HELLO_FILE_TRANSCRIPT] = "transcript",
		[HELLO_FILE_CAPTURE] = "capture",
	};

	return names[kind];
}

bool hello_file_fail(
	struct hello_file *file, struct error *error, const char *fmt, ...)
{
	char words[240];
	va_list list;

	va_start(list, fmt);
	vsnprintf(words, sizeof(words), fmt, list);
	va_end(list);
	error_set(error, ERROR_FILE, 0, "%.200s: %s", file->name, words);
	return false;
}

bool hello_file_take(struct hello_file *file, struct slice bytes)
{
	enum hello_progress progress;

	if (bytes.len > HELLO_FILE_BYTES)
		return false;
	free(file->bytes);
	free(file->joined);
	file->bytes = malloc(bytes.len + 1);
	file->joined = malloc(bytes.len + 4);
	if (!file->bytes || !file->joined)
		abort();
	if (bytes.len > 0)
		memcpy(file->bytes, bytes.data, bytes.len);
	file->len = bytes.len;
	progress = hello_read_records(&file->hello, &file->consumed,
		slice_of(file->bytes, file->len), file->joined, bytes.len + 4);
	file->bare = progress != HELLO_READ &&
		hello_read_message(&file->hello, &file->consumed,
			slice_of(file->bytes, file->len));
	file->understood = progress == HELLO_READ || file->bare;
	return true;
}
