/* SPDX-License-Identifier: ISC */
/*
 * A server that cannot bear one code breaks on every list that holds it, though
 * the list holds suites that it has. Which code it is shows when the codes of a
 * list that failed are halved, beside a suite that was chosen before: what was
 * answered is harmless, and one suspect is left.
 *
 * All is read from the log.
 */
#ifndef HALLO_ANALYSIS_LOG_INTOLERANCE_H
#define HALLO_ANALYSIS_LOG_INTOLERANCE_H

#include "analysis/log/observation.h"

struct intolerance {
	const struct observation *failed; /* the list with fewest suspects */
	uint32_t choice;   /* a suite in it that was chosen before */
	size_t n_suspects; /* codes in it that no answered list held */
	uint32_t suspect;  /* the first of them */
	bool certain; /* nothing else stands beside the choice, and that end
		       * was met twice or is in words */
	uint32_t companion; /* another code of the same key exchange; 0: none */
	const struct observation *beside; /* what came of that one alone beside
					   * the choice; NULL: not asked */
};

/* Did the companion fail like the suspect? Then it is the key exchange. */
bool intolerance_is_of_kind(const struct intolerance *found);

/* False: no list failed that held a suite to choose and a suspect; or what came
 * of it is explained by its length. */
bool intolerance_find(
	struct intolerance *found, const struct observation_log *log);

/* The first half of the suspects of found->failed, into @codes of room for all
 * of them; returns their number. */
size_t intolerance_halve(const struct intolerance *found,
	const struct observation_log *log, uint32_t *codes);

#endif
