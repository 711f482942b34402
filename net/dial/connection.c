/* SPDX-License-Identifier: ISC */
/*
 * One connection on raw libevent events. Two clocks watch it: one that each
 * byte re-arms (a tarpit that trickles is alive) and one that nothing re-arms.
 * No QUIT and no close_notify: after a probe there is nothing polite to say but
 * FIN (drain.h).
 */
#include "net/dial/connection.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/capture/capture.h"
#include "net/base/clock.h"
#include "net/dial/drain.h"
#include "net/dial/outcome.h"

#define HEARD_ROOM 1024 /* to begin with */

static void arm(struct event *timer, unsigned ms)
{
	struct timeval after = timeval_of_ms(ms);

	evtimer_add(timer, &after);
}

static void finish(struct connection *c, enum ending ending, int errnum)
{
	struct outcome outcome;

	outcome_of(&outcome, c, ending, errnum);
	c->state = CONNECTION_OVER;
	event_del(c->readable);
	event_del(c->writable);
	event_del(c->idle);
	event_del(c->deadline);
	c->calls->over(c->owner, c, &outcome);
}

static void become_ready(struct connection *c)
{
	c->state = CONNECTION_READY;
	c->ready_at = clock_ms();
	event_del(c->deadline);
	event_del(c->idle);
	size_t n = c->n_held < sizeof(c->early) ? c->n_held : sizeof(c->early);
	memcpy(c->early, c->held, n);
	c->n_early = n;
	event_add(c->readable, NULL);
	c->calls->ready(c->owner, c);
}

/* Writes what the dialog wants to say; false: wait until writable, or over. */
static bool say(struct connection *c)
{
	struct slice out = dialog_out(&c->dialog);
	ssize_t n = send(c->fd, out.data, out.len, MSG_NOSIGNAL);

	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		event_add(c->writable, NULL);
		return false;
	}
	if (n < 0) {
		finish(c, ENDED_ERROR, errno);
		return false;
	}
	c->bytes_out += (uint64_t)n;
	c->cost->bytes_out += (uint64_t)n;
	dialog_sent(&c->dialog, (size_t)n);
	return true;
}

/* Feeds what was held back; true when the dialog took something. */
static bool listen_to_held(struct connection *c)
{
	size_t n = dialog_feed(&c->dialog, c->held, c->n_held);

	memmove(c->held, c->held + n, c->n_held - n);
	c->n_held -= n;
	return n > 0;
}

static void drive_dialog(struct connection *c)
{
	for (;;) {
		switch (c->dialog.status) {
		case DIALOG_WRITE:
			if (!say(c))
				return;
			break;
		case DIALOG_READ:
			if (c->n_held && listen_to_held(c))
				break;
			event_add(c->readable, NULL);
			return;
		case DIALOG_GO:
			become_ready(c);
			return;
		case DIALOG_STOPPED:
			finish(c, ENDED_DIALOG, 0);
			return;
		}
	}
}

static void connected(struct connection *c)
{
	struct sockaddr_storage name = { 0 };
	socklen_t len = sizeof(name);

	c->cost->established++;
	if (!getsockname(c->fd, (struct sockaddr *)&name, &len))
		c->local_port = ntohs(name.ss_family == AF_INET6
				? ((struct sockaddr_in6 *)&name)->sin6_port
				: ((struct sockaddr_in *)&name)->sin_port);
	c->state = CONNECTION_DIALOG;
	c->established = clock_ms();
	arm(c->deadline, c->options->limits.dialog_ms);
	arm(c->idle, c->options->limits.idle_ms);
	drive_dialog(c);
}

/* The hello, as far as the socket takes it. */
static void send_hello(struct connection *c)
{
	while (c->n_sent < c->hello.len) {
		size_t left = c->hello.len - c->n_sent;
		size_t piece = c->probe.segment;
		ssize_t n = send(c->fd, c->hello.data + c->n_sent,
			piece && piece < left ? piece : left, MSG_NOSIGNAL);
		if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
			event_add(c->writable, NULL);
			return;
		}
		/* A server may answer and close before it read all: its words
		 * still wait to be read, so a failed write ends nothing. */
		if (n < 0) {
			c->failed = errno;
			return;
		}
		c->n_sent += (size_t)n;
		c->bytes_out += (uint64_t)n;
		c->cost->bytes_out += (uint64_t)n;
	}
	c->sent_at = clock_ms();
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct connection *c = arg;
	int error = 0;
	socklen_t len = sizeof(error);

	(void)what;
	if (c->state == CONNECTION_CONNECTING) {
		if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len))
			error = errno;
		if (error)
			finish(c, ENDED_ERROR, error);
		else
			connected(c);
	} else if (c->state == CONNECTION_DIALOG) {
		drive_dialog(c);
	} else if (c->state == CONNECTION_FLIGHT) {
		send_hello(c);
	}
}

