/* SPDX-License-Identifier: ISC */
/*
 * See folder.h.
 */
#include "tests/cli/hello/folder.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char folder[] = "/tmp/hallo-hello-XXXXXX";

int folder_begin(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

int folder_end(void **state)
{
	char command[80];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

const char *at(const char *name)
{
	static char paths[8][80];
	static size_t next;
	char *path = paths[next++ % 8];

	snprintf(path, sizeof(paths[0]), "%s%s%s", folder, *name ? "/" : "",
		name);
	return path;
}

void put(const char *name, const char *text)
{
	FILE *file = fopen(at(name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

char *whole(const char *name)
{
	FILE *file = fopen(at(name), "r");
	char *text = calloc(1, 100000);

	assert_non_null(file);
	assert_non_null(text);
	assert_true(fread(text, 1, 99999, file) > 0);
	fclose(file);
	return text;
}

void ran_as(struct ran ran, int status, const char *out, const char *err)
{
	if (ran.status != status || !strstr(ran.out, out) ||
		!strstr(ran.err, err))
		print_error(
			"status %d\n%s\n%s\n", ran.status, ran.out, ran.err);
	assert_int_equal(ran.status, status);
	assert_non_null(strstr(ran.out, out));
	assert_non_null(strstr(ran.err, err));
	ran_clear(&ran);
}

void make_a(void)
{
	ran_as(run_hallo("hello", "new", "--seed", "01", "--versions",
		       "TLSv1.2,TLSv1.1", "--suites", "AES128-SHA,0x0039",
		       "--groups", "x25519", "--sni", "mx.example", "-o",
		       at("a"), NULL),
		0, "", "");
}
