/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: congestion of one address, and when to give up. Pure: the
 * time (milliseconds, from any beginning) is an argument.
 *
 *	refused ─► half as many at once, wait, try ─► go-ahead: as before, with
 *	   ▲                                   │     the wait that was needed
 *	   └──── twice as long, up to 64 s ◄───┘     halved for the next time
 *
 * Connections that were opened before a rebuff say nothing new about it: a
 * whole handful that is turned away counts once. A wait that sufficed is tried
 * halved the next time, so a server that refuses every second connection costs
 * a quarter of a second each, and one that counts by the minute is met by about
 * the wait that it wants. Where wait and go-ahead take turns at one connection,
 * even spaces are tried instead, and kept if nobody is turned away any more.
 *
 * 20 good ones in a row: a quarter less space, or one more at once.
 */
#ifndef HALLO_NET_DIAL_BREAKER_H
#define HALLO_NET_DIAL_BREAKER_H

#include <stdbool.h>
#include <stdint.h>

struct breaker {
	unsigned most;	     /* at once, as the option says */
	unsigned patience;   /* ms without a go-ahead, then it gives up */
	unsigned width;	     /* at once now */
	unsigned calm;	     /* good ones since the last rebuff or change */
	unsigned good;	     /* good ones since the last rebuff */
	unsigned row;	     /* rebuffs in a row, a handful counted once */
	unsigned last_row;   /* the one before */
	unsigned unanswered; /* hellos in a row that met a RST or silence */
	bool ever;	     /* there was a go-ahead */
	bool given_up;
	uint64_t opened;     /* serial of the last connection */
	uint64_t cut;	     /* … at the last rebuff */
	uint64_t since;	     /* when the row of rebuffs began */
	uint64_t not_before; /* wait until then */
	unsigned wait;	     /* ms, the last one */
	unsigned next_wait;  /* ms, the first one of the next row */
	unsigned space;	     /* ms between two connections */
	unsigned proven;     /* space with which nobody was turned away */
	bool settled;	     /* less than that has been tried */

	/* rows of rebuffs that follow each other closely, and what came of
	 * spaces between the connections */
	unsigned near, near_needed;
	unsigned near_good; /* good ones between them */
	uint64_t near_since;

	uint64_t refused; /* dialogs, each counted */
	unsigned waits;
	uint64_t waited; /* ms */
};

/* How a connection failed before its go-ahead. */
enum rebuff {
	REBUFF_TEMPORARY, /* 4xx, closed, reset, silence … */
	REBUFF_FINAL,	  /* connect failed, 5xx, no STARTTLS …: until there
			   * was a go-ahead, two tries are enough */
};

void breaker_init(
	struct breaker *breaker, unsigned connections, unsigned patience);

/* A connection is opened; its serial for the calls below. */
uint64_t breaker_opened(struct breaker *breaker);

/* True when the rebuff was news: it is waited for from now, with fewer at
 * once. The moment between two tries of what seems final is not worth the word.
 */
bool breaker_refused(struct breaker *breaker, uint64_t serial,
	enum rebuff rebuff, uint64_t now);

void breaker_good(struct breaker *breaker, uint64_t serial);

/* What became of a hello; true when the third in a row without an answer has
 * halved the connections. */
bool breaker_answered(struct breaker *breaker, bool answered);

/* The run ends at @now: what is left of a wait was not waited. */
void breaker_end(struct breaker *breaker, uint64_t now);

#endif
