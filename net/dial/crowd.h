/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: connections ahead that are in each other's way. A server
 * that serves one after the other (s2nd, a listener with a backlog of one)
 * drops what does not fit into its queue, and while one that is open ahead is
 * served, the one with the hello waits behind it:
 *
 *	nothing moves for long ─► those that wait are let go, one at once
 *	   ├─ the rest moves: half as many as before, for the rest of the run
 *	   └─ it does not: as before, and never tried again
 *
 * The time (milliseconds, from any beginning) is an argument.
 */
#ifndef HALLO_NET_DIAL_CROWD_H
#define HALLO_NET_DIAL_CROWD_H

#include "net/dial/connection.h"

struct crowd {
	bool has_dialog;  /* else TLS begins at once */
	bool moved;	  /* something has, in this run */
	bool in_vain;	  /* it was tried, and was not the cause */
	unsigned slowest; /* ms, to a go-ahead or an answer */
	unsigned before;  /* at once, before the try */
	uint64_t since;	  /* of the try; 0: there is none */
};

/* Does one that was opened beside others wait, though something moved before?
 */
bool crowd_stalls(const struct crowd *crowd,
	struct connection *const *connections, size_t n, uint64_t now);

/* A try begins; @before: so many were allowed at once. */
void crowd_begin(struct crowd *crowd, uint64_t now, unsigned before);

/* Is this one to be let go for it? */
bool crowd_is_ahead(
	const struct crowd *crowd, const struct connection *connection);

/* A go-ahead came @ms after the connect, or an answer @ms after its hello.
 * True: the try has shown that they
 * were too many; it is over. */
bool crowd_moves(
	struct crowd *crowd, const struct connection *connection, unsigned ms);

/* True: the try was in vain; it is over. */
bool crowd_gives_up(struct crowd *crowd, uint64_t now);

#endif
