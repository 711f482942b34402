/* SPDX-License-Identifier: ISC */
/*
 * Loads a hello. What lies in the file is looked at by each importer in turn:
 * the first that recognises its first bytes takes it. A further form is one row
 * and one file.
 */
#include "cli/files/hello_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/files/hello_file_parts.h"

/* clang-format off */
static const struct importer importers[] = {
	{ HELLO_FILE_CAPTURE, hello_file_is_capture, hello_file_from_capture,
		false },
	{ HELLO_FILE_TRANSCRIPT, hello_file_is_transcript,
		hello_file_from_transcript, true },
	{ HELLO_FILE_TEXT_FORM, hello_file_is_text, hello_file_from_text,
		true },
	{ HELLO_FILE_HEX, hello_file_is_hex, hello_file_from_hex, true },
	/* takes whatever is left, and so is the last */
	{ HELLO_FILE_RAW, hello_file_is_raw, hello_file_from_raw, true },
};
/* clang-format on */

/* "mx.hello:3": a file of that very name goes first. */
static void split_name(struct hello_file *file, const char *name)
{
	const char *colon = strrchr(name, ':');
	FILE *whole = colon ? fopen(name, "r") : NULL;
	size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;

	file->name = strdup(name);
	if (!file->name)
		abort();
	if (whole)
		fclose(whole);
	if (whole || !colon || colon == name || digits == 0 || digits > 9 ||
		colon[1 + digits] || strtoul(colon + 1, NULL, 10) == 0)
		return; /* they count from 1 */
	file->number = (size_t)strtoul(colon + 1, NULL, 10);
	file->name[colon - name] = '\0';
}

/* Up to one byte over the cap, so that more is noticed. */
static bool read_all(struct hello_file *file, FILE *stream)
{
	size_t room = 64 * 1024, got;

	file->text = malloc(room);
	do {
		if (!file->text)
			abort();
		got = fread(file->text + file->n_text, 1,
			room - 1 - file->n_text, stream);
		file->n_text += got;
		if (file->n_text + 1 == room && room < HELLO_FILE_TEXT * 2) {
			room *= 2;
			file->text = realloc(file->text, room);
		}
	} while (got > 0 && file->n_text <= HELLO_FILE_TEXT);
	file->text[file->n_text] = '\0';
	return !ferror(stream);
}

static bool import(struct hello_file *file, FILE *stream, struct error *error)
{
	struct slice head = slice_of(file->text, file->n_text);
	const struct importer *importer = importers;

	if (file->n_text == 0)
		return hello_file_fail(file, error,
			"it is empty; a hello file holds a ClientHello as "
			"text, bytes, a hex dump or a transcript");
	while (!importer->recognises(head))
		importer++;
	file->kind = importer->kind;
	if (importer->whole && file->n_text > HELLO_FILE_TEXT)
		return hello_file_fail(file, error,
			"it is too long: as %s at most %d bytes are read",
			hello_file_kind_name(file->kind), HELLO_FILE_TEXT);
	return importer->import(file, stream, error);
}

static bool check_number(struct hello_file *file, struct error *error)
{
	if (file->number <= file->n)
		return true;
	return hello_file_fail(file, error,
		"there is no hello number %zu in this %s, it has %zu",
		file->number, hello_file_kind_name(file->kind), file->n);
}

bool hello_file_load(
	struct hello_file *file, const char *name, struct error *error)
{
	FILE *stream = stdin;
	bool good;

	memset(file, 0, sizeof(*file));
	split_name(file, name);
	if (strcmp(file->name, "-") != 0)
		stream = fopen(file->name, "r");
	if (!stream) {
		error_set(error, ERROR_FILE, errno,
			"%.200s: %s; a hello file is wanted here, see "
			"hallo-hello(5)",
			file->name, strerror(errno));
		return false;
	}
	good = read_all(file, stream) ||
		hello_file_fail(file, error, "%s", strerror(errno));
	good = good && import(file, stream, error) && check_number(file, error);
	if (stream != stdin)
		fclose(stream);
	return good;
}

void hello_file_clear(struct hello_file *file)
{
	free(file->name);
	free(file->text);
	free(file->bytes);
	free(file->joined);
	memset(file, 0, sizeof(*file));
}
