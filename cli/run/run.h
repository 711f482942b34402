/* SPDX-License-Identifier: ISC */
/*
 * One target from its name to its report: resolve, ask every endpoint (several
 * side by side, one address never twice at once), put the report together.
 *
 *	run_begin(&run, options, &error);
 *	run_target(&run, &report, &target);
 *	… report_clear(&report) …
 *	run_end(&run);
 *
 * SIGINT and SIGTERM end it early: what was learnt is reported, marked
 * incomplete. A second signal ends the process at once.
 */
#ifndef HALLO_CLI_RUN_RUN_H
#define HALLO_CLI_RUN_RUN_H

#include "analysis/report/report.h"
#include "cli/options/options.h"
#include "cli/page/progress.h"
#include "net/dial/inquiry.h"
#include "net/dns/resolve.h"

struct pace;
struct talk;
struct transcript;

struct run {
	const struct options *options;
	struct event_base *base;
	struct resolver *resolver;
	struct event *signals[2];
	volatile bool stop;
	bool told_no_route;
	uint8_t seed[SEED_SIZE];
	char helo[256];
	struct inquiry_options inquiry;
	struct pace *pace;
	struct transcript *transcript; /* never NULL while it runs */
	struct progress progress;

	/* the target at hand */
	const struct target *target;
	struct report *report;
	struct talk *talks;
	size_t n_talks, n_finished;
};

bool run_begin(struct run *run, const struct options *options,
	struct error *error) __attribute__((warn_unused_result));
void run_end(struct run *run);

/* Never fails: what failed is in the report. report_clear() it. */
void run_target(
	struct run *run, struct report *report, const struct target *target);

#endif
