/* SPDX-License-Identifier: ISC */
/*
 * Runs a driver against one endpoint: connects, holds the dialogs ahead, asks
 * next() at the go-ahead, sends the hello, collects the flight, tells learn().
 * Several inquiries share one event base and run side by side.
 */
#ifndef HALLO_NET_INQUIRY_H
#define HALLO_NET_INQUIRY_H

#include "net/target.h"
#include "wire/probe.h"

struct event_base;

struct inquiry_limits {
	unsigned connections; /* at once, per address; default 5 */
	unsigned connect_ms;  /* default 15,000 */
	unsigned idle_ms;     /* re-armed by each byte; 30,000 */
	unsigned dialog_ms;   /* deadline of a dialog; 300,000 */
	unsigned flight_ms;   /* deadline of a flight; 60,000 */
	const char *helo;     /* borrowed */
	bool force_starttls;
};
void inquiry_limits_init(struct inquiry_limits *limits);

/* Counted where it happens: sockets opened, bytes given to and got from them.
 */
struct inquiry_cost {
	uint64_t connections; /* connect() calls */
	uint64_t established;
	uint64_t unused; /* dialogs that next() did not want */
	uint64_t bytes_out, bytes_in;
	double seconds;
};

struct inquiry;

/* Starts; the driver must outlive it. @done is called once, from the loop. */
struct inquiry *inquiry_start(struct event_base *base,
	const struct endpoint *endpoint, const struct inquiry_limits *limits,
	const struct inquiry_driver *driver, void *driver_ctx,
	void (*done)(void *ctx, struct inquiry *inquiry), void *done_ctx);

/* Ends it early: every probe in flight is learnt as OUTCOME_CANCELLED, then
 * @done is called. */
void inquiry_cancel(struct inquiry *inquiry);

const struct inquiry_cost *inquiry_cost(const struct inquiry *inquiry);
void inquiry_free(struct inquiry *inquiry); /* after done */

#endif
