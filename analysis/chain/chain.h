/* SPDX-License-Identifier: ISC */
/*
 * The suite chain of one version: offer all that is undecided, take the answer
 * out, offer the rest, until the rest is refused. K suites cost K + 1 hellos
 * and come out in the server's order, for free.
 *
 * Only an explicit answer decides: a suite is there when it was chosen, absent
 * when a list that held it was refused. The list is arranged with the suite
 * that will probably be chosen LAST, so that a right guess also proves that the
 * server reads to the end and follows its own order.
 *
 * Several hellos may be under way at once (speculation): each is made as if the
 * guesses of those before it were right. A right guess costs nothing extra; a
 * wrong one is still an answer, and makes the window smaller.
 *
 * When the answer is unclear the chain climbs a ladder (ladder.h):
 *
 *	all, standard form ─► all, other form ─► slices, shorter and shorter
 *	                 (once something was found: the same again instead)
 *
 * What is learnt follows from the observation alone, so that a recorded run can
 * be fed to it again.
 */
#ifndef HALLO_ANALYSIS_CHAIN_CHAIN_H
#define HALLO_ANALYSIS_CHAIN_CHAIN_H

#include "analysis/log/observation.h"

#define CHAIN_LONGEST QUESTION_LONGEST

/* Codes in a cut list: 127 with signalling values is what narrow servers take,
 * 43 what the narrowest known one does. */
#define CHAIN_SHORT 100
#define CHAIN_NARROWEST 40

struct candidate {
	uint32_t code;
	int32_t rank;	 /* the greater, the sooner a server picks it */
	uint16_t no;	 /* refused: index into chain->nos */
	uint8_t state;	 /* enum candidate_state */
	bool flying : 1; /* guessed as the answer of a hello under way */
	bool listed : 1; /* in the first of the negatives in a row */
	bool passed : 1; /* where the client's order counts: probably not there
			  */
};

/* Where the chain stands on its ladder; what each rung is: ladder.c. */
enum chain_rung {
	RUNG_ALL,
	RUNG_OTHER_FORM,
	RUNG_LEAN,
	RUNG_AGAIN,
	RUNG_SLICES,
	RUNGS
};

/* How the hellos of a version look. */
enum chain_shape {
	SHAPE_STANDARD,
	SHAPE_DOUBTED, /* the same, although it was unclear where the other form
			* was answered */
	SHAPE_OTHER,   /* TLS <= 1.2 without extensions, TLS 1.3 with a share */
	SHAPE_LEAN,    /* TLS 1.3: without name, short */
};

/* What was met on the way to the answers, a set. */
enum chain_evidence {
	EVIDENCE_LOOSE = 1,   /* something was answered that was not offered */
	EVIDENCE_SOFT = 2,    /* decided by closes, resets or silence */
	EVIDENCE_WEATHER = 4, /* the same hello was met in two ways */
};

/* How long lists may be, in codes. */
struct chain_limits {
	size_t now;	    /* 0: any number */
	size_t given;	    /* what it goes back to: known, not only tried */
	size_t taken;	    /* the longest list that was answered */
	size_t skip;	    /* open ones left out ahead: the second half */
	bool short_checked; /* the version was refused to a short list too */
};

/* Negatives in a row, while nothing has decided them yet. */
struct negatives {
	unsigned n, silences, refusals;
	unsigned sign; /* of the first: kind and alert */
	bool same;     /* all bear that sign */
	bool plain;    /* … which may say no (observation_may_refuse()) */
	long first, last;
	size_t length, shortest; /* lists: the first, the shortest */
	bool taken_up;		 /* again, with one list more */
	bool whole;		 /* the first held all that is open */
};

#define CHAIN_WINDOW 16
#define CHAIN_NO_GUESS UINT32_MAX /* "the rest will be refused" */

/* Hellos under way, each made as if the guesses of those before were right. */
struct speculation {
	bool client_first; /* it takes the first it knows: guesses go ahead */
	bool unsure;	   /* nothing is built on the last guess */
	unsigned window, n, wasted;
	uint32_t guesses[CHAIN_WINDOW];
};

struct chain {
	uint16_t version;
	enum chain_state state;
	size_t n; /* candidates, the likeliest first; owned */
	struct candidate *rows;
	uint32_t *places; /* code -> row + 1, for 16-bit codes; owned */
	size_t n_open, n_found, found_room;
	uint32_t *found; /* in the order of their answers; owned */
	enum chain_rung rung;
	enum chain_shape shape;
	enum chain_shape cut_shape; /* of cut lists, if not the standard one */
	struct chain_limits limits;
	struct negatives against; /* since the last answer */
	unsigned evidence;	  /* set of enum chain_evidence */

	size_t n_nos, nos_room;
	struct refusal_span *nos; /* owned */
	long implied_by; /* row of a downgrade that says no; -1: none */
	unsigned reasked;
	const char *trouble; /* why stuck; static */

	struct speculation flying;
};

/* @codes: the candidates of this version; ranked by rank_suite() at first. */
void chain_init(
	struct chain *chain, uint16_t version, const uint32_t *codes, size_t n);
void chain_clear(struct chain *chain);

/* False when nothing is to be asked now: all is decided, or the answers under
 * way must come first. @guesses: who will probably be chosen, the likeliest
 * first (taste.h); those not open are passed over. @question->suites has room
 * for every candidate. */
bool chain_next(const struct chain *chain, const uint32_t *guesses,
	size_t n_guesses, struct question *question);

/* The properties of a hello of @version in that shape. */
unsigned chain_form(uint16_t version, enum chain_shape shape);

/* A question of the chain goes out, and its outcome comes back (learnt or
 * lost). @answer: CHAIN_NO_GUESS when nothing was chosen. */
void chain_sent(struct chain *chain, uint32_t guess, bool sure);
void chain_landed(struct chain *chain, uint32_t guess, uint32_t answer);

/* What came of the chain's own question; @row is its place in the log. */
void chain_learn(struct chain *chain, const struct observation *o, long row);

/* A hello for a higher version was answered in this one. */
void chain_credit(struct chain *chain, const struct observation *o);

/* A hello for a higher version was answered in a lower one: this is absent. */
void chain_implied_absent(struct chain *chain, long row);

/* Absent below, by what refused the version above in both forms. */
void chain_absent_like(struct chain *chain, const struct chain *above);

/* The refusals of @span were not between two answers: ask them once more. */
void chain_reask(struct chain *chain, size_t span);

/* A piece of what was refused is answered: what it offers is open again, and
 * nothing else. */
void chain_reopen_piece(struct chain *chain, const struct observation *o);

/* The lists of @span were longer than any that was ever answered: the refusal
 * may be about the length. Ask again with at most @limit codes. @last: the last
 * of the span. */
void chain_reask_shorter(struct chain *chain, size_t span, size_t limit,
	const struct observation *last);

/* The version was refused to long lists; @last is the last of @span. One short
 * list more shows whether it is the length. */
void chain_check_short(
	struct chain *chain, size_t span, const struct observation *last);

/* A recorded hello that offers what is refused by now: it was asked again. */
void chain_reopen_offered(struct chain *chain, const struct observation *o);

/* Refused in words three times or more, each time with an answer since the
 * last: what came between (4xx, failed connections) does not explain that. */
bool chain_insists(
	const struct chain *chain, const struct observation_log *log);

bool chain_is_over(const struct chain *chain);
bool chain_is_open(const struct chain *chain, uint32_t code);
bool chain_has_found(const struct chain *chain, uint32_t code);

/* How likely a server prefers this suite, by what servers usually do. */
int32_t rank_suite(uint32_t code);

#endif
