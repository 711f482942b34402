/* SPDX-License-Identifier: ISC */
/*
 * The report as a JSON value (schema hallo.report/1, docs/report.schema.json).
 * The text for humans is printed from this very value, so it cannot say more.
 *
 * Bytes of the peer become JSON strings by report_text(): valid UTF-8 without
 * control characters; everything else as \xNN.
 */
#ifndef HALLO_ANALYSIS_REPORT_REPORT_H
#define HALLO_ANALYSIS_REPORT_REPORT_H

#include <jansson.h>

#include "analysis/rules/finding.h"
#include "analysis/senders/sender.h"

/* What net/ and cli/ know of an endpoint, in plain values. */
struct report_endpoint {
	const char *host;
	const char *address;
	uint16_t port;
	const char *dialog; /* scheme */
	const char *server_name;
	uint64_t started_ms; /* since 1970; the probes count from here; 0 */
	uint64_t connections, established, unused, bytes_out, bytes_in;
	double seconds;
	uint64_t resumed; /* of the connections: in earlier parts of the run */
	uint64_t refused; /* without a go-ahead */
	uint64_t waits, waited_ms; /* for that */
	const char *waited_for;	   /* the last refusal in words, or "" */
	unsigned at_once_most, at_once_end;
	const char *ended; /* why before the end, in words, or NULL */
	unsigned limit_connections;
	unsigned limit_total, delay_ms, deadline_s; /* 0: none */
	unsigned rate, rate_ms;			    /* so many in so long */
	unsigned idle_ms, dialog_ms, flight_ms, patience_ms;
	const char *helo;
};

/* A new reference: the endpoint object, with versions, preferred, certificates,
 * senders, findings and probes. */
json_t *report_endpoint_json(const struct report_endpoint *endpoint,
	const struct portrait *portrait);

/* The report object around @endpoints (array, reference taken over) with
 * @resolution and @mx (references taken over). */
json_t *report_json(
	const char *target, json_t *resolution, json_t *mx, json_t *endpoints);

/* A JSON string of bytes from anywhere. */
json_t *report_text(const void *data, size_t len);

#endif
