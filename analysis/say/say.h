/* SPDX-License-Identifier: ISC */
/*
 * One ClientHello, said once or several times, and all that came of it: the
 * driver of `hallo say`. With a HelloRetryRequest it says the second hello too,
 * on the same connection.
 *
 *	struct say *say = say_new(&plan, &trouble);
 *	inquiry_start(base, &endpoint, &limits, &say_driver, say, …);
 *	say_view_of(&view, say);		analysis/say/say_view.h
 *	say_free(say);
 */
#ifndef HALLO_ANALYSIS_SAY_SAY_H
#define HALLO_ANALYSIS_SAY_SAY_H

#include "wire/hello/hello_spec.h"
#include "wire/probe/probe.h"

#define SAY_TIMES_MAX 1000

/* Exit status, the same in man page and help. */
enum say_status {
	SAY_ANSWERED = 0,     /* ServerHello, HelloRetryRequest, SERVER-HELLO */
	SAY_REFUSED = 1,      /* alert, ERROR, or an end without an answer */
	SAY_INCONCLUSIVE = 2, /* all else, and answers that were not alike */
	SAY_UNREACHED = 3,
};

struct say_plan {
	const struct hello_spec *spec; /* but for its seed; what it points to is
					* borrowed */
	size_t segment;		       /* bytes a send(); 0: all at once */
	unsigned times;
	bool hex; /* annotated bytes, too */
	uint8_t seed[SEED_SIZE];
};

/* NULL: the hello cannot be made, *trouble says why (static). */
struct say *say_new(const struct say_plan *plan, const char **trouble);
void say_free(struct say *say);

extern const struct inquiry_driver say_driver; /* ctx: struct say */

/* Was a connection made at all? */
bool say_reached(const struct say *say);

/* Exchanges that are over, in whatever way. */
size_t say_done(const struct say *say);

enum say_status say_status(const struct say *say);

/* Of several endpoints: the same, or inconclusive. */
enum say_status say_status_of_two(enum say_status a, enum say_status b);

#endif
