/* SPDX-License-Identifier: ISC */
/*
 * One audit of one simulated host, and what many of them have cost.
 *
 *	struct costs costs = { 0 };
 *	struct trial trial = { .profile = p, .seed = 7, .at_once = 5, … };
 *	trial_run(&trial);
 *	costs_add(&costs, &trial);
 *	… costs_over(&costs, 0.95) …
 */
#ifndef HALLO_TESTS_ANALYSIS_TRIAL_H
#define HALLO_TESTS_ANALYSIS_TRIAL_H

#include "tests/analysis/population.h"

struct trial {
	const struct profile *profile;
	const struct profile *truth; /* NULL: the profile */
	unsigned ask;		     /* 0: ASK_SUITES */
	uint64_t seed;
	size_t at_once;
	unsigned jitter, bad_weather, refusals; /* as in struct simulation */

	bool over; /* false: stopped at 5,000 connections */
	size_t floor, suites;
	struct simulation sim; /* the audit is gone, the numbers stay */
	struct verdict verdict;
	size_t list_limit, list_refused; /* as the portrait says */
};
void trial_run(struct trial *trial);

#define COSTS_MAX 20000

struct costs {
	size_t n, wrong, unproven, incomplete, endless;
	size_t connections, unused, floor, probes;
	double rtt;		/* sum */
	double over[COSTS_MAX]; /* connections / floor */
	double times[COSTS_MAX];
	long beyond; /* most connections above the floor */
};
void costs_add(struct costs *costs, const struct trial *trial);

/* The value that the share @q (0 … 1) of the hosts does not exceed. */
double costs_over(struct costs *costs, double q);
double costs_time(struct costs *costs, double q);

#endif
