/* SPDX-License-Identifier: ISC */
/*
 * See drain.h. A list of small structs: the connection with its buffers is
 * freed before, so that a hundred sockets that let go cost next to nothing.
 */
#include "net/dial/drain.h"

#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/base/clock.h"

#define DRAIN_BYTES 65536 /* a peer that never stops is cut off */

struct outlet {
	struct drain *drain;
	struct outlet *next;
	struct event *event;
	int fd;
	uint64_t until; /* clock */
	size_t n_bytes;
};

struct drain {
	struct event_base *base;
	uint64_t *bytes_in;
	void (*gone)(void *ctx);
	void *ctx;
	struct outlet *first;
	size_t n;
};

void drain_close(int fd)
{
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	close(fd);
}

static void shut(struct outlet *outlet)
{
	struct drain *drain = outlet->drain;
	struct outlet **at = &drain->first;

	while (*at != outlet)
		at = &(*at)->next;
	*at = outlet->next;
	drain->n--;
	event_free(outlet->event);
	drain_close(outlet->fd);
	free(outlet);
}

/* Until its time is over; false: it is. */
static bool wait_on(struct outlet *outlet)
{
	uint64_t now = clock_ms();
	struct timeval left;

	if (now >= outlet->until)
		return false;
	left = timeval_of_ms((unsigned)(outlet->until - now));
	event_add(outlet->event, &left);
	return true;
}

static void on_event(evutil_socket_t fd, short what, void *arg)
{
	struct outlet *outlet = arg;
	struct drain *drain = outlet->drain;
	uint8_t chunk[4096];
	ssize_t n = -1;

	if (what & EV_READ) {
		n = recv(fd, chunk, sizeof(chunk), MSG_DONTWAIT);
		if (n > 0) {
			*drain->bytes_in += (uint64_t)n;
			outlet->n_bytes += (size_t)n;
		}
		if ((n > 0 && outlet->n_bytes < DRAIN_BYTES) ||
			(n < 0 && (errno == EAGAIN || errno == EINTR)))
			if (wait_on(outlet))
				return;
	}
	shut(outlet);
	drain->gone(drain->ctx);
}

struct drain *drain_new(struct event_base *base, uint64_t *bytes_in,
	void (*gone)(void *ctx), void *ctx)
{
	struct drain *drain = calloc(1, sizeof(*drain));

	assert(drain);
	*drain = (struct drain){
		.base = base, .bytes_in = bytes_in, .gone = gone, .ctx = ctx
	};
	return drain;
}

void drain_take(struct drain *drain, int fd, unsigned ms)
{
	struct outlet *outlet;
	uint8_t byte;

	/* the server was faster, or the connection is no more */
	if (recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0 ||
		shutdown(fd, SHUT_WR)) {
		drain_close(fd);
		return;
	}
	outlet = calloc(1, sizeof(*outlet));
	assert(outlet);
	*outlet = (struct outlet){ .drain = drain,
		.next = drain->first,
		.event = event_new(drain->base, fd, EV_READ, on_event, outlet),
		.fd = fd,
		.until = clock_ms() + ms };
	assert(outlet->event);
	drain->first = outlet;
	drain->n++;
	if (!wait_on(outlet))
		shut(outlet);
}

size_t drain_count(const struct drain *drain)
{
	return drain->n;
}

void drain_free(struct drain *drain)
{
	if (!drain)
		return;
	while (drain->first)
		shut(drain->first);
	free(drain);
}
