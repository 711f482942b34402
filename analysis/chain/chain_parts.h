/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/chain*.c: what the state and the ladder of a chain share.
 */
#ifndef HALLO_ANALYSIS_CHAIN_CHAIN_PARTS_H
#define HALLO_ANALYSIS_CHAIN_CHAIN_PARTS_H

#include "analysis/chain/chain.h"

#define CHAIN_GUESSES 64

/* NULL when @code is no candidate of the chain. */
struct candidate *chain_candidate(const struct chain *chain, uint32_t code);

#define CHAIN_ENOUGH 3 /* the same answer so many times is an answer */

/* Of an end: its kind and alert. */
unsigned chain_sign_of(const struct observation *o);

void chain_forget_negatives(struct chain *chain);

bool chain_is_among(const uint32_t *codes, size_t n, uint32_t code);

#endif
