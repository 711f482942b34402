/* SPDX-License-Identifier: ISC */
/*
 * What the answers of one version say about order. An answer beats all that was
 * offered beside it; it beats strictly what was offered before it.
 */
#ifndef HALLO_ANALYSIS_LOG_ORDER_H
#define HALLO_ANALYSIS_LOG_ORDER_H

#include "analysis/log/observation.h"

enum suite_order {
	SUITE_ORDER_UNKNOWN,
	SUITE_ORDER_SERVER,
	SUITE_ORDER_CLIENT,
	SUITE_ORDER_SINGLE, /* one suite (or none): nothing to order */
	SUITE_ORDER_MIXED,
};
const char *suite_order_name(enum suite_order order);

struct order {
	enum suite_order order;
	size_t n; /* suites; owned; in server order when there is one */
	uint32_t *suites;
	bool *tied;	/* [i]: i and i+1 are not strictly ordered (seen) */
	bool *loose;	/* [i]: no answer shows i before i+1 strictly */
	bool *heads;	/* [i], not placed: no other of those beats it */
	size_t placed;	/* how many are placed; < n: more answers needed */
	bool ambiguous; /* neither server nor client order is shown */
};

/* Reads the rows of @log that were answered in @version with one of @found, the
 * plain shape only. */
void order_derive(struct order *order, const struct observation_log *log,
	uint16_t version, const uint32_t *found, size_t n);
void order_clear(struct order *order);

#endif
