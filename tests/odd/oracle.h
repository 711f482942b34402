/* SPDX-License-Identifier: ISC */
/*
 * The truth about a responder, found without any of the driver's cunning: each
 * suite and each group alone, in every form of hello that the prober has. What
 * answers none of them is not there for anybody who speaks like we do.
 */
#ifndef HALLO_TESTS_ODD_ORACLE_H
#define HALLO_TESTS_ODD_ORACLE_H

#include "responder/responder.h"

/* Is the suite chosen, and in that version, when it alone is offered? */
bool oracle_suite(const struct profile *profile, uint16_t version,
	uint32_t suite, const char *server_name);

/* Is the group used in that version by any suite of the profile, when it alone
 * is offered? */
bool oracle_group(const struct profile *profile, uint16_t version,
	uint16_t group, const char *server_name);

/* Which of two suites wins, both orders tried: 1 the first, 2 the second, 0 the
 * client's first, -1 neither or anything else. */
int oracle_duel(const struct profile *profile, uint16_t version, uint32_t a,
	uint32_t b, const char *server_name);

#endif
