/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: who may come in. It counts a listener's connections against
 * the limits of its manners; the clock is an argument.
 */
#ifndef HALLO_NET_DIAL_DOOR_H
#define HALLO_NET_DIAL_DOOR_H

#include <stdint.h>

#include "wire/probe/manners.h"

struct door_count {
	unsigned n;
	uint64_t since; /* AFTER: shut since; PER_MINUTE: begin of the minute */
	uint64_t last;	/* UNTIL_PAUSE: the last knock */
};

struct door {
	const struct manners *manners; /* borrowed */
	struct door_count counts[MANNERS_MAX_LIMITS];
};

/* One more connection at @now ms, while @inside others are served. NULL: it is
 * let in, and counted; else the limit that turns it away. */
const struct manners_limit *door_knock(
	struct door *door, uint64_t now, unsigned inside);

#endif
