/* SPDX-License-Identifier: ISC */
/*
 * The only place where the driver meets the responder: an audit run against a
 * profile as a pure function, without a socket or a clock. The pool is that of
 * net/dial/inquiry.c, its time counted in round trips:
 *
 *	open ──4 RTT (TCP, banner, EHLO, STARTTLS)──► ready ──next()──► hello
 *	hello ──1 RTT──► answer ──► learn()         (late binding)
 *
 *	struct simulation sim = { .profile = p, .audit = a, .at_once = 5 };
 *	simulate(&sim, 1000);
 *	… sim.connections, sim.unused, sim.rtt …
 */
#ifndef HALLO_TESTS_ANALYSIS_SIMULATOR_H
#define HALLO_TESTS_ANALYSIS_SIMULATOR_H

#include "analysis/machines/machines.h"
#include "responder/responder.h"
#include "tests/analysis/recording.h"

/* splitmix64: the same seed gives the same servers everywhere. */
struct dice {
	uint64_t state;
};
uint64_t dice_throw(struct dice *dice);
size_t dice_below(struct dice *dice, size_t n);

#define SIMULATION_LINES 16 /* connections at once, at most */

enum line_state { LINE_OPENING, LINE_READY, LINE_FLIGHT };

/* One connection under way. */
struct line {
	enum line_state state;
	bool storm; /* what is sent on it gets @weather for an answer */
	enum outcome_kind weather;
	double due;	/* RTT since the beginning */
	size_t machine; /* that answers on it */
	struct probe probe;
};

struct simulation {
	const struct profile *profile;
	/* several machines behind one address: who gets a connection is drawn;
	 * 0: @profile alone */
	size_t n_machines;
	const struct profile *machines[4];
	const char *dialogs[4]; /* what each says before TLS, or NULL */
	size_t met[4];		/* hellos */
	struct machines *audit;
	struct recording *recording; /* of what it asks and learns, or NULL */
	size_t at_once;		     /* connections; 0: one */
	unsigned jitter; /* percent: times vary by half of it up and down */
	bool sets_only;	 /* a set server (set_server.h), not the responder */
	unsigned bad_weather; /* percent of probes lost to throttling */
	unsigned refusals;    /* percent of dialogs refused before TLS */
	struct dice dice;

	size_t connections; /* opened, unused ones included */
	size_t unused;	    /* … that never sent a hello */
	size_t refused;	    /* … whose dialog was refused */
	size_t probes;	    /* hellos sent */
	size_t lost;
	size_t most_in_flight;
	double rtt; /* wall time so far */

	/* the pool */
	struct line lines[SIMULATION_LINES];
	size_t n;
	unsigned failures, declined;
	double not_before;
	bool over;
};

/* Runs to the end; false: after @limit connections it was not over. */
bool simulate_within(struct simulation *sim, size_t limit);

/* The same, and that is a fault of the driver. */
void simulate(struct simulation *sim, size_t limit);

/* The first @n probes only. */
void simulate_some(struct simulation *sim, size_t n);

/* A random server: versions, suites, order, DH, groups, certificates. */
void random_profile(struct profile *profile, struct dice *dice);

/* The floor F of the main job's issue, from the profile. */
size_t profile_floor(const struct profile *profile);

/* The hellos that what was refused is cut into: two for each supported version
 * of TLS 1.0 to 1.2. */
size_t profile_pieces(const struct profile *profile);

/* Is the suite one that the server really answers in the plain shape? */
bool profile_has_dhe(const struct profile *profile, int version);

#endif
