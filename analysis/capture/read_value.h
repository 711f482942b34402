/* SPDX-License-Identifier: ISC */
/*
 * A captured connection as one JSON value, "hallo.read/1" of
 * docs/read.schema.json: the verdict first, then who, when, what was said
 * before TLS, the hellos and the answer in full, the course of both sides in
 * the order of time, and how it ended. Times are in nanoseconds since the first
 * packet of the connection; null where the capture does not tell.
 */
#ifndef HALLO_ANALYSIS_CAPTURE_READ_VALUE_H
#define HALLO_ANALYSIS_CAPTURE_READ_VALUE_H

#include <jansson.h>

#include "analysis/capture/read_view.h"

/* New references. */
json_t *read_view_value(const struct read_view *view);
json_t *read_value(const struct reading *r, const struct read_verdict *verdict);

/* What the file as a whole came to: "hallo.read.summary/1". */
struct read_summary {
	const char *file;
	const char *trouble; /* why it could not be read to its end; "" */
	uint64_t packets, tcp, other, fragments, odd, cut;
	uint64_t connections, shown, completed, failed, clear, unclear;
	uint64_t table_full, holes;
};
/* @shown is @summary with the names made harmless, in the arena. */
void read_summary_view_of(struct arena *arena, struct read_summary *shown,
	const struct read_summary *summary);

/* Of what is shown; a new reference. */
json_t *read_summary_value(const struct read_summary *summary);

#endif
