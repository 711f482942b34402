/* SPDX-License-Identifier: ISC */
/*
 * `hallo listen` as a user runs it, met by clients of our own: each answer,
 * what is told and saved, many at once, and those that mean no good.
 */
#include "tests/lib/unit.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/hello_file.h"
#include "tests/cli/program.h"
#include "tests/lib/hex.h"

#define ALERT_42 "\x15\x03\x03\x00\x02\x02\x2a"
#define KEY_EXCHANGE "\x16\x03\x03\x00\x06\x10\x00\x00\x02\xab\xcd"

/* main.c, which has it, is not linked. */
void complain(const char *fmt, ...)
{
	(void)fmt;
}

struct scene {
	char directory[64], json[80], save[80];
	struct child child;
	unsigned port;
};

static void scene_begin(struct scene *scene)
{
	memset(scene, 0, sizeof *scene);
	snprintf(scene->directory, sizeof scene->directory,
		"/tmp/hallo-listen.XXXXXX");
	assert_non_null(mkdtemp(scene->directory));
	snprintf(scene->json, sizeof scene->json, "%s/json", scene->directory);
	snprintf(scene->save, sizeof scene->save, "%s/save", scene->directory);
}

static void read_port(struct scene *scene)
{
	char line[128];

	child_line(&scene->child, line, sizeof line);
	assert_memory_equal(line, "listening on 127.0.0.1:", 23);
	scene->port = (unsigned)atoi(line + 23);
	assert_true(scene->port > 0);
}

#define scene_start(scene, ...)                                                \
	do {                                                                   \
		(scene)->child = start_hallo("listen", "--listen",             \
			"127.0.0.1:0", "--json", (scene)->json, "--save",      \
			(scene)->save, __VA_ARGS__, NULL);                     \
		read_port(scene);                                              \
	} while (0)

static void remove_all(const char *path)
{
	char command[200];

	snprintf(command, sizeof command, "rm -rf '%s'", path);
	assert_int_equal(system(command), 0);
}

/* The connections that were written, an array. */
static json_t *scene_lines(const struct scene *scene)
{
	FILE *file = fopen(scene->json, "r");
	json_t *array = json_array(), *value;

	assert_non_null(file);
	while ((value = json_loadf(file, JSON_DISABLE_EOF_CHECK, NULL)))
		json_array_append_new(array, value);
	assert_true(feof(file));
	fclose(file);
	return array;
}

static int enter(const struct scene *scene)
{
	struct sockaddr_in name = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)scene->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&name, sizeof name), 0);
	return fd;
}

static void say(int fd, const void *bytes, size_t len)
{
	assert_int_equal(send(fd, bytes, len, MSG_NOSIGNAL), len);
}

/* At most @size bytes, at most 5 s; stops behind @until if that is not NULL. */
static size_t hear(int fd, void *bytes, size_t size, const char *until)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	size_t n = 0;
	ssize_t got;

	while (n < size && poll(&poll_fd, 1, 5000) == 1 &&
		(got = recv(fd, (char *)bytes + n, size - n, 0)) > 0) {
		n += (size_t)got;
		if (until && memmem(bytes, n, until, strlen(until)))
			break;
	}
	return n;
}

static void talk(int fd, const char *line, const char *until)
{
	char words[1000];

	if (line)
		say(fd, line, strlen(line));
	assert_true(hear(fd, words, sizeof words, until) > 0);
}

/* Up to the go-ahead. */
static int enter_tls(const struct scene *scene, const char *ehlo)
{
	int fd = enter(scene);

	talk(fd, NULL, "220 ");
	talk(fd, ehlo, "8BITMIME\r\n");
	talk(fd, "STARTTLS\r\n", "ready for TLS\r\n");
	return fd;
}

static void say_golden(int fd, const char *name)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	say(fd, bytes, len);
	free(bytes);
}

static const char *text_of(const json_t *value, const char *key)
{
	const char *text = json_string_value(json_object_get(value, key));

	return text ? text : "";
}

static void a_client_is_told_at_once_and_in_the_end(void **state)
{
	struct scene scene;
	struct ran ran;
	uint8_t bytes[8000];
	char line[200];
	int fd;

	(void)state;
	scene_begin(&scene);
	scene_start(&scene, "--answer", "kabelmail", "--once");
	fd = enter_tls(&scene, "EHLO mta.example\r\n");
	say_golden(fd, "tls12_hello");
	child_line(&scene.child, line, sizeof line);
	assert_string_equal(line, "");
	child_line(&scene.child, line, sizeof line);
	assert_non_null(strstr(line, "calls itself mta.example, smtp"));
	assert_true(hear(fd, bytes, sizeof bytes, "\x0e\x00\x00\x00") > 1000);
	say(fd, KEY_EXCHANGE, 11);
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
	remove_all(scene.directory);
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
	fd = enter(&scene);
	say_golden(fd, hello);
	*n_heard = hear(fd, heard, 7, NULL);
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
	remove_all(scene.directory);
	return value;
}

