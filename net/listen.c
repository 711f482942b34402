/* SPDX-License-Identifier: ISC */
/*
 * The server's side of a connection: dialog, one ClientHello, one answer. All
 * buffers are bounded, a client has a clock that each byte re-arms, and over
 * the allowed number of clients new ones are closed at once.
 */
#include "net/listen.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/clock.h"

#define HELLO_MAX (70 * 1024)
#define CLIENTS_MAX 256
#define IDLE_MS 60000

struct client {
	struct listener *listener;
	int fd;
	char peer[80];
	struct event *readable, *writable, *idle;
	struct dialog_server dialog;
	bool answered;
	enum listen_end end;
	size_t n_in;
	uint8_t in[HELLO_MAX]; /* of the dialog, then of the hello */
	size_t n_out, n_sent;
	uint8_t *out; /* the answer */
	struct client *next;
};

struct listener {
	struct event_base *base;
	struct listen_options options;
	int fd;
	struct event *acceptable, *rested;
	char address[80];
	uint16_t port;
	size_t n;
	struct client *clients;
};

static void client_free(struct client *client, bool reset)
{
	struct listener *listener = client->listener;
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	for (struct client **at = &listener->clients; *at; at = &(*at)->next)
		if (*at == client) {
			*at = client->next;
			break;
		}
	listener->n--;
	if (reset)
		setsockopt(
			client->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	event_free(client->readable);
	event_free(client->writable);
	event_free(client->idle);
	close(client->fd);
	free(client->out);
	free(client);
}

static void rearm(struct client *client)
{
	struct timeval after = timeval_of_ms(client->listener->options.idle_ms);

	evtimer_add(client->idle, &after);
}

/* The answer is out: what now? Waiting lets the peer read before it closes. */
static void after_answer(struct client *client)
{
	switch (client->end) {
	case LISTEN_CLOSE:
		shutdown(client->fd, SHUT_WR);
		event_add(client->readable, NULL);
		break;
	case LISTEN_RESET:
		client_free(client, true);
		break;
	case LISTEN_WAIT:
	case LISTEN_SILENCE:
		event_add(client->readable, NULL);
		break;
	}
}

static void send_answer(struct client *client)
{
	while (client->n_sent < client->n_out) {
		ssize_t n = send(client->fd, client->out + client->n_sent,
			client->n_out - client->n_sent, MSG_NOSIGNAL);
		if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
			event_add(client->writable, NULL);
			return;
		}
		if (n < 0) {
			client_free(client, true);
			return;
		}
		client->n_sent += (size_t)n;
	}
	after_answer(client);
}

static void answer_hello(
	struct client *client, const struct hello *hello, size_t eaten)
{
	struct listen_options *options = &client->listener->options;
	struct writer w;

	client->out = malloc(FLIGHT_BUFFER);
	assert(client->out);
	w = writer_of(client->out, FLIGHT_BUFFER);
	client->end = options->answer(options->ctx, &w, hello,
		slice_of(client->in, eaten), client->peer);
	client->answered = true;
	client->n_out = writer_ok(&w) ? writer_done(&w).len : 0;
	send_answer(client);
}

/* Something that is no ClientHello: told so in TLS's words, then closed. */
static void answer_garbage(struct client *client)
{
	static const uint8_t decode_error[] = { 21, 3, 1, 0, 2, 2, 50 };

	client->out = malloc(sizeof(decode_error));
	assert(client->out);
	memcpy(client->out, decode_error, sizeof(decode_error));
	client->n_out = sizeof(decode_error);
	client->answered = true;
	client->end = LISTEN_CLOSE;
	send_answer(client);
}

static void read_hello(struct client *client)
{
	struct hello *hello = calloc(1, sizeof(*hello));
	uint8_t *scratch = malloc(HELLO_MAX);
	enum hello_progress progress;
	size_t eaten = 0;

	assert(hello && scratch);
	progress = hello_read_records(hello, &eaten,
		slice_of(client->in, client->n_in), scratch, HELLO_MAX);
	if (progress == HELLO_READ)
		answer_hello(client, hello, eaten);
	else if (progress == HELLO_NOT_A_HELLO || client->n_in == HELLO_MAX)
		answer_garbage(client);
	else
		event_add(client->readable, NULL);
	free(scratch);
	free(hello);
}

