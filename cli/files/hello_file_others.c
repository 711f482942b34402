/* SPDX-License-Identifier: ISC */
/*
 * The other importers of hello files: raw bytes, and transcripts, where FILE:N
 * is the hello of probe N.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/strict.h"
#include "cli/files/hello_file_parts.h"

bool hello_file_is_raw(struct slice head)
{
	(void)head;
	return true;
}

bool hello_file_from_raw(
	struct hello_file *file, FILE *stream, struct error *error)
{
	(void)stream;
	file->n = 1;
	return hello_file_take(file, slice_of(file->text, file->n_text)) ||
		hello_file_fail(file, error,
			"a hello has at most %d bytes here, this file is "
			"longer",
			HELLO_FILE_BYTES);
}

bool hello_file_is_transcript(struct slice head)
{
	static const char mark[] = "\"hallo.transcript/";
	size_t line = 0;

	while (line < head.len && line < 4096 && head.data[line] != '\n')
		line++;
	return line > 0 && head.data[0] == '{' &&
		memmem(head.data, line, mark, sizeof(mark) - 1);
}

/* The hello of the probe, in hex, if it is well told. */
static void take_hello(
	struct hello_file *file, struct strict *s, const json_t *probe)
{
	uint8_t *bytes = xcalloc(HELLO_FILE_BYTES, 1);
	size_t n = strict_bytes(s, probe, "hello", bytes, HELLO_FILE_BYTES);

	if (!strict_failed(s) && !hello_file_take(file, slice_of(bytes, n)))
		strict_fail(s, "hello", "it is too long");
	free(bytes);
}

/* Takes the hello of this line, if it is the one that is wanted. */
static void look_at_line(
	struct hello_file *file, struct strict *s, const json_t *line)
{
	const json_t *probe = json_object_get(line, "probe");
	size_t id;

	if (!probe || json_is_null(probe))
		return; /* it tells of something else */
	probe = strict_object(s, line, "probe");
	id = strict_number(s, probe, "id", 1, UINT32_MAX);
	if (strict_failed(s) || (file->number && id != file->number))
		return;
	file->n = id;
	take_hello(file, s, probe);
}

/* False: error says what is wrong with the line. */
static bool read_line(struct hello_file *file, struct slice text, bool ended,
	size_t number, struct error *error)
{
	json_t *line = json_loadb((const char *)text.data, text.len,
		JSON_REJECT_DUPLICATES, NULL);
	struct strict s = { 0 };

	if (!line) /* a last line without its end is what a killed run leaves */
		return !ended ||
			hello_file_fail(file, error,
				"line %zu is no good line of a transcript",
				number);
	look_at_line(file, &s, line);
	json_decref(line);
	return !strict_failed(&s) ||
		hello_file_fail(file, error,
			"line %zu is no good line of a transcript: %s", number,
			s.message);
}

bool hello_file_from_transcript(
	struct hello_file *file, FILE *stream, struct error *error)
{
	const char *at = file->text;
	size_t number = 1;

	(void)stream;
	for (; *at && !file->bytes; number++) {
		size_t len = strcspn(at, "\n");

		if (!read_line(file, slice_of(at, len), at[len] == '\n', number,
			    error))
			return false;
		at += len + (at[len] == '\n');
	}
	if (file->bytes)
		return true;
	return file->number
		? hello_file_fail(file, error,
			  "this transcript has no probe %zu", file->number)
		: hello_file_fail(
			  file, error, "this transcript has no hello in it");
}
