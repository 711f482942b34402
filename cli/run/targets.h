/* SPDX-License-Identifier: ISC */
/*
 * All targets of the command line and of --input, parsed before the first probe
 * goes out.
 */
#ifndef HALLO_CLI_RUN_TARGETS_H
#define HALLO_CLI_RUN_TARGETS_H

#include "cli/options/options.h"
#include "net/dns/target.h"

struct targets {
	size_t n, room;
	struct target *list; /* owned */
};

/* False with ERROR_USAGE or ERROR_FILE; clear in either case. */
bool targets_read(struct targets *targets, const struct options *options,
	struct error *error) __attribute__((warn_unused_result));
void targets_clear(struct targets *targets);

#endif