static const json_t *answer_of(const json_t *value)
{
	return json_object_get(
		json_array_get(json_object_get(value, "hellos"), 0), "answer");
}

static void the_answer_is_as_told(void **state)
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

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint8_t heard[7];
		size_t n;
		json_t *value = one_visit(
			rows[i].answer, "tls12_hello", NULL, 0, heard, &n);

		assert_true(n >= rows[i].n);
		assert_memory_equal(heard, rows[i].bytes, rows[i].n);
		assert_string_equal(
			text_of(answer_of(value), "kind"), rows[i].kind);
		assert_memory_equal(text_of(answer_of(value), "words"),
			rows[i].words, strlen(rows[i].words));
		json_decref(value);
	}
}

static void what_the_client_makes_of_it_is_told(void **state)
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

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint8_t heard[7];
		size_t n;
		json_t *value = one_visit("alert", "tls12_hello", rows[i].more,
			rows[i].n, heard, &n);
		const json_t *then = json_object_get(value, "then");

		assert_string_equal(text_of(then, "kind"), rows[i].kind);
		assert_string_equal(
			text_of(value, "verdict"), text_of(then, "words"));
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

static void saved_hellos_are_the_bytes_that_came(void **state)
{
	static const char *const goldens[] = { "tls12_hello", "ssl2_hello",
		"rfc8448_client_hello" };
	struct scene scene;
	struct ran ran;

	(void)state;
	scene_begin(&scene);
	scene_start(&scene, "--answer", "close", "--times", "3");
	for (size_t i = 0; i < 3; i++) {
		int fd = enter_tls(
			&scene, "EHLO ../../../etc/passwd;\x1b[2J\r\n");
		char end[20];
		uint8_t byte;

		say_golden(fd, goldens[i]);
		hear(fd, &byte, 1, NULL);
		close(fd);
		snprintf(end, sizeof end, "-000%zu.hello", i + 1);
		assert_saved(&scene, end, goldens[i]);
	}
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_null(strchr(ran.out, '\x1b'));
	assert_non_null(strstr(ran.out, "../../../etc/passwd;\\x1b[2J"));
	assert_non_null(strstr(ran.out, "3 connections, 3 hellos, 3 distinct"));
	ran_clear(&ran);
	remove_all(scene.directory);
}

static void a_second_hello_is_saved_beside_the_first(void **state)
{
	struct scene scene;
	struct ran ran, said;
	char target[60], path[300];
	json_t *lines;
	const json_t *hellos;

	(void)state;
	scene_begin(&scene);
	scene_start(&scene, "--once");
	snprintf(target, sizeof target, "smtp://127.0.0.1:%u", scene.port);
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
		text_of(json_object_get(json_array_get(hellos, 0), "answer"),
			"kind"),
		"retry");
	assert_string_equal(text_of(json_array_get(hellos, 1), "file"), path);
	json_decref(lines);
	remove_all(scene.directory);
}

static void a_hundred_clients_at_once(void **state)
{
	struct scene scene;
	struct ran ran;
	json_t *lines, *value;
	int fds[100];
	size_t i, numbers = 0;

	(void)state;
	scene_begin(&scene);
	scene_start(&scene, "--times", "100", "--connections", "100");
	/* nobody reads what is told before all have gone */
	assert_true(fcntl(scene.child.fd, F_SETPIPE_SZ, 1 << 20) > 0);
	for (i = 0; i < 100; i++)
		fds[i] = enter(&scene);
	for (i = 0; i < 100; i++)
		talk(fds[i], NULL, "220 ");
	for (i = 0; i < 100; i++)
		talk(fds[i], "EHLO mta.example\r\n", "8BITMIME\r\n");
	for (i = 0; i < 100; i++)
		talk(fds[i], "STARTTLS\r\n", "ready for TLS\r\n");
	for (i = 0; i < 100; i++)
		say_golden(fds[i], "tls12_hello");
	for (i = 0; i < 100; i++) {
		uint8_t bytes[5];

		assert_int_equal(hear(fds[i], bytes, 5, NULL), 5);
		say(fds[i], ALERT_42, 7);
		close(fds[i]);
	}
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_non_null(
		strstr(ran.out, "100 connections, 100 hellos, 1 distinct"));
	ran_clear(&ran);
	lines = scene_lines(&scene);
	assert_int_equal(json_array_size(lines), 100);
	json_array_foreach(lines, i, value)
	{
		numbers += (size_t)json_integer_value(
			json_object_get(value, "number"));
		assert_string_equal(
			text_of(json_object_get(value, "then"), "kind"),
			"alert");
	}
	assert_int_equal(numbers, 5050);
	json_decref(lines);
	remove_all(scene.directory);
}

