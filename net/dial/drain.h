/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: sockets that let go. A server that forks a child for each
 * connection counts it until the child has ended; a RST at once, and the next
 * connection a moment later, makes it count more than there are. So the end is
 * told by a FIN, and the socket is kept until the server lets go too:
 *
 *	drain_take() ─► shutdown(SHUT_WR) ─► FIN or RST of the server ─┐
 *	                                └─► enough time or bytes ──────┴► gone()
 *
 * They do not count as open, but whoever opens asks drain_count() first.
 */
#ifndef HALLO_NET_DIAL_DRAIN_H
#define HALLO_NET_DIAL_DRAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct event_base;
struct drain;

/* @gone is called from the loop whenever a socket was closed. What comes while
 * draining is counted into *bytes_in and thrown away. */
struct drain *drain_new(struct event_base *base, uint64_t *bytes_in,
	void (*gone)(void *ctx), void *ctx);

/* Takes @fd over; it is closed after @ms at the latest. */
void drain_take(struct drain *drain, int fd, unsigned ms);

size_t drain_count(const struct drain *drain);

/* Closes all that are left, at once; gone() is not called. */
void drain_free(struct drain *drain);

/* Closes with RST where the connection is still up: no TIME_WAIT. */
void drain_close(int fd);

#endif