static void hear_dialog(struct connection *c, const uint8_t *data, size_t n)
{
	size_t room = sizeof(c->held) - c->n_held;

	/* lock-step: with the held bytes there is never more than a chunk */
	if (n > room)
		n = room;
	memcpy(c->held + c->n_held, data, n);
	c->n_held += n;
	drive_dialog(c);
}

static void hear_early(struct connection *c, const uint8_t *data, size_t n)
{
	size_t room = sizeof(c->early) - c->n_early;

	if (n > room)
		n = room;
	memcpy(c->early + c->n_early, data, n);
	c->n_early += n;
	event_add(c->readable, NULL);
}

/* Kept as it came, for the transcript; beyond the cap of a flight it is passed
 * over. Most flights are small, so the room begins small and doubles. */
static void keep_heard(struct connection *c, const uint8_t *data, size_t n)
{
	if (n > FLIGHT_BUFFER - c->n_heard)
		n = FLIGHT_BUFFER - c->n_heard;
	if (n == 0)
		return;
	if (c->n_heard + n > c->heard_room) {
		size_t room = c->heard_room ? c->heard_room : HEARD_ROOM;
		while (room < c->n_heard + n)
			room *= 2;
		c->heard = realloc(c->heard, room);
		assert(c->heard);
		c->heard_room = room;
	}
	memcpy(c->heard + c->n_heard, data, n);
	c->n_heard += n;
}

/* Some mail filters send their alert and then a plain 454 in the same breath:
 * what is already there is read too. */
static void hear_last_words(struct connection *c)
{
	uint8_t more[512];
	ssize_t n = recv(c->fd, more, sizeof(more), MSG_DONTWAIT);

	if (n <= 0)
		return;
	c->bytes_in += (uint64_t)n;
	c->cost->bytes_in += (uint64_t)n;
	keep_heard(c, more, (size_t)n);
	flight_feed(&c->flight, more, (size_t)n);
}

/* A HelloRetryRequest came: is there a second hello for it? What was heard
 * beyond the retry is read once more. */
static bool send_second(struct connection *c)
{
	struct probe *probe = &c->probe;
	size_t eaten = c->flight.n_eaten;

	if (c->followed || !probe->follow)
		return false;
	c->hello = probe->follow(probe->follow_ctx, &c->flight,
		(uint32_t)(clock_ms() - c->sent_at));
	if (c->hello.len == 0)
		return false;
	c->followed = true;
	c->n_sent = 0;
	c->sent_at = clock_ms();
	arm(c->idle, c->options->limits.idle_ms);
	arm(c->deadline, c->options->limits.flight_ms);
	if (flight_go_on(&c->flight) == FLIGHT_OPEN && eaten < c->n_heard)
		flight_feed(&c->flight, c->heard + eaten, c->n_heard - eaten);
	send_hello(c);
	return true;
}

static void hear_flight(struct connection *c, const uint8_t *data, size_t n)
{
	enum flight_end end;

	keep_heard(c, data, n);
	end = flight_feed(&c->flight, data, n);
	if (end == FLIGHT_RETRY && send_second(c))
		end = c->flight.end;
	if (end == FLIGHT_OPEN) {
		event_add(c->readable, NULL);
		return;
	}
	if (end == FLIGHT_ALERT)
		hear_last_words(c);
	finish(c, ENDED_WELL, 0);
}

static void heard_nothing_more(struct connection *c, ssize_t n)
{
	c->gone = true;
	if (c->state == CONNECTION_READY)
		c->calls->lost(c->owner, c);
	else if (n < 0)
		finish(c, ENDED_ERROR, errno);
	else if (c->failed) /* the write has taken the RST off the socket */
		finish(c, ENDED_ERROR, c->failed);
	else
		finish(c, ENDED_CLOSED, 0);
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct connection *c = arg;
	uint8_t chunk[CONNECTION_CHUNK];
	size_t room = sizeof(chunk);

	(void)what;
	if (c->state == CONNECTION_DIALOG)
		room = sizeof(c->held) - c->n_held;
	ssize_t n = recv(fd, chunk, room, 0);
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		event_add(c->readable, NULL);
		return;
	}
	if (n <= 0) {
		heard_nothing_more(c, n);
		return;
	}
	c->bytes_in += (uint64_t)n;
	c->cost->bytes_in += (uint64_t)n;
	if (c->state != CONNECTION_READY)
		arm(c->idle, c->options->limits.idle_ms);
	if (c->state == CONNECTION_DIALOG)
		hear_dialog(c, chunk, (size_t)n);
	else if (c->state == CONNECTION_READY)
		hear_early(c, chunk, (size_t)n);
	else
		hear_flight(c, chunk, (size_t)n);
}

