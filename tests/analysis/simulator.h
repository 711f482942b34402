/* SPDX-License-Identifier: ISC */
/*
 * The only place where the driver meets the responder: an audit run against a
 * profile as a pure function, without a socket or a clock.
 */
#ifndef HALLO_TESTS_ANALYSIS_SIMULATOR_H
#define HALLO_TESTS_ANALYSIS_SIMULATOR_H

#include "analysis/audit.h"
#include "responder/responder.h"

/* splitmix64: the same seed gives the same servers everywhere. */
struct dice {
	uint64_t state;
};
uint64_t dice_throw(struct dice *dice);
size_t dice_below(struct dice *dice, size_t n);

struct simulation {
	const struct profile *profile;
	struct audit *audit;
	unsigned bad_weather; /* percent of probes lost to throttling */
	struct dice dice;
	size_t connections; /* probes sent */
	size_t lost;
};

/* Runs to the end; at most @limit connections (then fails the test). */
void simulate(struct simulation *sim, size_t limit);

/* The first @n connections only. */
void simulate_some(struct simulation *sim, size_t n);

/* A random server: versions, suites, order, DH, groups, certificates. */
void random_profile(struct profile *profile, struct dice *dice);

/* The floor F of the main job's issue, from the profile. */
size_t profile_floor(const struct profile *profile);

/* Is the suite one that the server really answers in the plain shape? */
bool profile_has_dhe(const struct profile *profile, int version);

#endif
