/* SPDX-License-Identifier: ISC */
/*
 * Plays the server: accepts, holds the dialog, reads a ClientHello, hands it to
 * a callback and sends what the callback wrote. Bounded: connections at once,
 * bytes and seconds per connection. Many clients at once; hostile ones only
 * lose their own connection.
 */
#ifndef HALLO_NET_LISTEN_H
#define HALLO_NET_LISTEN_H

#include "net/error.h"
#include "smtp/dialog_server.h"

struct event_base;

enum listen_end {
	LISTEN_WAIT,
	LISTEN_CLOSE,
	LISTEN_RESET,
	LISTEN_SILENCE,
	LISTEN_AGAIN, /* another hello may come, as after HelloRetryRequest */
};

struct listen_options {
	const char *address; /* ADDR:PORT, [::1]:0 */
	const struct dialog_kind *dialog;
	const char *host;	       /* in the greeting */
	unsigned max_connections;      /* default 256 */
	unsigned idle_ms;	       /* default 60,000 */
	const struct manners *manners; /* borrowed; NULL: none */

	/* The hello has come: write the answer. @peer is "127.0.0.1:4711". */
	enum listen_end (*answer)(void *ctx, struct writer *w,
		const struct hello *hello, struct slice raw, const char *peer);
	void *ctx;
};

struct listener;
struct listener *listener_new(struct event_base *base,
	const struct listen_options *options, struct error *error);
uint16_t listener_port(const struct listener *listener);
const char *listener_address(const struct listener *listener); /* with port */
void listener_free(struct listener *listener);

#endif
