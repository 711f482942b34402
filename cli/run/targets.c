/* SPDX-License-Identifier: ISC */
/*
 * A file of targets has one a line; blanks around it, empty lines and lines
 * that begin with # do not count.
 */
#include "cli/run/targets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TARGETS_MAX 1000000

static bool add(struct targets *targets, const char *text, struct error *error)
{
	if (targets->n == targets->room) {
		targets->room = targets->room ? targets->room * 2 : 8;
		targets->list = realloc(
			targets->list, targets->room * sizeof(*targets->list));
		if (!targets->list)
			abort();
	}
	if (!target_parse(&targets->list[targets->n], text, error))
		return false;
	targets->n++;
	return true;
}

/* The line without blanks around it; NULL when it does not count. */
static char *trim(char *line)
{
	size_t len;

	line += strspn(line, " \t\r\n");
	len = strlen(line);
	while (len > 0 && strchr(" \t\r\n", line[len - 1]))
		line[--len] = '\0';
	return *line && *line != '#' ? line : NULL;
}

static bool read_lines(struct targets *targets, FILE *file, const char *name,
	struct error *error)
{
	struct error inner = { 0 };
	char *line = NULL;
	size_t room = 0, number = 0;
	bool good = true;

	while (good && targets->n < TARGETS_MAX &&
		getline(&line, &room, file) >= 0) {
		char *text = trim(line);

		number++;
		if (text && !add(targets, text, &inner)) {
			error_set(error, ERROR_USAGE, 0, "%s, line %zu: %s",
				name, number, inner.message);
			good = false;
		}
	}
	if (good && ferror(file)) {
		error_set(error, ERROR_FILE, errno, "%s: %s", name,
			strerror(errno));
		good = false;
	}
	free(line);
	return good;
}

static bool read_input(
	struct targets *targets, const char *name, struct error *error)
{
	FILE *file;
	bool good;

	if (!strcmp(name, "-"))
		return read_lines(targets, stdin, "standard input", error);
	file = fopen(name, "r");
	if (!file) {
		error_set(error, ERROR_FILE, errno,
			"--input %s: %s; it takes a file with a target a line, "
			"or - for standard input",
			name, strerror(errno));
		return false;
	}
	good = read_lines(targets, file, name, error);
	fclose(file);
	return good;
}

bool targets_read(struct targets *targets, const struct options *options,
	struct error *error)
{
	memset(targets, 0, sizeof(*targets));
	for (size_t i = 0; i < options->n_words; i++)
		if (!add(targets, options->words[i], error))
			return false;
	if (options->input && !read_input(targets, options->input, error))
		return false;
	if (targets->n > 0)
		return true;
	error_set(error, ERROR_USAGE, 0, "%s names no target", options->input);
	return false;
}

void targets_clear(struct targets *targets)
{
	free(targets->list);
	memset(targets, 0, sizeof(*targets));
}
