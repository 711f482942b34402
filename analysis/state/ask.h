/* SPDX-License-Identifier: ISC */
/*
 * What an audit shall find out, as a value.
 */
#ifndef HALLO_ANALYSIS_STATE_ASK_H
#define HALLO_ANALYSIS_STATE_ASK_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/bytes/seed.h"

/* What to ask; `suites` is always part of it. */
enum audit_ask {
	ASK_SUITES = 1,
	ASK_DHE = 2, /* the second chain beside RFC 7919 groups */
	ASK_GROUPS = 4,
	ASK_COMPRESSION = 8,
	ASK_PREFERRED = 16, /* what a usual sender would get */
	ASK_ORDER = 32,	    /* each neighbour pair, for ties */
	ASK_ALL = 63,
};
/* "suites,dhe" -> bits; 0 when a word is unknown (*bad points at it). */
unsigned audit_ask_parse(const char *text, const char **bad);

struct audit_options {
	unsigned ask;		/* bits; 0: all */
	unsigned versions;	/* bit i: LOG_VERSIONS index i; 0: all */
	const uint32_t *suites; /* candidates; NULL: all known */
	size_t n_suites;
	bool ipv6; /* names the missing route: no-route-v6, else -v4 */
	const char *server_name; /* SNI, "" for none; copied */
	uint8_t seed[SEED_SIZE];
};

#endif
