/* SPDX-License-Identifier: ISC */
/*
 * What the user allows to be opened to one address; several inquiries of one
 * address share it, one after the other. Pure: the time (milliseconds, from any
 * beginning) is an argument.
 *
 *	budget_spent()	may never open again: why, in the words of the option
 *	budget_wait()	how long until the next one may be opened
 *	budget_took()	one was opened
 */
#ifndef HALLO_NET_DIAL_BUDGET_H
#define HALLO_NET_DIAL_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "wire/probe/cost.h"

struct budget {
	struct budget_limits limits;
	uint64_t n;    /* opened so far */
	uint64_t last; /* when */
};

void budget_init(struct budget *budget, const struct budget_limits *limits);

bool budget_spent(const struct budget *budget);

/* From one opening to the next: the longer of --delay and an even share of
 * --rate, no bursts. A hundredth is added to the share, or the network's
 * jitter would now and then press one too many into a server's minute. */
uint64_t budget_spacing(const struct budget *budget);
uint64_t budget_wait(const struct budget *budget, uint64_t now);
void budget_took(struct budget *budget, uint64_t now);

#endif
