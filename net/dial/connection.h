/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: the life of one connection, from connect() to the last byte
 * of the flight.
 *
 *	CONNECTING ─► DIALOG ─► READY ─(connection_send)─► FLIGHT ─► over
 *
 * READY is the moment of late binding: the server has given its go-ahead, and
 * the hello is decided only now. Whatever ends it, the owner hears of it once.
 */
#ifndef HALLO_NET_DIAL_CONNECTION_H
#define HALLO_NET_DIAL_CONNECTION_H

#include "net/dial/inquiry.h"

struct event;

enum connection_state {
	CONNECTION_CONNECTING,
	CONNECTION_DIALOG,
	CONNECTION_READY,
	CONNECTION_FLIGHT,
	CONNECTION_OVER,
};

#define CONNECTION_EARLY_MAX 512
#define CONNECTION_CHUNK 16384

struct connection;

/* What the owner hears. In over(), @connection may be freed; the outcome lives
 * until over() returns. A READY connection that the server closed is lost(). */
struct connection_owner {
	void (*ready)(void *owner, struct connection *connection);
	void (*over)(void *owner, struct connection *connection,
		const struct outcome *outcome);
	void (*lost)(void *owner, struct connection *connection);
};

struct connection {
	const struct connection_owner *calls;
	void *owner;
	const struct inquiry_options *options;
	struct cost *cost;
	uint64_t epoch; /* when the run began */
	enum connection_state state;
	uint64_t serial; /* the owner's */
	bool in_company; /* others were open when it was opened; the owner's */
	int fd;
	bool gone;  /* the server has closed, or nobody was there */
	int failed; /* errno of a connect that failed at once, or of a write */
	struct event *readable, *writable, *idle, *deadline;
	struct dialog dialog;
	uint8_t held[CONNECTION_CHUNK]; /* said out of turn, fed later */
	size_t n_held;
	uint8_t early[CONNECTION_EARLY_MAX];
	size_t n_early;
	struct probe probe;
	struct slice hello; /* under way: the probe's, or the second one */
	size_t n_sent;	    /* of it */
	bool followed;	    /* the second one went out */
	struct server_flight flight;
	uint8_t *buffer; /* of the flight */
	uint8_t *heard;	 /* what came after the hello, verbatim; grows */
	size_t n_heard, heard_room;
	uint16_t local_port;
	uint64_t started, established, ready_at, sent_at;
	uint64_t bytes_out, bytes_in;
};

/* Never fails: what fails is told by over(), from the loop. */
struct connection *connection_open(struct event_base *base,
	const struct endpoint *endpoint, const struct inquiry_options *options,
	struct cost *cost, uint64_t epoch, const struct connection_owner *calls,
	void *owner);

/* READY only: the hello goes out. @probe's bytes stay borrowed until over(). */
void connection_send(struct connection *connection, const struct probe *probe);

/* Ends it as OUTCOME_CANCELLED: over() is called at once. */
void connection_cancel(struct connection *connection);

/* Gives the socket away, before it is freed; -1: the server is gone already. */
int connection_release(struct connection *connection);

/* Closes with RST (no TIME_WAIT for a hundred probes) and frees. */
void connection_free(struct connection *connection);

#endif
