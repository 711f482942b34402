/* SPDX-License-Identifier: ISC */
/*
 * Suites that answer only beside RFC 7919 groups have a place in the server's
 * order, too: among those that answer there as well.
 */
#ifndef HALLO_ANALYSIS_LOG_PLACING_H
#define HALLO_ANALYSIS_LOG_PLACING_H

#include "analysis/log/order.h"

struct placing {
	size_t n; /* all suites, in the server's order; owned */
	uint32_t *suites;
	size_t n_unplaced; /* the last so many have no known place */
	bool inverted;	   /* beside these groups an answer was not the first */
	size_t n_ask;	   /* 2: the pair that brings it further */
	uint32_t ask[2];
};

/* @order: of the suites found without these groups, the server's own or one
 * suite. @beside: all DHE suites found beside them. */
void order_place(struct placing *placing, const struct order *order,
	const struct observation_log *log, uint16_t version,
	const uint32_t *beside, size_t n_beside);
void placing_clear(struct placing *placing);

/* Is that an answer beside these groups which tells of the order? */
bool placing_counts(const struct observation *o, uint16_t version);

#endif
