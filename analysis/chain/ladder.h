/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/chain: the ladder that a chain climbs while its answers
 * are unclear. A rung is a row: what it changes in the hello, when a refusal or
 * an unclear end leads to it, and which server taught it. The last rung cuts
 * the list, again and again (chain_learn.c).
 */
#ifndef HALLO_ANALYSIS_CHAIN_LADDER_H
#define HALLO_ANALYSIS_CHAIN_LADDER_H

#include "analysis/chain/chain.h"

struct rung {
	enum probe_purpose purpose;
	enum chain_shape shape; /* SHAPE_STANDARD: that of the chain */
	/* May the chain go there from where it stands? NULL: never. */
	bool (*on_refusal)(const struct chain *chain, uint8_t alert);
	bool (*on_unclear)(const struct chain *chain);
	const char *taught; /* the server that it is there for */
};
extern const struct rung ladder[RUNGS];

/* The next rung up after a refusal in words, RUNGS: none, it stands. */
enum chain_rung ladder_refused(const struct chain *chain, uint8_t alert);

/* … after anything else that is no answer; the last serves always. */
enum chain_rung ladder_unclear(const struct chain *chain);

/* Has the version another form? SSL 2 has one, and the form of SSL 3 is the one
 * without extensions. */
bool ladder_has_other(const struct chain *chain);

/* How the next hello looks: as the rung wants it, else as the chain does. */
enum chain_shape ladder_shape(const struct chain *chain);

#endif
