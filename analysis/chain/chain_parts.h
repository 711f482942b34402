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

bool chain_is_among(const uint32_t *codes, size_t n, uint32_t code);

#endif
