/* SPDX-License-Identifier: ISC */
/*
 * All that `hallo say` tells of a target: text (say_page.h), JSON and exit
 * status are made from this struct.
 *
 * Text is never NULL; "" is none. It belongs to the arena of @found or to the
 * say of its endpoint, and is harmless (analysis/base/escape.h).
 */
#ifndef HALLO_CLI_SAY_SAY_REPORT_H
#define HALLO_CLI_SAY_SAY_REPORT_H

#include <jansson.h>

#include "analysis/report/report.h"
#include "analysis/say/say_view.h"

struct say_endpoint {
	const char *host, *address;
	uint16_t port;
	const char *dialog; /* scheme */
	struct say *say;    /* owned: the view lies in it */
	struct say_view view;
	const char *ended; /* why before all was said */
	struct cost cost;
};

struct say_report {
	struct report found; /* target, resolution, hosts, capture */
	char time[32];	     /* of the begin; "2026-11-27T20:35:12Z" */
	enum say_status status;
	bool interrupted;
	const char *file, *file_form; /* of --hello */
	size_t file_number;	      /* from 1; 0: none was named */
	size_t not_asked;	      /* addresses that were not needed */
	size_t n_endpoints;
	struct say_endpoint *endpoints; /* owned */
};

void say_report_clear(struct say_report *report);

/* "hallo.say/1", docs/say.schema.json; a new reference. */
json_t *say_report_json(const struct say_report *report);

#endif
