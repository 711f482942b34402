/* SPDX-License-Identifier: ISC */
/*
 * Private to cli/transcript*.c.
 */
#ifndef HALLO_CLI_RUN_TRANSCRIPT_PARTS_H
#define HALLO_CLI_RUN_TRANSCRIPT_PARTS_H

#include "analysis/json/strict.h"
#include "cli/run/transcript.h"

#define TRANSCRIPT_LINE_MAX (4 * 1024 * 1024)
#define TRANSCRIPT_LINES_MAX 1000000
#define TRANSCRIPT_PARTS_MAX 10000

/* {"versions": "TLSv1.2", "no-sni": ""}: what was given and shapes the run. */
json_t *transcript_options_json(const struct options *options, const char *helo,
	const uint8_t seed[SEED_SIZE]);

/* Are they options of this kind, with values? */
void transcript_options_read(struct strict *s, const json_t *head);

/* Sets what @recorded says; what was given must agree. */
bool transcript_options_take(struct options *options, const json_t *recorded,
	const char *name, struct error *error);

/* The member "limits" of a head or part. */
json_t *transcript_limits_json(const struct transcript_limits *limits);
void transcript_limits_read(
	struct strict *s, struct transcript_limits *limits, const json_t *head);

/* Reads all lines; false with a message. */
bool transcript_read(
	struct transcript *transcript, const char *name, struct error *error);

json_t *transcript_cost_json(
	const struct recorder *recorder, const struct cost *cost);

/* Adds the sums of a line of cost, and takes over what the last part says. */
void transcript_cost_read(
	struct strict *s, struct transcript_cost *cost, const json_t *line);

/* Do the lines of an endpoint go together? What is under way at the end of a
 * part was cut off with it. */
#define TRANSCRIPT_UNDER_WAY 256

struct transcript_rows {
	uint32_t last; /* hello that was asked; 0: none */
	bool over;     /* it had its cost in this part */
	size_t n;
	struct transcript_row {
		uint32_t id;
		enum probe_purpose purpose;
		uint16_t version;
		enum dhe_shape shape;
	} under_way[TRANSCRIPT_UNDER_WAY];
};
void transcript_rows_event(struct strict *s, struct transcript_rows *rows,
	const struct transcript_event *event);
void transcript_rows_cost(struct strict *s, struct transcript_rows *rows);
void transcript_rows_part(struct transcript_rows *rows);

/* The line of endpoints, and back. */
json_t *transcript_endpoints_json(const struct target *target,
	const struct resolution *resolution, const struct endpoint *endpoints,
	size_t n);
void transcript_resolution_read(
	struct strict *s, struct resolution *resolution, const json_t *line);

/* Do name, options and resolution still lead to the listed endpoints? */
bool transcript_endpoints_agree(const struct transcript *transcript,
	const struct options *options, struct error *error);

#endif
