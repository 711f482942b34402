/* SPDX-License-Identifier: ISC */
/* See script_server.h: a thread that accepts, and one for each connection. */
#include "tests/net/dial/script_server.h"
#include "tests/lib/unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TALKS 256

struct talk {
	struct script_server *server;
	int fd;
	const char *script;
	pthread_t thread;
};

struct script_server {
	int fd;
	uint16_t port;
	const char *script;
	pthread_t thread;
	size_t n;
	atomic_size_t open, most_open, resets;
	struct talk talks[TALKS];
	bool serial; /* one after the other, a queue of one */
};

static void put(int fd, const void *data, size_t len)
{
	if (send(fd, data, len, MSG_NOSIGNAL) < 0)
		perror("script server");
}

static void say(int fd, const char *text, size_t len, int slowly)
{
	char line[512];
	size_t n = (size_t)snprintf(
		line, sizeof(line), "%.*s\r\n", (int)len, text);

	if (!slowly) {
		put(fd, line, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		put(fd, line + i, 1);
		usleep(500);
	}
}

static void say_hex(int fd, const char *text, size_t len)
{
	uint8_t bytes[256];
	size_t n = 0;

	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned byte;
		sscanf(text + i, "%2x", &byte);
		bytes[n++] = (uint8_t)byte;
	}
	put(fd, bytes, n);
}

static void read_line(int fd)
{
	char c = 0;

	while (c != '\n' && recv(fd, &c, 1, 0) == 1)
		;
}

static void read_hello(int fd)
{
	uint8_t head[5], body[70000];
	size_t left;

	if (recv(fd, head, 5, MSG_WAITALL) != 5)
		return;
	left = (size_t)head[3] << 8 | head[4];
	if (recv(fd, body, left, MSG_WAITALL) < 0)
		perror("script server: hello");
}

static void reset(int fd)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

static void wait_for_end(const struct talk *t)
{
	uint8_t bytes[4096];
	ssize_t n;

	do
		n = recv(t->fd, bytes, sizeof(bytes), 0);
	while (n > 0);
	if (n < 0)
		t->server->resets++;
}

static void say_records(int fd, const char *text)
{
	long kilobytes = strtol(text, NULL, 10);
	static const uint8_t record[5 + 1024] = { 20, 3, 3, 4, 0 };

	for (long i = 0; i < kilobytes; i++)
		if (send(fd, record, sizeof(record), MSG_NOSIGNAL) < 0)
			return;
}

static void follow(const struct talk *t, const char *line, size_t len)
{
	int fd = t->fd;
	const char *text = len > 2 ? line + 2 : "";
	size_t n = len > 2 ? len - 2 : 0;

	switch (line[0]) {
	case 'S':
		say(fd, text, n, 0);
		break;
	case 's':
		say(fd, text, n, 1);
		break;
	case 'C':
		read_line(fd);
		break;
	case 'H':
		read_hello(fd);
		break;
	case 'X':
		say_hex(fd, text, n);
		break;
	case 'W':
		wait_for_end(t);
		break;
	case 'D':
		usleep((useconds_t)strtoul(text, NULL, 10) * 1000);
		break;
	case 'Z':
		say_records(fd, text);
		break;
	case 'R':
		reset(fd);
		break;
	default:
		break;
	}
}

static void *talk(void *arg)
{
	struct talk *t = arg;

	for (const char *at = t->script; *at && *at != '=';) {
		size_t len = strcspn(at, "\n");
		follow(t, at, len);
		at += len + (at[len] == '\n');
	}
	t->server->open--;
	close(t->fd);
	return NULL;
}

static const char *script_of(const char *script, size_t i)
{
	bool round = *script == '~';
	const char *first = round ? script + 2 : script, *at = first;

	while (i-- > 0) {
		const char *next = strstr(at, "\n=\n");
		if (next)
			at = next + 3;
		else if (round)
			at = first;
		else
			break;
	}
	return at;
}

static void *serve(void *arg)
{
	struct script_server *server = arg;
	int fd;

	while (server->n < TALKS &&
		(fd = accept(server->fd, NULL, NULL)) >= 0) {
		struct talk *t = &server->talks[server->n++];
		t->server = server;
		t->fd = fd;
		t->script = script_of(server->script, server->n - 1);
		if (++server->open > server->most_open)
			server->most_open = server->open;
		if (server->serial)
			talk(t);
		else
			pthread_create(&t->thread, NULL, talk, t);
	}
	return NULL;
}

struct script_server *script_server_new(const char *script)
{
	struct script_server *server = calloc(1, sizeof(*server));
	struct sockaddr_in name = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(name);

	assert_non_null(server);
	server->serial = !strncmp(script, "1\n", 2);
	server->script = script + (server->serial ? 2 : 0);
	server->fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(server->fd >= 0);
	assert_int_equal(
		bind(server->fd, (struct sockaddr *)&name, sizeof(name)), 0);
	assert_int_equal(listen(server->fd, server->serial ? 1 : 64), 0);
	assert_int_equal(
		getsockname(server->fd, (struct sockaddr *)&name, &len), 0);
	server->port = ntohs(name.sin_port);
	assert_int_equal(
		pthread_create(&server->thread, NULL, serve, server), 0);
	return server;
}

uint16_t script_server_port(const struct script_server *server)
{
	return server->port;
}

size_t script_server_free(
	struct script_server *server, struct script_count *count)
{
	size_t n;

	usleep(20000);
	shutdown(server->fd, SHUT_RDWR);
	pthread_join(server->thread, NULL);
	for (size_t i = 0; i < server->n && !server->serial; i++)
		pthread_join(server->talks[i].thread, NULL);
	close(server->fd);
	n = server->n;
	if (count)
		*count = (struct script_count){ server->resets,
			server->most_open };
	free(server);
	return n;
}
