/* SPDX-License-Identifier: ISC */
/*
 * `hallo listen`, met by many clients at once, and by those that mean no good.
 */
#include "tests/lib/unit.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/cli/scene.h"

UNIT(a_hundred_clients_at_once)
{
	struct scene scene;
	struct ran ran;
	json_t *lines, *value;
	int fds[100];
	size_t i, numbers = 0;

	scene_begin(&scene);
	scene_start(&scene, "--times", "100", "--connections", "100");
	/* nobody reads what is told before all have gone */
	assert_true(fcntl(scene.child.fd, F_SETPIPE_SZ, 1 << 20) > 0);
	for (i = 0; i < 100; i++)
		fds[i] = scene_enter(&scene);
	for (i = 0; i < 100; i++)
		client_talk(fds[i], NULL, "220 ");
	for (i = 0; i < 100; i++)
		client_talk(fds[i], "EHLO mta.example\r\n", "8BITMIME\r\n");
	for (i = 0; i < 100; i++)
		client_talk(fds[i], "STARTTLS\r\n", "ready for TLS\r\n");
	for (i = 0; i < 100; i++)
		client_say_golden(fds[i], "tls12_hello");
	for (i = 0; i < 100; i++) {
		uint8_t bytes[5];

		assert_int_equal(client_hear(fds[i], bytes, 5, NULL), 5);
		client_say(fds[i], ALERT_42, 7);
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
			value_word(json_object_get(value, "then"), "kind"),
			"alert");
	}
	assert_int_equal(numbers, 5050);
	json_decref(lines);
	scene_end(&scene);
}

UNIT(too_many_at_once_are_closed)
{
	struct scene scene;
	struct ran ran;
	uint8_t byte;
	int fds[3];

	scene_begin(&scene);
	scene_start(&scene, "--connections", "2");
	for (size_t i = 0; i < 2; i++) {
		fds[i] = scene_enter(&scene);
		client_talk(fds[i], NULL, "220 ");
	}
	fds[2] = scene_enter(&scene);
	assert_int_equal(client_hear(fds[2], &byte, 1, NULL), 0);
	child_signal(&scene.child, SIGINT);
	ran = child_end(&scene.child);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "hallo was stopped"));
	assert_non_null(strstr(ran.out, "2 connections, 0 hellos, 0 distinct"));
	assert_non_null(strstr(ran.out, "1 more were turned away"));
	ran_clear(&ran);
	for (size_t i = 0; i < 3; i++)
		close(fds[i]);
	scene_end(&scene);
}

/* Each is told, none of them harms the good one behind. */
UNIT(hostile_clients_are_told_and_harmless)
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
	size_t n = sizeof(rows) / sizeof(rows[0]);
	struct scene scene;
	struct ran ran;
	json_t *lines;
	int fd;

	scene_begin(&scene);
	scene_start(&scene, "--once", "--timeout", "1");
	for (size_t i = 0; i < n; i++) {
		char words[1000];

		fd = scene_enter(&scene);
		client_say(fd, rows[i].said, rows[i].len);
		shutdown(fd, SHUT_WR);
		while (client_hear(fd, words, sizeof(words), NULL) ==
			sizeof(words))
			continue;
		close(fd);
	}
	fd = scene_enter(&scene); /* a drip, in vain */
	client_say(fd, "E", 1);
	usleep(1300 * 1000);
	close(fd);
	fd = scene_enter_tls(&scene, "EHLO mta.example\r\n");
	client_say_golden(fd, "tls12_hello");
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
			value_word(json_array_get(lines, i), "verdict"),
			rows[i].words, strlen(rows[i].words));
	assert_string_equal(value_word(json_object_get(json_array_get(lines, 5),
					       "no_hello"),
				    "text"),
		"\\x1b[2J\\xff garbage");
	json_decref(lines);
	scene_end(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hundred_clients_at_once),
		cmocka_unit_test(too_many_at_once_are_closed),
		cmocka_unit_test(hostile_clients_are_told_and_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
