/* SPDX-License-Identifier: ISC */
/*
 * `hallo listen` as a user runs it, met by clients of our own: each answer, and
 * what is told and saved.
 */
#include "tests/lib/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/options/commands.h"
#include "cli/files/hello_file.h"
#include "tests/cli/scene.h"
#include "tests/lib/hex.h"

UNIT(a_client_is_told_at_once_and_in_the_end)
{
	struct scene scene;
	struct ran ran;
	uint8_t bytes[8000];
	char line[200];
	int fd;

	scene_begin(&scene);
	scene_start(&scene, "--answer", "kabelmail", "--once");
	fd = scene_enter_tls(&scene, "EHLO mta.example\r\n");
	client_say_golden(fd, "tls12_hello");
	child_line(&scene.child, line, sizeof(line));
	assert_string_equal(line, "");
	child_line(&scene.child, line, sizeof(line));
	assert_non_null(strstr(line, "calls itself mta.example, smtp"));
	assert_true(client_hear(fd, bytes, sizeof(bytes), "\x0e\x00\x00\x00") >
		1000);
	client_say(fd, KEY_EXCHANGE, 11);
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_non_null(
		strstr(ran.out, "offers versions up to TLSv1.2, 4 suites"));
	assert_non_null(strstr(ran.out, "t12d030400_"));
	assert_non_null(strstr(ran.out, "- offers no TLS 1.3"));
	assert_non_null(strstr(ran.out, "DHE-RSA-AES256-SHA"));
	assert_non_null(strstr(ran.out, "chose TLSv1.2, 0x0039"));
	assert_non_null(strstr(ran.out, "it went on after "));
	assert_non_null(strstr(ran.out, "1 connection, 1 hello, 1 distinct"));
	ran_clear(&ran);
	close(fd);
	scene_end(&scene);
}

/* @hear_from the client's side; then it says @more. */
static json_t *one_visit(const char *answer, const char *hello,
	const char *more, size_t n_more, uint8_t *heard, size_t *n_heard)
{
	struct scene scene;
	struct ran ran;
	json_t *lines, *value;
	int fd;

	scene_begin(&scene);
	scene_start(&scene, "--once", "--answer", answer, "--dialog", "tls");
	fd = scene_enter(&scene);
	client_say_golden(fd, hello);
	*n_heard = client_hear(fd, heard, 7, NULL);
	if (more)
		send(fd, more, n_more, MSG_NOSIGNAL);
	close(fd);
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	ran_clear(&ran);
	lines = scene_lines(&scene);
	assert_int_equal(json_array_size(lines), 1);
	value = json_incref(json_array_get(lines, 0));
	json_decref(lines);
	scene_end(&scene);
	return value;
}

static const json_t *answer_of(const json_t *value)
{
	return json_object_get(
		json_array_get(json_object_get(value, "hellos"), 0), "answer");
}

