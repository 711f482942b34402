/* SPDX-License-Identifier: ISC */
/*
 * Hellos as files: named by time and number, never over another, never a byte
 * of the peer in a name, and not without end.
 */
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/files/hello_file.h"
#include "cli/listen/listen_save.h"
#include "tests/lib/hex.h"

static char folder[] = "/tmp/hallo-save-XXXXXX";
static struct listen_save save;
static struct hello hello;
static uint8_t *bytes, scratch[2000];
static size_t len;

static struct listen_saved what(unsigned number, unsigned nth)
{
	return (struct listen_saved){ .time = { 1795000000, 345678901 },
		.number = number,
		.nth = nth,
		.peer = "127.0.0.1:4711",
		.name = "../\\x1bmta",
		.dialog = "smtp",
		.hello = &hello,
		.bytes = slice_of(bytes, len) };
}

/* Saves; the file is there and holds the hello. */
static char *saved(unsigned number, unsigned nth)
{
	struct listen_saved one = what(number, nth);
	struct hello_file file;
	struct error error = { 0 };
	char *path = listen_save(&save, &one, &error);

	if (!path)
		fail_msg("%s", error.message);
	assert_true(hello_file_load(&file, path, &error));
	assert_int_equal(file.kind, HELLO_FILE_TEXT_FORM);
	assert_int_equal(file.len, len);
	assert_memory_equal(file.bytes, bytes, len);
	assert_non_null(strstr(file.text, "calls itself ../\\x1bmta"));
	hello_file_clear(&file);
	return path;
}

UNIT(names_are_time_and_number)
{
	char *path;

	path = saved(3, 1);
	assert_string_equal(
		path + strlen(folder), "/20261118T110640.345Z-0003.hello");
	free(path);
	path = saved(3, 2);
	assert_string_equal(
		path + strlen(folder), "/20261118T110640.345Z-0003-2.hello");
	free(path);
}

UNIT(nothing_is_written_over)
{
	struct listen_saved one = what(4, 1);
	struct error error = { 0 };

	free(saved(4, 1));
	assert_null(listen_save(&save, &one, &error));
	assert_non_null(strstr(error.message, "File exists"));
	/* said once, and then no more is written */
	error = (struct error){ 0 };
	one = what(5, 1);
	assert_null(listen_save(&save, &one, &error));
	assert_string_equal(error.message, "");
}

UNIT(there_is_an_end)
{
	struct listen_saved one = what(6, 1);
	struct error error = { 0 };

	assert_true(listen_save_begin(&save, folder, &error));
	save.n_bytes = LISTEN_SAVE_BYTES;
	assert_null(listen_save(&save, &one, &error));
	assert_non_null(strstr(error.message, "are enough"));
}

UNIT(what_is_no_directory_is_told)
{
	struct error error = { 0 };

	assert_false(listen_save_begin(&save, "/dev/null", &error));
	assert_non_null(strstr(error.message, "--save /dev/null: "));
}

FIXTURE(begin_all)
{
	struct error error = { 0 };
	size_t consumed;

	bytes = golden_read("tls12_hello", &len);
	if (hello_read_records(&hello, &consumed, slice_of(bytes, len), scratch,
		    sizeof(scratch)) != HELLO_READ)
		return -1;
	return mkdtemp(folder) && listen_save_begin(&save, folder, &error) ? 0
									   : -1;
}

FIXTURE(end_all)
{
	char command[80];

	free(bytes);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_time_and_number),
		cmocka_unit_test(nothing_is_written_over),
		cmocka_unit_test(there_is_an_end),
		cmocka_unit_test(what_is_no_directory_is_told),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
