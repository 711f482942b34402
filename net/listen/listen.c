/* SPDX-License-Identifier: ISC */
/*
 * Where TLS meets a socket from the server's side: listening, accepting, and
 * who may come in. What then happens to a client stands in client.c. Over the
 * allowed number of clients new ones are closed at once.
 */
#include "net/listen/listen.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/listen/client.h"
#include "net/base/clock.h"

#define CLIENTS_MAX 256
#define IDLE_MS 60000
#define LIFE_MS 600000 /* whatever the client does */

static uint16_t name_address(const struct sockaddr_storage *name, socklen_t len,
	char *out, size_t size)
{
	char host[64] = "?", port[8] = "0";

	getnameinfo((const struct sockaddr *)name, len, host, sizeof(host),
		port, sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV);
	snprintf(
		out, size, strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
	return (uint16_t)atoi(port);
}

static void on_rested(evutil_socket_t fd, short what, void *arg)
{
	struct listener *listener = arg;

	(void)fd;
	(void)what;
	event_add(listener->acceptable, NULL);
}

/* Out of file descriptors the socket stays readable: look away for a moment
 * instead of spinning. */
static void rest(struct listener *listener)
{
	struct timeval after = timeval_of_ms(100);

	if (errno != EMFILE && errno != ENFILE && errno != ENOMEM)
		return;
	event_del(listener->acceptable);
	evtimer_add(listener->rested, &after);
}

static void on_acceptable(evutil_socket_t fd, short what, void *arg)
{
	struct listener *listener = arg;
	struct sockaddr_storage name = { 0 };
	socklen_t len = sizeof(name);
	char peer[80];
	int client_fd = accept4(fd, (struct sockaddr *)&name, &len,
		SOCK_NONBLOCK | SOCK_CLOEXEC);

	(void)what;
	if (client_fd < 0) {
		rest(listener);
		return;
	}
	if (listener->n >= listener->options.max_connections) {
		listener->n_overflow++;
		close(client_fd);
		return;
	}
	name_address(&name, len, peer, sizeof(peer));
	client_begin(listener, client_fd, peer);
}

/* "127.0.0.1:25", "[::1]:25"; numeric only. */
/* getaddrinfo() takes 99999 for 34463. */
static bool is_port(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && digits <= 5 && text[digits] == '\0' &&
		strtoul(text, NULL, 10) <= UINT16_MAX;
}

static bool parse_address(
	const char *text, struct sockaddr_storage *name, socklen_t *len)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE };
	struct addrinfo *found = NULL;
	char host[64];
	const char *colon = strrchr(text, ':');
	const char *from = text;
	size_t n = colon ? (size_t)(colon - text) : 0;

	if (!colon || n == 0 || n >= sizeof(host) || !is_port(colon + 1))
		return false;
	if (text[0] == '[' && text[n - 1] == ']' && n > 2) {
		from++;
		n -= 2;
	}
	snprintf(host, sizeof(host), "%.*s", (int)n, from);
	if (getaddrinfo(host, colon + 1, &hints, &found))
		return false;
	memcpy(name, found->ai_addr, found->ai_addrlen);
	*len = found->ai_addrlen;
	freeaddrinfo(found);
	return true;
}

static bool bind_socket(struct listener *listener, struct error *error)
{
	struct sockaddr_storage name = { 0 };
	const char *text = listener->options.address;
	socklen_t len = 0;
	int one = 1;

	if (!parse_address(text, &name, &len)) {
		error_set(error, ERROR_USAGE, 0,
			"%s: no address to listen on; write ADDRESS:PORT, as "
			"127.0.0.1:2525 or [::1]:2525",
			text);
		return false;
	}
	listener->fd = socket(
		name.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (listener->fd >= 0)
		setsockopt(listener->fd, SOL_SOCKET, SO_REUSEADDR, &one,
			sizeof(one));
	if (listener->fd < 0 ||
		bind(listener->fd, (struct sockaddr *)&name, len) ||
		listen(listener->fd, 128)) {
		error_set(error, ERROR_SYSTEM, errno,
			"%s: listen: %s; try another port, or 0 for any", text,
			strerror(errno));
		return false;
	}
	len = sizeof(name);
	getsockname(listener->fd, (struct sockaddr *)&name, &len);
	listener->port = name_address(
		&name, len, listener->address, sizeof(listener->address));
	return true;
}

struct listener *listener_new(struct event_base *base,
	const struct listen_options *options, struct error *error)
{
	static const struct manners good;
	struct listener *listener = calloc(1, sizeof(*listener));

	assert(listener);
	listener->base = base;
	listener->options = *options;
	if (!listener->options.max_connections)
		listener->options.max_connections = CLIENTS_MAX;
	if (!listener->options.idle_ms)
		listener->options.idle_ms = IDLE_MS;
	if (!listener->options.life_ms)
		listener->options.life_ms = LIFE_MS;
	if (!listener->options.manners)
		listener->options.manners = &good;
	listener->door.manners = listener->options.manners;
	listener->fd = -1;
	if (!bind_socket(listener, error)) {
		listener_free(listener);
		return NULL;
	}
	listener->acceptable = event_new(base, listener->fd,
		EV_READ | EV_PERSIST, on_acceptable, listener);
	listener->rested = evtimer_new(base, on_rested, listener);
	assert(listener->acceptable && listener->rested);
	event_add(listener->acceptable, NULL);
	return listener;
}

uint16_t listener_port(const struct listener *listener)
{
	return listener->port;
}

const char *listener_address(const struct listener *listener)
{
	return listener->address;
}

unsigned listener_overflow(const struct listener *listener)
{
	return listener->n_overflow;
}

void listener_free(struct listener *listener)
{
	if (!listener)
		return;
	while (listener->clients)
		client_part(listener->clients, PARTING_STOPPED, false);
	if (listener->acceptable)
		event_free(listener->acceptable);
	if (listener->rested)
		event_free(listener->rested);
	if (listener->fd >= 0)
		close(listener->fd);
	free(listener);
}
