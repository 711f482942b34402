/* SPDX-License-Identifier: ISC */
/*
 * Runs a driver against one endpoint: connects, holds the dialogs ahead, asks
 * next() at the go-ahead, sends the hello, collects the flight, tells learn().
 * Several inquiries share one event base and run side by side.
 *
 * How it is polite: never more than `connections` open at once, a closed one
 * included only when twice as many have not been let go by the server; the
 * budget; and the breaker, that halves and waits when the server turns it away.
 *
 * An address that never says a byte is left when its second hello has met
 * silence, one that has answered no hello after `unanswered_ms`.
 */
#ifndef HALLO_NET_DIAL_INQUIRY_H
#define HALLO_NET_DIAL_INQUIRY_H

#include "net/dial/budget.h"
#include "net/dns/target.h"
#include "wire/probe/cost.h"
#include "wire/probe/probe.h"

struct event_base;
struct capture;

struct inquiry_options {
	struct limits limits;
	uint64_t deadline_at;  /* clock_ms(); 0: none */
	struct budget *budget; /* of the address, borrowed; NULL: no limits */
	const char *helo;      /* borrowed */
	bool force_starttls;

	struct capture *capture; /* is told of each hello; NULL: none */

	/* A line for the user: it is waited for the server. May be NULL. */
	void (*tell)(void *ctx, const char *words);
	void *tell_ctx;
};
void inquiry_options_init(struct inquiry_options *options);

struct inquiry;

/* Starts; the driver must outlive it. @done is called once, from the loop. */
struct inquiry *inquiry_start(struct event_base *base,
	const struct endpoint *endpoint, const struct inquiry_options *options,
	const struct inquiry_driver *driver, void *driver_ctx,
	void (*done)(void *ctx, struct inquiry *inquiry), void *done_ctx);

/* Ends it early: every probe in flight is learnt as OUTCOME_CANCELLED, then
 * @done is called. */
void inquiry_cancel(struct inquiry *inquiry);

/* Why it ended before the driver was done, in words ("--max-connections 40 was
 * reached", a server that lets nobody in); NULL: it did not, or by
 * inquiry_cancel(). */
const char *inquiry_ended(const struct inquiry *inquiry);

/* Milliseconds that are still to be waited for the server; 0: none. */
uint64_t inquiry_waiting(const struct inquiry *inquiry);

/* Counted where it happens: sockets opened, bytes given to and got from them;
 * without `resumed` and `ended`. */
const struct cost *inquiry_cost(const struct inquiry *inquiry);
void inquiry_free(struct inquiry *inquiry); /* after done */

#endif
