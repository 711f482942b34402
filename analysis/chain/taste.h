/* SPDX-License-Identifier: ISC */
/*
 * Tastes: orders in which servers are known to prefer suites (tastes.def, each
 * with its origin), and the guess that follows from them. Nothing is ever
 * concluded from a taste: it only says which answer is likely, so that the list
 * can be arranged and the next hello be sent before the answer is there.
 *
 * A taste goes along with a chain: each answer moves its cursor, and what it
 * would have answered is held against what was. What an answer passed over
 * (every suite with ARIA, say) is not guessed again before one of its kind was
 * found.
 *
 *	struct tasting tasting = { .version = VERSION_TLS12 };
 *	tasting_note(&tasting, chain->found, chain->n_found);
 *	n = tasting_guess(&tasting, chain, guesses, 64);
 */
#ifndef HALLO_ANALYSIS_CHAIN_TASTE_H
#define HALLO_ANALYSIS_CHAIN_TASTE_H

#include "analysis/chain/chain.h"

struct taste {
	const char *name, *origin;
	size_t n;
	const uint16_t *suites;
};
extern const struct taste taste_table[];
extern const size_t taste_table_len;

#define TASTES_MAX 40
#define TASTES_OWN 12 /* other versions of this server, other addresses */

/* Features of suites, a bit each: key exchange with authentication, cipher with
 * mode, MAC. */
struct features {
	uint64_t exchanges, ciphers, macs;
};

struct follower {
	size_t n;	     /* suites of the taste, as far as they are known */
	const uint32_t *own; /* or NULL: */
	const uint16_t *common; /* of the table */
	size_t cursor;		/* behind the last answer */
	int score;
	struct features passed; /* over which an answer went */
};

struct tasting {
	uint16_t version;
	size_t noted; /* answers seen */
	struct features found;
	size_t n;
	struct follower followers[TASTES_MAX];
};

void tasting_init(struct tasting *tasting, uint16_t version);

/* An order of this server's own: @suites may have grown since it was named
 * last under the same @slot (below TASTES_OWN). Borrowed. */
void tasting_own(
	struct tasting *tasting, size_t slot, const uint32_t *suites, size_t n);

/* The answers of the chain so far, in their order; new ones are at the end. */
void tasting_note(struct tasting *tasting, const uint32_t *answers, size_t n);

/* Who will be chosen next, and then, and then, if nothing surprises: open and
 * not under way. */
size_t tasting_guess(const struct tasting *tasting, const struct chain *chain,
	uint32_t *guesses, size_t room);

/* Of a kind that this server was seen to have, by a taste that was right of
 * late? */
bool tasting_is_sure(const struct tasting *tasting, uint32_t guess);

/* Can @version have it? */
bool tasting_fits(uint32_t code, uint16_t version);

/* Made of key exchange, cipher and MAC that were all found? */
bool tasting_is_like(const struct tasting *tasting, uint32_t code);

#endif