static void too_many_at_once_are_closed(void **state)
{
	struct scene scene;
	struct ran ran;
	uint8_t byte;
	int fds[3];

	(void)state;
	scene_begin(&scene);
	scene_start(&scene, "--connections", "2");
	for (size_t i = 0; i < 2; i++) {
		fds[i] = enter(&scene);
		talk(fds[i], NULL, "220 ");
	}
	fds[2] = enter(&scene);
	assert_int_equal(hear(fds[2], &byte, 1, NULL), 0);
	child_signal(&scene.child, SIGINT);
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "hallo was stopped"));
	assert_non_null(strstr(ran.out, "2 connections, 0 hellos, 0 distinct"));
	assert_non_null(strstr(ran.out, "1 more were turned away"));
	ran_clear(&ran);
	for (size_t i = 0; i < 3; i++)
		close(fds[i]);
	remove_all(scene.directory);
}

/* Each is told, none of them harms the good one behind. */
static void hostile_clients_are_told_and_harmless(void **state)
{
	static const struct {
		const char *said;
		size_t len;
		const char *words;
	} rows[] = {
		{ "", 0, "it said nothing" },
		{ "\x1b]0;owned\x07\r\n", 13, "it did not ask for TLS" },
		{ "EHLO x\r\nMAIL FROM:<a@b.example>\r\n", 34,
			"it did not ask for TLS" },
		{ "EHLO x\r\nSTARTTLS\r\n", 18, "no ClientHello came" },
		{ "EHLO x\r\nSTARTTLS\r\n\x16\x03\x01\x40", 22,
			"only 4 bytes of a ClientHello came" },
		{ "EHLO x\r\nSTARTTLS\r\n\x1b[2J\xff garbage", 31,
			"what it sent is no ClientHello" },
	};
	size_t n = sizeof rows / sizeof rows[0];
	struct scene scene;
	struct ran ran;
	json_t *lines;
	int fd;

	(void)state;
	scene_begin(&scene);
	scene_start(&scene, "--once", "--timeout", "1");
	for (size_t i = 0; i < n; i++) {
		char words[1000];

		fd = enter(&scene);
		say(fd, rows[i].said, rows[i].len);
		shutdown(fd, SHUT_WR);
		while (hear(fd, words, sizeof words, NULL) == sizeof words)
			continue;
		close(fd);
	}
	fd = enter(&scene); /* a drip, in vain */
	say(fd, "E", 1);
	usleep(1300 * 1000);
	close(fd);
	fd = enter_tls(&scene, "EHLO mta.example\r\n");
	say_golden(fd, "tls12_hello");
	close(fd);
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_null(strchr(ran.out, '\x1b'));
	assert_null(strchr(ran.out, '\xff'));
	ran_clear(&ran);
	lines = scene_lines(&scene);
	assert_int_equal(json_array_size(lines), n + 2);
	for (size_t i = 0; i < n; i++)
		assert_memory_equal(
			text_of(json_array_get(lines, i), "verdict"),
			rows[i].words, strlen(rows[i].words));
	assert_string_equal(
		text_of(json_object_get(json_array_get(lines, 5), "no_hello"),
			"text"),
		"\\x1b[2J\\xff garbage");
	json_decref(lines);
	remove_all(scene.directory);
}

static void json_on_standard_output_is_alone_there(void **state)
{
	struct scene scene;
	struct ran ran;
	char line[200];
	json_t *value;
	int ends[2], fd;

	(void)state;
	scene_begin(&scene);
	assert_int_equal(pipe(ends), 0);
	fd = dup(STDERR_FILENO);
	dup2(ends[1], STDERR_FILENO);
	scene.child = start_hallo("listen", "--listen", "127.0.0.1:0", "--json",
		"-", "--once", "--answer", "close", NULL);
	dup2(fd, STDERR_FILENO);
	close(fd);
	close(ends[1]);
	assert_true(read(ends[0], line, sizeof line - 1) > 30);
	assert_memory_equal(line, "hallo: listening on 127.0.0.1:", 30);
	scene.port = (unsigned)atoi(line + 30);
	fd = enter_tls(&scene, "EHLO mta.example\r\n");
	say_golden(fd, "tls12_hello");
	close(fd);
	ran = child_end(&scene.child);
	close(ends[0]);
	assert_int_equal(ran.status, 0);
	value = json_loads(ran.out, 0, NULL);
	assert_non_null(value);
	assert_string_equal(text_of(value, "schema"), "hallo.listen/1");
	json_decref(value);
	ran_clear(&ran);
	remove_all(scene.directory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_client_is_told_at_once_and_in_the_end),
		cmocka_unit_test(the_answer_is_as_told),
		cmocka_unit_test(what_the_client_makes_of_it_is_told),
		cmocka_unit_test(saved_hellos_are_the_bytes_that_came),
		cmocka_unit_test(a_second_hello_is_saved_beside_the_first),
		cmocka_unit_test(a_hundred_clients_at_once),
		cmocka_unit_test(too_many_at_once_are_closed),
		cmocka_unit_test(hostile_clients_are_told_and_harmless),
		cmocka_unit_test(json_on_standard_output_is_alone_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
