/* SPDX-License-Identifier: ISC */
/*
 * The exit status that a report deserves: a pure function of it.
 */
#ifndef HALLO_CLI_BASE_EXIT_STATUS_H
#define HALLO_CLI_BASE_EXIT_STATUS_H

#include "analysis/report/report.h"
#include "cli/options/options.h"

enum exit_status exit_status_of(
	const struct report *report, const struct options *options);

/* Of two targets. "Not reached" stands only when no target was; beside one that
 * was, it makes the whole incomplete. */
enum exit_status exit_status_of_two(enum exit_status a, enum exit_status b);

#endif
