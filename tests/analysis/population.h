/* SPDX-License-Identifier: ISC */
/*
 * Populations (tests/populations/, the form is told there): which sets of
 * suites how many servers accept; and hosts drawn from one by weight, with an
 * order policy thrown by dice, because no scan has seen the order.
 */
#ifndef HALLO_TESTS_ANALYSIS_POPULATION_H
#define HALLO_TESTS_ANALYSIS_POPULATION_H

#include "tests/analysis/simulator.h"

#define POPULATION_SETS 600
#define POPULATION_HOSTS 400
#define POPULATION_CODES 140 /* in one set */

struct population_set {
	char name[8];
	size_t n;
	uint32_t codes[POPULATION_CODES];
};

struct population_host {
	size_t weight;
	int sets[PROFILE_VERSIONS]; /* -1: version refused */
};

struct population {
	bool ordered; /* the sets stand in the server's own order */
	size_t n_sets, n_hosts, weight;
	struct population_set sets[POPULATION_SETS];
	struct population_host hosts[POPULATION_HOSTS];
};

/* NULL when @path cannot be read or has a line that is none of its form (told
 * on stderr). free() it. */
struct population *population_read(const char *path);

/* The two of @folder, smtp-2015 and modern; free() each. False: as above. */
bool population_read_both(const char *folder, struct population *both[2]);

enum policy {
	POLICY_CANONICAL, /* server order, as a library sorts */
	POLICY_CHANGED,	  /* … with a few suites swapped or moved */
	POLICY_RANDOM,	  /* server order, any */
	POLICY_CLIENT,
	POLICY_CLASSES, /* equal preference of some neighbours */
	POLICY_CHACHA,
	POLICY_MIX, /* one of these, client order most often */
};
#define POLICIES (POLICY_MIX + 1)
const char *policy_name(enum policy policy);

/* Draws a host. POLICY_MIX is replaced by the one drawn, which is returned. */
enum policy population_draw(const struct population *population,
	struct profile *profile, struct dice *dice, enum policy policy);

/* The host takes at most @n suites in a hello, one of 43, 64 … 255, and meets
 * longer ones in one of five ways; @way from 0: silence, reset, close, alert
 * 47, alert 40. */
#define LIMIT_WAYS 5
void population_limit(struct profile *profile, struct dice *dice, size_t way);

/* What an audit got wrong about a host, counted in versions. */
struct verdict {
	size_t false_no, false_yes; /* versions */
	size_t unproven; /* versions left open, sets not complete, in calm */
	size_t sets;	 /* a suite too many, or one missing though complete */
	size_t orders;	 /* not the server's, the client's, the classes */
	bool complete;
};
/* @calm: nothing was lost, so nothing should be left unproven. */
struct verdict verdict_of(const struct profile *profile,
	const struct portrait *portrait, bool ties_asked, bool calm);
size_t verdict_wrong(const struct verdict *verdict);

#endif
