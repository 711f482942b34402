/* SPDX-License-Identifier: ISC */
/*
 * The report as a JSON value (schema hallo.report/1, docs/report.schema.json).
 * The text for humans is printed from this very value, so it cannot say more.
 *
 * Bytes of the peer become JSON strings by report_text(): valid UTF-8 without
 * control characters; everything else as \xNN.
 */
#ifndef HALLO_ANALYSIS_REPORT_H
#define HALLO_ANALYSIS_REPORT_H

#include <jansson.h>

#include "analysis/finding.h"
#include "analysis/sender.h"

/* What net/ and cli/ know of an endpoint, in plain values. */
struct report_endpoint {
	const char *host;
	const char *address;
	uint16_t port;
	const char *dialog; /* scheme */
	const char *server_name;
	uint64_t connections, established, unused, bytes_out, bytes_in;
	double seconds;
	unsigned limit_connections;
	unsigned idle_ms, dialog_ms, flight_ms;
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
