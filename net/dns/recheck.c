/* SPDX-License-Identifier: ISC */
/*
 * See recheck.h. The socket is connected, so that only the resolver's answers
 * arrive; the number of the question must come back, too.
 */
#include "net/dns/recheck.h"

#include <assert.h>
#include <event2/event.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/base/clock.h"
#include "net/dns/resolv_conf.h"

#define WAIT_MS 1000
#define HEADER 12
#define QUESTION_MAX (HEADER + 255 + 4)
#define CLASS_IN 1

struct recheck {
	int fd;
	struct event *event;
	uint8_t id[2];
	void (*done)(void *ctx, int rcode);
	void *ctx;
};

static void put16(uint8_t *out, unsigned value)
{
	out[0] = (uint8_t)(value >> 8);
	out[1] = (uint8_t)value;
}

/* Labels of @name; 0: it does not go into a question as it is written. */
static size_t put_name(uint8_t *out, const char *name)
{
	size_t n = 0;

	while (*name) {
		size_t len = strcspn(name, ".");

		if (len == 0 || len > 63 || n + len + 2 > 255 ||
			memchr(name, '\\', len))
			return 0;
		out[n++] = (uint8_t)len;
		memcpy(out + n, name, len);
		n += len;
		name += len + (name[len] == '.');
	}
	out[n++] = 0;
	return n;
}

static size_t write_question(uint8_t out[QUESTION_MAX], const uint8_t id[2],
	const char *name, enum dns_type type)
{
	size_t n;

	memset(out, 0, HEADER);
	memcpy(out, id, 2);
	out[2] = 1; /* recursion desired */
	out[5] = 1; /* one question */
	n = put_name(out + HEADER, name);
	if (n == 0)
		return 0;
	put16(out + HEADER + n, type);
	put16(out + HEADER + n + 2, CLASS_IN);
	return HEADER + n + 4;
}

/* A socket to "ADDRESS@PORT"; -1: there is none. */
static int connect_to(const char *server)
{
	struct addrinfo hints = { .ai_socktype = SOCK_DGRAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };
	struct addrinfo *found = NULL;
	char host[RESOLV_SERVER];
	char *port;
	int fd;

	if (strlen(server) >= sizeof(host))
		return -1;
	memcpy(host, server, strlen(server) + 1);
	port = strchr(host, '@');
	if (!port)
		return -1;
	*port++ = '\0';
	if (getaddrinfo(host, port, &hints, &found))
		return -1;
	fd = socket(
		found->ai_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, found->ai_addr, found->ai_addrlen)) {
		close(fd);
		fd = -1;
	}
	freeaddrinfo(found);
	return fd;
}

static void on_event(evutil_socket_t fd, short what, void *arg)
{
	struct recheck *recheck = arg;
	uint8_t packet[512];
	ssize_t n = what & EV_READ ? recv(fd, packet, sizeof(packet), 0) : -1;
	bool ours = n >= HEADER && !memcmp(packet, recheck->id, 2) &&
		packet[2] & 0x80;

	recheck->done(recheck->ctx, ours ? packet[3] & 0xf : -1);
}

struct recheck *recheck_new(struct event_base *base, const char *server,
	const char *name, enum dns_type type,
	void (*done)(void *ctx, int rcode), void *ctx)
{
	struct timeval wait = timeval_of_ms(WAIT_MS);
	uint8_t question[QUESTION_MAX];
	struct recheck *recheck = calloc(1, sizeof(*recheck));
	size_t n = 0;

	assert(recheck);
	recheck->done = done;
	recheck->ctx = ctx;
	recheck->fd = connect_to(server);
	if (recheck->fd >= 0 &&
		getrandom(recheck->id, sizeof(recheck->id), 0) ==
			sizeof(recheck->id))
		n = write_question(question, recheck->id, name, type);
	if (n == 0 || send(recheck->fd, question, n, 0) != (ssize_t)n) {
		recheck_free(recheck);
		return NULL;
	}
	recheck->event =
		event_new(base, recheck->fd, EV_READ, on_event, recheck);
	assert(recheck->event);
	event_add(recheck->event, &wait);
	return recheck;
}

void recheck_free(struct recheck *recheck)
{
	if (!recheck)
		return;
	if (recheck->event)
		event_free(recheck->event);
	if (recheck->fd >= 0)
		close(recheck->fd);
	free(recheck);
}