static void on_time(evutil_socket_t fd, short what, void *arg)
{
	struct connection *c = arg;

	(void)fd;
	(void)what;
	finish(c, ENDED_TIME,
		c->state == CONNECTION_CONNECTING ? ETIMEDOUT : 0);
}

/* Link-local, and of which link is not said. */
static bool needs_device(const struct sockaddr *address)
{
	struct sockaddr_in6 six;

	if (address->sa_family != AF_INET6)
		return false;
	memcpy(&six, address, sizeof(six));
	return !six.sin6_scope_id && IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr);
}

/* 0: no such address. A link-local one names its interface (RFC 4007 11), and
 * "[fe80::1%nosuch]" must not fall back to some other address. */
static socklen_t socket_address(
	struct sockaddr_storage *out, const struct endpoint *endpoint)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_family = endpoint->family,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };
	struct addrinfo *found = NULL;
	char port[8];
	socklen_t len;

	snprintf(port, sizeof(port), "%u", endpoint->port);
	if (getaddrinfo(endpoint->address, port, &hints, &found))
		return 0;
	len = needs_device(found->ai_addr) ? 0 : found->ai_addrlen;
	memcpy(out, found->ai_addr, len);
	freeaddrinfo(found);
	return len;
}

/* errno of a failure at once, or 0. */
static int begin_connect(struct connection *c, const struct endpoint *endpoint)
{
	struct sockaddr_storage address;
	socklen_t len = socket_address(&address, endpoint);
	int one = 1;

	c->fd = -1;
	if (!len)
		return ENODEV;
	c->fd = socket(endpoint->family,
		SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (c->fd < 0)
		return errno;
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	c->cost->connections++;
	if (connect(c->fd, (struct sockaddr *)&address, len) &&
		errno != EINPROGRESS)
		return errno;
	return 0;
}

static void on_failed_at_once(evutil_socket_t fd, short what, void *arg)
{
	struct connection *c = arg;

	(void)fd;
	(void)what;
	finish(c, ENDED_ERROR, c->failed);
}

struct connection *connection_open(struct event_base *base,
	const struct endpoint *endpoint, const struct inquiry_options *options,
	struct cost *cost, uint64_t epoch, const struct connection_owner *calls,
	void *owner)
{
	struct connection *c = calloc(1, sizeof(*c));
	int error;

	assert(c);
	c->calls = calls;
	c->owner = owner;
	c->options = options;
	c->cost = cost;
	c->epoch = epoch;
	c->started = clock_ms();
	dialog_begin(&c->dialog, endpoint->dialog, options->helo,
		options->force_starttls);
	error = begin_connect(c, endpoint);
	c->failed = error;
	c->readable = event_new(base, c->fd, EV_READ, on_readable, c);
	c->writable = event_new(base, c->fd, EV_WRITE, on_writable, c);
	c->idle = evtimer_new(base, on_time, c);
	c->deadline = evtimer_new(base, error ? on_failed_at_once : on_time, c);
	assert(c->readable && c->writable && c->idle && c->deadline);
	arm(c->deadline, error ? 0 : options->limits.connect_ms);
	if (!error)
		event_add(c->writable, NULL);
	return c;
}

void connection_send(struct connection *c, const struct probe *probe)
{
	assert(c->state == CONNECTION_READY);
	c->state = CONNECTION_FLIGHT;
	c->probe = *probe;
	c->hello = probe->hello;
	c->buffer = malloc(FLIGHT_BUFFER);
	assert(c->buffer);
	flight_begin(
		&c->flight, c->buffer, FLIGHT_BUFFER, probe_is_ssl2(probe));
	c->sent_at = clock_ms();
	if (c->options->capture)
		capture_expect(c->options->capture, c->local_port, probe);
	arm(c->idle, c->options->limits.idle_ms);
	arm(c->deadline, c->options->limits.flight_ms);
	event_add(c->readable, NULL);
	send_hello(c);
}

void connection_cancel(struct connection *c)
{
	finish(c, ENDED_CANCELLED, 0);
}

int connection_release(struct connection *c)
{
	int fd = c->fd;

	if (!c->established || c->gone)
		return -1;
	event_del(c->readable);
	event_del(c->writable);
	c->fd = -1;
	return fd;
}

void connection_free(struct connection *c)
{
	event_free(c->readable);
	event_free(c->writable);
	event_free(c->idle);
	event_free(c->deadline);
	if (c->fd >= 0)
		drain_close(c->fd);
	free(c->buffer);
	free(c->heard);
	free(c);
}
