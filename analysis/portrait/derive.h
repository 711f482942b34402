/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/: parts of the derivation of a portrait.
 */
#ifndef HALLO_ANALYSIS_PORTRAIT_DERIVE_H
#define HALLO_ANALYSIS_PORTRAIT_DERIVE_H

#include "analysis/state/audit_state.h"

/* derive_suites.c: suites, order, classes, DHE shapes of one version. */
void derive_suites(
	const struct audit *audit, int version, struct version_fact *fact);

/* derive_groups.c */
void derive_groups(
	const struct audit *audit, int version, struct version_fact *fact);

/* derive_words.c: "alert 70 (protocol_version)", "421 4.7.0 Too many …" */
void words_of_refusal(const struct observation *o, char *out, size_t size);
void words_of_failure(const struct observation *o, char *out, size_t size);

/* "reset after the hello", "closed without an alert", … of one hello. */
void words_of_end(const struct observation *o, char *out, size_t size);

/* derive_reasons.c: what came of the hellos of a version that were not answered
 * as asked, counted by kind. A pure function of the log; false: nothing such */
bool words_of_version(const struct observation_log *log, uint16_t version,
	char *out, size_t size);

/* Appends that to the reason of a fact that is not settled, and before it the
 * code that the server cannot bear, if one is known. */
void reason_add_cause(const struct observation_log *log,
	const struct intolerance *found, struct version_fact *fact);
void words_of_intolerance(
	const struct intolerance *found, char *out, size_t size);

#endif
