/* SPDX-License-Identifier: ISC */
/*
 * What an audit decides beside what it asks: that something is to be asked
 * again, how long a list may be, that there is nothing to ask. A step proposes
 * decisions while it plans; they stand in the log, between the rows, and change
 * the audit only by being told to it. So a recorded run needs no planning.
 */
#ifndef HALLO_ANALYSIS_LOG_DECISION_H
#define HALLO_ANALYSIS_LOG_DECISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum decision_kind {
	DECISION_START,	      /* a version begins with at most n codes a list */
	DECISION_SHORTER,     /* a refusal again, with at most n codes a list */
	DECISION_CHECK_SHORT, /* the last refusal of a version, by one short
			       * list more */
	DECISION_AGAIN,	      /* a refusal again; n: rounds so far */
	DECISION_DHE,	      /* the DHE suites are asked for beside RFC 7919
			       * groups */
	DECISION_DHE_REST,    /* of those not found none is left to ask for */
	DECISION_DHE_FOUND,   /* nor of the found ones */
	DECISION_DHE_AGAIN,   /* what was refused of them, again */
	DECISION_GROUPS,      /* the groups are asked for */
	DECISION_GROUPS_AGAIN,
	DECISION_PREFERRED, /* what a usual sender gets is known by the order */
	DECISION_PASSED_OVER, /* another machine answers on this connection */
};
#define DECISION_KINDS (DECISION_PASSED_OVER + 1)
const char *decision_name(enum decision_kind kind);

struct decision {
	enum decision_kind kind;
	uint32_t audit;	  /* who decided, where there are several machines */
	unsigned version; /* index, as in the portrait */
	size_t span;	  /* index of the refusal, 0 where there is none */
	size_t n;	  /* see above, else 0 */
	size_t row;	  /* rows in the log before it */
};

#endif
