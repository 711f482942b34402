/* SPDX-License-Identifier: ISC */
/*
 * A suite that a server chooses and then fails with: alert, close, reset or
 * half a ServerHello. It hides all that the server ranks below it. Which one it
 * is shows when a list that failed, although the server has a suite of it, is
 * halved beside that suite: what is answered is without it, and one suspect is
 * left. (A code that a server cannot bear in any list: intolerance.h.)
 *
 * Parts of a list keep its order, so that this holds where the client's order
 * counts, too. All is read from the log.
 */
#ifndef HALLO_ANALYSIS_LOG_FAILING_H
#define HALLO_ANALYSIS_LOG_FAILING_H

#include "analysis/log/observation.h"

struct failing {
	const struct observation *list; /* that failed, with fewest suspects */
	bool has_choice;   /* false: the answer to the list was begun */
	uint32_t choice;   /* a suite in it that was chosen of another */
	size_t n_suspects; /* its codes that are in no answered part of it */
	uint32_t suspect;  /* the first of them */
	bool is_least;	   /* nothing else stands beside the choice */
	size_t met;	   /* it failed so often then */
	bool controlled;   /* there was an answer since the first time */
};

/* The next suite to be named in @version; lists longer than @longest are left
 * out, and those that hold one that is named already. False: no list is left
 * to be explained. */
bool failing_find(struct failing *found, const struct observation_log *log,
	uint16_t version, size_t longest);

/* The codes of the list that are asked next, in its order, into @codes of room
 * for all; returns their number. Of those that fail in another version one is
 * asked alone beside the choice, else half of the suspects. */
size_t failing_part(const struct failing *found,
	const struct observation_log *log, uint32_t *codes);

/* Is @code named: did it fail twice alike beside a suite that was answered
 * between? *how: the last time, or NULL. @version 0: in any. */
bool failing_is_named(const struct observation_log *log, uint16_t version,
	uint32_t code, const struct observation **how);

/* Row @o fails in a way that a choice can end. */
bool failing_failed(const struct observation *o);

/* Was it in a list that was answered by another suite? Else it may be that the
 * server cannot bear its code. */
bool failing_was_passed_over(
	const struct observation_log *log, uint16_t version, uint32_t code);

#endif
