/* SPDX-License-Identifier: ISC */
/*
 * From a resolution to the endpoints to ask, and whether they have an order.
 */
#ifndef HALLO_CLI_RUN_ENDPOINTS_H
#define HALLO_CLI_RUN_ENDPOINTS_H

#include "cli/options/options.h"
#include "net/dns/resolve.h"

#define ENDPOINTS_MAX (RESOLUTION_MAX_HOSTS * RESOLUTION_MAX_ADDRESSES)

/* Every address of the hosts that --mx leaves, in the families that -4 and -6
 * leave, by preference. Returns their number; an array to free() in *list.
 *
 * The MX of a domain are its owner's word: where such an address leads to the
 * asker's own machines (loopback, private …) it is asked with --allow-private
 * only, or when the resolver is of such a network itself. Marks in @resolution
 * what is left out: skipped hosts, withheld addresses. */
size_t endpoints_of(struct endpoint **list, const struct target *target,
	struct resolution *resolution, const struct options *options);

/* Are the hosts of @resolution mail exchangers of @target? */
bool has_preferences(
	const struct target *target, const struct resolution *resolution);

#endif
