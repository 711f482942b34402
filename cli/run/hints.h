/* SPDX-License-Identifier: ISC */
/*
 * What to try when nothing could be asked: short sentences for the report, from
 * the reports of the endpoints and the resolution alone.
 */
#ifndef HALLO_CLI_RUN_HINTS_H
#define HALLO_CLI_RUN_HINTS_H

#include <jansson.h>

#include "net/dns/resolve.h"

/* An array of strings, a new reference; empty when all went well. */
json_t *hints_json(
	const json_t *endpoints, const struct resolution *resolution);

#endif
