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
 * When the answer is unclear the chain climbs a ladder, one change a rung:
 *
 *	all, standard form ─► all, other form ─► slices of at most 100 codes
 *	                 (once something was found: the same again instead)
 */
#ifndef HALLO_ANALYSIS_CHAIN_H
#define HALLO_ANALYSIS_CHAIN_H

#include "analysis/observation.h"

/* Codes in one hello: the 16-bit length of the list holds 32,767, and 0x00FF
 * stands among them where renegotiation_info cannot. */
#define CHAIN_LONGEST 32766

enum candidate_state { CANDIDATE_OPEN, CANDIDATE_FOUND, CANDIDATE_REFUSED };

struct candidate {
	uint32_t code;
	long rank; /* the greater, the sooner a server picks it */
	enum candidate_state state;
};

enum chain_state {
	CHAIN_UNTOUCHED,
	CHAIN_RUNNING,
	CHAIN_COMPLETE, /* the rest was refused */
	CHAIN_ABSENT,	/* the version was refused */
	CHAIN_STUCK,	/* neither: see trouble */
};

enum chain_rung { RUNG_ALL, RUNG_OTHER_FORM, RUNG_AGAIN, RUNG_SLICES };

struct chain {
	uint16_t version;
	enum chain_state state;
	size_t n; /* candidates, the likeliest first; owned */
	struct candidate *rows;
	uint32_t *places; /* code -> row + 1, for 16-bit codes; owned */
	size_t n_open, n_found;
	enum chain_rung rung;
	bool other_form;
	size_t limit; /* codes a list may have; 0: any number */

	/* since the last answer */
	unsigned negatives, silences, refusals;
	unsigned sign; /* of the first negative: kind and alert */
	bool same;     /* all negatives bear that sign */
	bool loose;    /* something was answered that was not offered */

	bool doubt;   /* the other form answered where this one was unclear */
	bool soft;    /* decided by closes, resets or silence, not by words */
	bool weather; /* the same hello was met in two ways */

	/* rows of the log that said no, from .. to; -1: none */
	long first_no, last_no;
	long implied_by; /* row of a downgrade that says no; -1: none */
	unsigned reasked;
	char trouble[160]; /* why stuck */
};

/* What a chain wants to send. @suites is owned by the caller of chain_next. */
struct question {
	enum probe_purpose purpose;
	size_t n_suites;
	uint32_t *suites; /* room for every candidate */
	size_t n_groups;  /* 0: the standard ones */
	uint16_t groups[256];
	struct hello_recipe recipe; /* version, shape, form */
};

/* @codes: the candidates of this version; ranked by rank_suite() at first. */
void chain_init(
	struct chain *chain, uint16_t version, const uint32_t *codes, size_t n);
void chain_clear(struct chain *chain);

/* What another version showed of the server's taste: these first, in order. */
void chain_expect(struct chain *chain, const uint32_t *codes, size_t n);

/* False when nothing is to be asked any more. */
bool chain_next(const struct chain *chain, struct question *question);

/* What came of the chain's own question; @row is its place in the log. */
void chain_learn(struct chain *chain, const struct observation *o, long row);

/* A hello for a higher version was answered in this one. */
void chain_credit(struct chain *chain, const struct observation *o);

/* A hello for a higher version was answered in a lower one: this is absent. */
void chain_implied_absent(struct chain *chain, long row);

/* The refusals were not between two answers: ask them once more. */
void chain_reask(struct chain *chain);

bool chain_is_over(const struct chain *chain);

/* How likely a server prefers this suite, by what servers usually do. */
long rank_suite(uint32_t code);

#endif
