/* SPDX-License-Identifier: ISC */
/*
 * The hellos of real programs in analysis/senders/clients/: each is read, is a
 * whole ClientHello, goes to text and back unchanged, and says where it came
 * from.
 */
#include "tests/lib/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options/commands.h"
#include "cli/files/hello_file.h"
#include "wire/hello/fingerprint.h"
#include "wire/text/hello_text.h"

#define FOLDER SOURCE_DIR "/analysis/senders/clients"

struct client {
	const char *name, *title, *package, *date, *dialog, *ja4;
};

static const struct client clients[] = {
#define CLIENT(name, title, package, date, dialog, ja4)                        \
	{ name, title, package, date, dialog, ja4 },
#include "analysis/senders/clients/clients.def"
#undef CLIENT
};
#define N_CLIENTS (sizeof(clients) / sizeof(clients[0]))

static void load(struct hello_file *file, const struct client *client)
{
	struct error error = { 0 };
	char path[400];

	snprintf(path, sizeof(path), "%s/%s.hello", FOLDER, client->name);
	if (!hello_file_load(file, path, &error))
		print_error("%s\n", error.message);
	assert_int_equal(error.code, 0);
	assert_int_equal(file->kind, HELLO_FILE_TEXT_FORM);
}

UNIT(each_is_a_whole_hello)
{
	assert_true(N_CLIENTS >= 20);
	for (size_t i = 0; i < N_CLIENTS; i++) {
		struct hello_file file;

		load(&file, &clients[i]);
		assert_true(file.understood);
		assert_int_equal(file.consumed, file.len);
		assert_int_equal(file.hello.fault.kind, FAULT_NONE);
		assert_true(hello_n_suites(&file.hello) > 5);
		hello_file_clear(&file);
	}
}

UNIT(each_goes_to_text_and_back)
{
	for (size_t i = 0; i < N_CLIENTS; i++) {
		size_t room = 1 << 20, n;
		char *text = malloc(room);
		uint8_t *bytes = malloc(room);
		struct writer w = writer_of(bytes, room);
		struct hello_text_mistake mistake;
		struct hello_file file;

		load(&file, &clients[i]);
		n = hello_text_write(
			text, room, slice_of(file.bytes, file.len), bytes);
		assert_true(n < room);
		assert_true(hello_text_read(&w, slice_of(text, n), &mistake));
		assert_int_equal(writer_done(&w).len, file.len);
		assert_memory_equal(bytes, file.bytes, file.len);
		hello_file_clear(&file);
		free(bytes);
		free(text);
	}
}

static void assert_says(const char *text, const char *key, const char *value)
{
	char line[400];

	snprintf(line, sizeof(line), "# %-8s %s\n", key, value);
	if (!strstr(text, line))
		print_error("missing: %s", line);
	assert_non_null(strstr(text, line));
}

UNIT(each_says_where_it_came_from)
{
	for (size_t i = 0; i < N_CLIENTS; i++) {
		const struct client *client = &clients[i];
		char md5[FINGERPRINT_MD5], name[FINGERPRINT_JA4];
		struct hello_file file;
		int year, month, day;

		load(&file, client);
		ja3_hash(md5, &file.hello);
		ja4(name, &file.hello);
		assert_string_equal(name, client->ja4);
		assert_says(file.text, "ja4", name);
		assert_says(file.text, "ja3", md5);
		assert_says(file.text, "client", client->title);
		assert_says(file.text, "package", client->package);
		assert_says(file.text, "date", client->date);
		assert_int_equal(sscanf(client->date, "%4d-%2d-%2d", &year,
					 &month, &day),
			3);
		assert_non_null(strstr(file.text, "\n# library  "));
		assert_non_null(strstr(file.text, "\n# how      "));
		assert_non_null(
			strstr(file.text, "\n# taken    hallo listen "));
		hello_file_clear(&file);
	}
}

UNIT(each_file_has_its_row)
{
	DIR *folder = opendir(FOLDER);
	struct dirent *entry;
	size_t n = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		char *end = strstr(entry->d_name, ".hello");
		bool found = false;

		if (!end)
			continue;
		*end = '\0';
		for (size_t i = 0; i < N_CLIENTS; i++)
			found = found ||
				!strcmp(clients[i].name, entry->d_name);
		if (!found)
			print_error("no row: %s\n", entry->d_name);
		assert_true(found);
		n++;
	}
	closedir(folder);
	assert_int_equal(n, N_CLIENTS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_a_whole_hello),
		cmocka_unit_test(each_goes_to_text_and_back),
		cmocka_unit_test(each_says_where_it_came_from),
		cmocka_unit_test(each_file_has_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
