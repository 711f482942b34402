/* SPDX-License-Identifier: ISC */
/*
 * Sockets and files of a scene; all waits have an end.
 */
#include "tests/lib/unit.h"

#include "tests/cli/scene.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/lib/hex.h"

void scene_begin(struct scene *scene)
{
	memset(scene, 0, sizeof(*scene));
	snprintf(scene->directory, sizeof(scene->directory),
		"/tmp/hallo-listen.XXXXXX");
	assert_non_null(mkdtemp(scene->directory));
	snprintf(scene->json, sizeof(scene->json), "%s/json", scene->directory);
	snprintf(scene->save, sizeof(scene->save), "%s/save", scene->directory);
}

void scene_read_port(struct scene *scene)
{
	char line[128];

	child_line(&scene->child, line, sizeof(line));
	assert_memory_equal(line, "listening on 127.0.0.1:", 23);
	scene->port = (unsigned)atoi(line + 23);
	assert_true(scene->port > 0);
}

void scene_end(const struct scene *scene)
{
	char command[200];

	snprintf(command, sizeof(command), "rm -rf '%s'", scene->directory);
	assert_int_equal(system(command), 0);
}

json_t *scene_lines(const struct scene *scene)
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

int scene_enter(const struct scene *scene)
{
	struct sockaddr_in name = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)scene->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(
		connect(fd, (struct sockaddr *)&name, sizeof(name)), 0);
	return fd;
}

void client_say(int fd, const void *bytes, size_t len)
{
	assert_int_equal(send(fd, bytes, len, MSG_NOSIGNAL), len);
}

size_t client_hear(int fd, void *bytes, size_t size, const char *until)
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

void client_talk(int fd, const char *line, const char *until)
{
	char words[1000];

	if (line)
		client_say(fd, line, strlen(line));
	assert_true(client_hear(fd, words, sizeof(words), until) > 0);
}

int scene_enter_tls(const struct scene *scene, const char *ehlo)
{
	int fd = scene_enter(scene);

	client_talk(fd, NULL, "220 ");
	client_talk(fd, ehlo, "8BITMIME\r\n");
	client_talk(fd, "STARTTLS\r\n", "ready for TLS\r\n");
	return fd;
}

void client_say_golden(int fd, const char *name)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	client_say(fd, bytes, len);
	free(bytes);
}

const char *value_word(const json_t *value, const char *key)
{
	const char *text = json_string_value(json_object_get(value, key));

	return text ? text : "";
}
