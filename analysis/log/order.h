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
	SUITE_ORDER_CLIENT_CHACHA, /* the server's, but ChaCha20 comes first for
				    * clients that put it first */
};
const char *suite_order_name(enum suite_order order);

/* Is there an order of the server's own, for some clients or for all? */
bool suite_order_is_own(enum suite_order order);

/* AES-GCM by which Go's servers tell that a client has hardware for it. */
bool order_is_gcm_front(uint32_t code);

/* What would tell whether ChaCha20 depends on the client's first suite. */
enum chacha_question {
	CHACHA_SETTLED,
	CHACHA_FIRST,	 /* the list as it is */
	CHACHA_SHIELDED, /* and something else before ChaCha20 */
};

struct order {
	enum suite_order order;
	size_t n; /* suites; owned; in server order when there is one */
	uint32_t *suites;
	bool *tied;	/* [i]: i and i+1 are not strictly ordered (seen) */
	bool *loose;	/* [i]: no answer shows i before i+1 strictly */
	bool *heads;	/* [i], not placed: no other of those beats it */
	size_t placed;	/* how many are placed; < n: more answers needed */
	bool ambiguous; /* neither server nor client order is shown */
	/* ChaCha20 comes first for all but clients that put AES-GCM first (Go);
	 * suites[] is the order for those others. Only where it is so. */
	bool unless_gcm;
	enum chacha_question asks;
	size_t n_ask; /* the list to ask */
	uint32_t ask[3];
};

/* Reads the rows of @log that were answered in @version with one of @found, the
 * plain shape only. */
void order_derive(struct order *order, const struct observation_log *log,
	uint16_t version, const uint32_t *found, size_t n);
void order_clear(struct order *order);

#endif
