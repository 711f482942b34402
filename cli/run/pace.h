/* SPDX-License-Identifier: ISC */
/*
 * The budgets of the addresses of a run: two names or ports of one address, in
 * one target or in several, share one.
 */
#ifndef HALLO_CLI_RUN_PACE_H
#define HALLO_CLI_RUN_PACE_H

#include "net/dial/budget.h"

struct pace; /* NULL: no address was asked yet */

/* The budget of @address, made with @limits when it is new. */
struct budget *pace_budget(struct pace **pace, const char *address,
	const struct budget_limits *limits);

void pace_clear(struct pace **pace);

#endif