/* False: wait until writable, or the client is gone. */
static bool say(struct client *client)
{
	struct slice out = dialog_server_out(&client->dialog);
	ssize_t n = send(client->fd, out.data, out.len, MSG_NOSIGNAL);

	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		event_add(client->writable, NULL);
		return false;
	}
	if (n < 0) {
		client_free(client, true);
		return false;
	}
	dialog_server_sent(&client->dialog, (size_t)n);
	return true;
}

static void drive(struct client *client)
{
	for (;;) {
		size_t n;
		switch (client->dialog.status) {
		case DIALOG_WRITE:
			if (!say(client))
				return;
			break;
		case DIALOG_READ:
			n = dialog_server_feed(
				&client->dialog, client->in, client->n_in);
			client->n_in -= n;
			memmove(client->in, client->in + n, client->n_in);
			if (n)
				break;
			event_add(client->readable, NULL);
			return;
		case DIALOG_GO:
			if (client->n_in)
				read_hello(client);
			else
				event_add(client->readable, NULL);
			return;
		case DIALOG_STOPPED:
			client_free(client, false);
			return;
		}
	}
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct client *client = arg;
	uint8_t rest[4096];
	bool keeps = !client->answered;
	uint8_t *to = keeps ? client->in + client->n_in : rest;
	size_t room = keeps ? sizeof(client->in) - client->n_in : sizeof(rest);
	ssize_t n = recv(fd, to, room, 0);

	(void)what;
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		event_add(client->readable, NULL);
		return;
	}
	if (n <= 0) {
		client_free(client, false);
		return;
	}
	if (!keeps) { /* whatever it says behind its hello is not our affair */
		event_add(client->readable, NULL);
		return;
	}
	rearm(client);
	client->n_in += (size_t)n;
	drive(client);
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct client *client = arg;

	(void)fd;
	(void)what;
	if (client->answered)
		send_answer(client);
	else
		drive(client);
}

static void on_idle(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	client_free(arg, false);
}

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
	int client_fd = accept4(fd, (struct sockaddr *)&name, &len,
		SOCK_NONBLOCK | SOCK_CLOEXEC);

	(void)what;
	if (client_fd < 0) {
		rest(listener);
		return;
	}
	if (listener->n >= listener->options.max_connections) {
		close(client_fd);
		return;
	}
	struct client *client = calloc(1, sizeof(*client));
	assert(client);
	client->listener = listener;
	client->fd = client_fd;
	client->next = listener->clients;
	listener->clients = client;
	listener->n++;
	name_address(&name, len, client->peer, sizeof(client->peer));
	client->readable = event_new(
		listener->base, client_fd, EV_READ, on_readable, client);
	client->writable = event_new(
		listener->base, client_fd, EV_WRITE, on_writable, client);
	client->idle = evtimer_new(listener->base, on_idle, client);
	assert(client->readable && client->writable && client->idle);
	dialog_server_begin(&client->dialog, listener->options.dialog,
		listener->options.host, NULL);
	rearm(client);
	drive(client);
}

/* "127.0.0.1:25", "[::1]:25"; numeric only. */
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

	if (!colon || n == 0 || n >= sizeof(host))
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
	struct listener *listener = calloc(1, sizeof(*listener));

	assert(listener);
	listener->base = base;
	listener->options = *options;
	if (!listener->options.max_connections)
		listener->options.max_connections = CLIENTS_MAX;
	if (!listener->options.idle_ms)
		listener->options.idle_ms = IDLE_MS;
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

void listener_free(struct listener *listener)
{
	if (!listener)
		return;
	while (listener->clients)
		client_free(listener->clients, false);
	if (listener->acceptable)
		event_free(listener->acceptable);
	if (listener->rested)
		event_free(listener->rested);
	if (listener->fd >= 0)
		close(listener->fd);
	free(listener);
}
