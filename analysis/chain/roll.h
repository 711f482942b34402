/* SPDX-License-Identifier: ISC */
/*
 * A roll-call of codes (groups, or suites in a second shape): offer all who are
 * open, take the one that answers out, until the rest is refused. The small
 * sister of the chain: no forms, no slices.
 */
#ifndef HALLO_ANALYSIS_CHAIN_ROLL_H
#define HALLO_ANALYSIS_CHAIN_ROLL_H

#include "analysis/chain/chain.h"

struct roll_row {
	uint32_t code;
	enum candidate_state state;
	bool marked; /* of the caller */
};

struct roll {
	bool ready;
	size_t n;
	struct roll_row *rows; /* owned */
	size_t n_open, n_found;
	uint32_t *found; /* in the order of their answers; owned */
	bool stuck;	 /* unclear or no answers: the open ones stay unknown */
	bool soft;	 /* decided by closes or resets, not by words */
	bool weather;	 /* the same hello was met in two ways */
	unsigned negatives;
	unsigned sign;
	bool same;
	long first_no, last_no;
	unsigned reasked;
};

void roll_init(struct roll *roll, size_t room);
void roll_clear(struct roll *roll);
void roll_add(struct roll *roll, uint32_t code, bool marked);

/* The code answered. False when it is not on the roll, or not open. */
bool roll_answer(struct roll *roll, uint32_t code);

/* It was refused, and answers all the same in another company. False: it is not
 * on the roll, or was not refused. */
bool roll_take_back(struct roll *roll, uint32_t code);

/* The server said no, or nothing clear, to those in @offered. True when that
 * question is settled (refused, or given up). */
bool roll_negative(struct roll *roll, const struct observation *o, long row,
	const uint32_t *offered, size_t n);

void roll_reask(struct roll *roll);

/* A hello of another audit that offers what is refused by now: it was asked
 * again there. True when something is open by that. */
bool roll_reopen_offered(struct roll *roll, const uint32_t *offered, size_t n);

#endif
