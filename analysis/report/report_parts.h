/* SPDX-License-Identifier: ISC */
/*
 * What the files that fill a report and write it as JSON share.
 */
#ifndef HALLO_ANALYSIS_REPORT_REPORT_PARTS_H
#define HALLO_ANALYSIS_REPORT_REPORT_PARTS_H

#include "analysis/json/json.h"
#include "analysis/json/names.h"
#include "analysis/report/report.h"

/* ---- filling: everything goes into the arena ---- */

struct proof report_copy_proof(struct arena *arena, const struct proof *proof);

struct findings;
struct report_finding *report_copy_findings(
	struct arena *arena, const struct findings *findings);

/* What of the whole that a name stands for was not audited, in words. */
void report_fill_missing(struct report *report,
	const struct resolution *resolution, bool from_mx);

/* The six, by place: a portrait that nobody filled names none. */
void report_fill_versions(struct arena *arena, struct report_version *versions,
	const struct portrait *portrait);

/* @o: what was answered, or NULL. */
void report_fill_answer(struct arena *arena, struct report_answer *answer,
	const struct observation *o, const struct observation_log *log);

/* Both lists of rows; @log may be NULL. */
void report_fill_rows(struct arena *arena, struct report_endpoint *endpoint,
	const struct observation_log *log);

/* ---- JSON, new references ---- */

json_t *report_proof_json(const struct proof *proof); /* ids of probes */
json_t *report_findings_json(const struct report_finding *findings, size_t n);
json_t *report_versions_json(const struct report_version *versions);
json_t *report_answer_json(const struct report_answer *answer,
	const struct report_endpoint *endpoint); /* or null */
json_t *report_probes_json(const struct report_endpoint *endpoint);
json_t *report_failures_json(const struct report_endpoint *endpoint);

#endif
