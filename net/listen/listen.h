/* SPDX-License-Identifier: ISC */
/*
 * Plays the server: accepts, holds the dialog, reads a ClientHello, hands it to
 * a callback and sends what the callback wrote. Bounded: connections at once,
 * bytes and seconds per connection. Many clients at once; hostile ones only
 * lose their own connection.
 */
#ifndef HALLO_NET_LISTEN_LISTEN_H
#define HALLO_NET_LISTEN_LISTEN_H

#include "net/base/error.h"
#include "smtp/dialog_server.h"
#include "wire/flight/sequel.h"
#include "wire/hello/hello.h"
#include "wire/bytes/writer.h"

struct event_base;

enum listen_end {
	LISTEN_WAIT,
	LISTEN_CLOSE,
	LISTEN_RESET,
	LISTEN_SILENCE,
	LISTEN_AGAIN, /* another hello may come, as after HelloRetryRequest */
};

/* How a client and the listener parted. */
enum listen_parting {
	PARTING_OURS, /* the dialog, the answer or the manners were over */
	PARTING_FIN,
	PARTING_RESET,
	PARTING_TIMEOUT,
	PARTING_STOPPED, /* the listener was freed */
};

/* One client, as far as it has come. All slices are borrowed, as they came. */
struct listen_visit {
	unsigned number;	/* from 1 */
	const char *peer;	/* "127.0.0.1:4711" */
	bool turned_away;	/* by the manners */
	struct slice name;	/* it gave in EHLO, or empty */
	struct slice last_line; /* of the dialog, its beginning */
	bool go_ahead;		/* TLS might begin */
	unsigned n_hellos;
	bool no_hello;	      /* what it sent as its hello was none */
	struct slice unread;  /* that, or the part of a hello that came */
	bool answered;	      /* the answer went out whole */
	struct sequel sequel; /* behind the last answer */
	enum listen_parting parting;
	/* milliseconds since it was accepted; 0: it did not come to that */
	uint32_t go_ahead_ms, hello_ms, answered_ms, sequel_ms, parted_ms;
	void *own; /* of whoever takes the hellos; NULL at first */
};

struct listen_options {
	const char *address; /* ADDR:PORT, [::1]:0 */
	const struct dialog_kind *dialog;
	const char *host;	  /* in the greeting */
	unsigned max_connections; /* default 256 */
	unsigned idle_ms;	  /* default 60,000 */
	unsigned life_ms;	  /* default 600,000: however it drips */
	unsigned sequel_ms; /* so long behind the answer; 0: as before it */
	const struct manners *manners; /* borrowed; NULL: none */

	/* The hello has come: write the answer. */
	enum listen_end (*answer)(void *ctx, struct writer *w,
		const struct hello *hello, struct slice raw,
		struct listen_visit *visit);

	/* NULL, or told of a hello that the manners have something else in
	 * store for than an answer. */
	void (*fated)(void *ctx, const struct hello *hello, struct slice raw,
		struct listen_visit *visit);

	/* NULL, or told once of each client that was accepted, in the end. It
	 * may not free the listener. */
	void (*parted)(void *ctx, const struct listen_visit *visit);
	void *ctx;
};

struct listener;
struct listener *listener_new(struct event_base *base,
	const struct listen_options *options, struct error *error);
uint16_t listener_port(const struct listener *listener);
const char *listener_address(const struct listener *listener); /* with port */
unsigned listener_overflow(const struct listener *listener); /* not accepted */
void listener_free(struct listener *listener);

#endif