UNIT(the_answer_is_as_told)
{
	static const struct {
		const char *answer, *kind, *words;
		uint8_t bytes[7];
		size_t n;
	} rows[] = {
		{ "alert", "refusal", "alert 40 (handshake_failure), fatal",
			{ 21, 3, 3, 0, 2, 2, 40 }, 7 },
		{ "alert 71", "refusal",
			"alert 71 (insufficient_security), fatal",
			{ 21, 3, 3, 0, 2, 2, 71 }, 7 },
		{ "alert:70", "refusal", "alert 70 (protocol_version), fatal",
			{ 21, 3, 3, 0, 2, 2, 70 }, 7 },
		{ "close", "none", "the connection was closed", { 0 }, 0 },
		{ "kabelmail", "flight",
			"chose TLSv1.2, 0x0039 "
			"TLS_DHE_RSA_WITH_AES_256_CBC_SHA with DH 1024 bits",
			{ 22, 3, 3 }, 3 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint8_t heard[7];
		size_t n;
		json_t *value = one_visit(
			rows[i].answer, "tls12_hello", NULL, 0, heard, &n);

		assert_true(n >= rows[i].n);
		assert_memory_equal(heard, rows[i].bytes, rows[i].n);
		assert_string_equal(
			value_word(answer_of(value), "kind"), rows[i].kind);
		assert_memory_equal(value_word(answer_of(value), "words"),
			rows[i].words, strlen(rows[i].words));
		json_decref(value);
	}
}

/* A profile may have something else in store: the hello is told all the same.
 */
UNIT(a_hello_that_meets_manners_is_told)
{
	static const char text[] =
		"versions TLSv1.2\nsuites C02F\nafter-hello close\n";
	char path[] = "/tmp/hallo-profile.XXXXXX";
	int fd = mkstemp(path);
	uint8_t heard[7];
	size_t n;
	json_t *value;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	value = one_visit(path, "tls12_hello", NULL, 0, heard, &n);
	unlink(path);
	assert_int_equal(n, 0);
	assert_string_equal(value_word(answer_of(value), "kind"), "manners");
	assert_true(json_is_null(json_object_get(value, "no_hello")));
	json_decref(value);
}

UNIT(what_the_client_makes_of_it_is_told)
{
	static const struct {
		const char *more;
		size_t n;
		const char *kind;
	} rows[] = {
		{ ALERT_42, 7, "alert" },
		{ KEY_EXCHANGE, 11, "went-on" },
		{ "QUIT\r\n\x1b[2J", 10, "not-tls" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint8_t heard[7];
		size_t n;
		json_t *value = one_visit("alert", "tls12_hello", rows[i].more,
			rows[i].n, heard, &n);
		const json_t *then = json_object_get(value, "then");

		assert_string_equal(value_word(then, "kind"), rows[i].kind);
		assert_string_equal(value_word(value, "verdict"),
			value_word(then, "words"));
		json_decref(value);
	}
}

/* The only file in the directory whose name ends so. */
static void find_saved(
	const struct scene *scene, const char *end, char path[300])
{
	DIR *directory = opendir(scene->save);
	struct dirent *entry;
	size_t found = 0;

	assert_non_null(directory);
	while ((entry = readdir(directory))) {
		size_t len = strlen(entry->d_name);

		if (len < strlen(end) ||
			strcmp(entry->d_name + len - strlen(end), end) != 0)
			continue;
		found++;
		snprintf(path, 300, "%s/%.200s", scene->save, entry->d_name);
		/* 20261127T203512.345Z-0001.hello: ours alone */
		assert_int_equal(strspn(entry->d_name, "0123456789TZ.-"),
			strcspn(entry->d_name, "h"));
	}
	closedir(directory);
	assert_int_equal(found, 1);
}

static void assert_saved(
	const struct scene *scene, const char *end, const char *golden)
{
	struct hello_file file;
	struct error error = { 0 };
	size_t len;
	uint8_t *bytes = golden_read(golden, &len);
	char path[300];

	find_saved(scene, end, path);
	assert_true(hello_file_load(&file, path, &error));
	assert_int_equal(file.kind, HELLO_FILE_TEXT_FORM);
	assert_int_equal(file.len, len);
	assert_memory_equal(file.bytes, bytes, len);
	hello_file_clear(&file);
	free(bytes);
}

UNIT(saved_hellos_are_the_bytes_that_came)
{
	static const char *const goldens[] = { "tls12_hello", "ssl2_hello",
		"rfc8448_client_hello" };
	struct scene scene;
	struct ran ran;

	scene_begin(&scene);
	scene_start(&scene, "--answer", "close", "--times", "3");
	for (size_t i = 0; i < 3; i++) {
		int fd = scene_enter_tls(
			&scene, "EHLO ../../../etc/passwd;\x1b[2J\r\n");
		char end[20];
		uint8_t byte;

		client_say_golden(fd, goldens[i]);
		client_hear(fd, &byte, 1, NULL);
		close(fd);
		snprintf(end, sizeof(end), "-000%zu.hello", i + 1);
		assert_saved(&scene, end, goldens[i]);
	}
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_null(strchr(ran.out, '\x1b'));
	assert_non_null(strstr(ran.out, "../../../etc/passwd;\\x1b[2J"));
	assert_non_null(strstr(ran.out, "3 connections, 3 hellos, 3 distinct"));
	ran_clear(&ran);
	scene_end(&scene);
}

UNIT(a_second_hello_is_saved_beside_the_first)
{
	struct scene scene;
	struct ran ran, said;
	char target[60], path[300];
	json_t *lines;
	const json_t *hellos;

	scene_begin(&scene);
	scene_start(&scene, "--once");
	snprintf(target, sizeof(target), "smtp://127.0.0.1:%u", scene.port);
	said = run_hallo("say", target, "--key-shares", "none", NULL);
	assert_int_equal(said.status, 0);
	ran_clear(&said);
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "its second hello"));
	assert_non_null(strstr(ran.out, "Answer            HelloRetryRequest"));
	ran_clear(&ran);
	find_saved(&scene, "-0001.hello", path);
	find_saved(&scene, "-0001-2.hello", path);
	lines = scene_lines(&scene);
	hellos = json_object_get(json_array_get(lines, 0), "hellos");
	assert_int_equal(json_array_size(hellos), 2);
	assert_string_equal(
		value_word(json_object_get(json_array_get(hellos, 0), "answer"),
			"kind"),
		"retry");
	assert_string_equal(
		value_word(json_array_get(hellos, 1), "file"), path);
	json_decref(lines);
	scene_end(&scene);
}

UNIT(json_on_standard_output_is_alone_there)
{
	struct scene scene;
	struct ran ran;
	char line[200];
	json_t *value;
	int ends[2], fd;

	scene_begin(&scene);
	assert_int_equal(pipe(ends), 0);
	fd = dup(STDERR_FILENO);
	dup2(ends[1], STDERR_FILENO);
	scene.child = start_hallo("listen", "--listen", "127.0.0.1:0", "--json",
		"-", "--once", "--answer", "close", NULL);
	dup2(fd, STDERR_FILENO);
	close(fd);
	close(ends[1]);
	assert_true(read(ends[0], line, sizeof(line) - 1) > 30);
	assert_memory_equal(line, "hallo: listening on 127.0.0.1:", 30);
	scene.port = (unsigned)atoi(line + 30);
	fd = scene_enter_tls(&scene, "EHLO mta.example\r\n");
	client_say_golden(fd, "tls12_hello");
	close(fd);
	ran = child_end(&scene.child);
	close(ends[0]);
	assert_int_equal(ran.status, 0);
	value = json_loads(ran.out, 0, NULL);
	assert_non_null(value);
	assert_string_equal(value_word(value, "schema"), "hallo.listen/1");
	json_decref(value);
	ran_clear(&ran);
	scene_end(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_client_is_told_at_once_and_in_the_end),
		cmocka_unit_test(the_answer_is_as_told),
		cmocka_unit_test(a_hello_that_meets_manners_is_told),
		cmocka_unit_test(what_the_client_makes_of_it_is_told),
		cmocka_unit_test(saved_hellos_are_the_bytes_that_came),
		cmocka_unit_test(a_second_hello_is_saved_beside_the_first),
		cmocka_unit_test(json_on_standard_output_is_alone_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
