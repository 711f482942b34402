/* SPDX-License-Identifier: ISC */
/*
 * Where a hello is written to. A file that is there already is replaced as a
 * whole when all is written, so that a full disk costs nobody his hello.
 */
#include "cli/files/hello_output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/page/page.h"
#include "wire/text/hello_text.h"

struct output {
	const char *name;
	char *part; /* what becomes the file at the end; owned; or NULL */
	FILE *file;
};

/* Beside a file of the ordinary kind; a link or a device is written into. */
static bool begin_part(struct output *output)
{
	struct stat stat;
	int fd;

	if (lstat(output->name, &stat) != 0 || !S_ISREG(stat.st_mode))
		return false;
	output->part = words_join("%s.XXXXXX", output->name);
	fd = mkstemp(output->part);
	if (fd >= 0 && fchmod(fd, stat.st_mode & 07777) == 0)
		output->file = fdopen(fd, "w");
	if (output->file)
		return true;
	if (fd >= 0) {
		close(fd);
		unlink(output->part);
	}
	free(output->part);
	output->part = NULL;
	return false;
}

static bool begin(struct output *output, const char *name)
{
	*output = (struct output){ .name = name };
	if (!strcmp(name, "-"))
		output->file = stdout;
	else if (!begin_part(output))
		output->file = fopen(name, "w");
	return output->file != NULL;
}

static bool end(struct output *output)
{
	bool good = !ferror(output->file);

	if (output->file != stdout)
		good = fclose(output->file) == 0 && good;
	if (output->part && good)
		good = rename(output->part, output->name) == 0;
	if (output->part && !good)
		unlink(output->part);
	free(output->part);
	return good;
}

static int fail(const char *name)
{
	complain("hello: %s: %s", name, strerror(errno));
	return EXIT_USAGE;
}

int hello_write_text(const char *name, const char *text, size_t len)
{
	struct output output;

	if (!begin(&output, name))
		return fail(name);
	fwrite(text, 1, len, output.file);
	return end(&output) ? EXIT_AUDITED : fail(name);
}

char *hello_text_of(struct slice bytes)
{
	uint8_t *scratch = malloc(bytes.len + 1);
	size_t len = hello_text_write(NULL, 0, bytes, scratch);
	char *text = malloc(len + 1);

	if (!scratch || !text)
		abort();
	hello_text_write(text, len + 1, bytes, scratch);
	free(scratch);
	return text;
}

/* 16 pairs a line. */
static char *hex_of(struct slice bytes)
{
	char *text = malloc(3 * bytes.len + 1), *at = text;

	if (!text)
		abort();
	for (size_t i = 0; i < bytes.len; i++)
		at += sprintf(at, "%02x%s", bytes.data[i],
			i % 16 == 15 || i + 1 == bytes.len ? "\n" : " ");
	*at = '\0';
	return text;
}

int hello_write_file(const struct options *options, const char *name,
	enum hello_given_form form, struct slice bytes)
{
	char *text;
	int status;

	if (options->hello.form != HELLO_AS_IT_IS)
		form = options->hello.form;
	if (form == HELLO_AS_RAW && !strcmp(name, "-") &&
		isatty(STDOUT_FILENO)) {
		complain("hello: --raw writes bytes, which are nothing for a "
			 "terminal: -o FILE takes them");
		return EXIT_USAGE;
	}
	if (form == HELLO_AS_RAW)
		return hello_write_text(
			name, (const char *)bytes.data, bytes.len);
	text = form == HELLO_AS_HEX ? hex_of(bytes) : hello_text_of(bytes);
	status = hello_write_text(name, text, strlen(text));
	free(text);
	return status;
}
