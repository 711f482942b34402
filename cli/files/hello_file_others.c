/* SPDX-License-Identifier: ISC */
/*
 * The other importers of hello files: raw bytes, and transcripts, where FILE:N
 * is the hello of probe N.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/json/strict.h"
#include "analysis/report/transcript.h"
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

static bool take_hex(struct hello_file *file, const char *text)
{
	size_t n = strlen(text);
	uint8_t *bytes = malloc(n / 2 + 1);
	bool good = n % 2 == 0;

	if (!bytes)
		abort();
	for (size_t i = 0; good && i < n; i += 2) {
		char pair[3] = { text[i], text[i + 1], 0 };

		good = strspn(pair, "0123456789abcdefABCDEF") == 2;
		bytes[i / 2] = (uint8_t)strtoul(pair, NULL, 16);
	}
	good = good && hello_file_take(file, slice_of(bytes, n / 2));
	free(bytes);
	return good;
}

/* The hello of this line, if it is the one that is wanted. */
static bool look_at_line(struct hello_file *file, const json_t *line)
{
	const json_t *probe = json_object_get(line, "probe");
	struct strict s = { 0 };
	const char *hex;
	uint64_t id;

	if (!json_is_object(probe) || file->bytes)
		return true;
	id = strict_number(&s, probe, "id", 1, UINT32_MAX);
	hex = strict_text(&s, probe, "hello", SIZE_MAX);
	if (strict_failed(&s))
		return false;
	if (file->number && id != file->number)
		return true;
	file->n = (size_t)id;
	return take_hex(file, hex);
}

bool hello_file_from_transcript(
	struct hello_file *file, FILE *stream, struct error *error)
{
	const char *at = file->text;
	size_t number = 1;

	(void)stream;
	for (; *at && !file->bytes; number++) {
		size_t len = strcspn(at, "\n");
		json_t *line = json_loadb(at, len, 0, NULL);
		/* a last line without its end is what a killed run leaves */
		bool good = line ? look_at_line(file, line) : !at[len];

		json_decref(line);
		if (!good)
			return hello_file_fail(file, error,
				"line %zu is no good line of a transcript",
				number);
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
