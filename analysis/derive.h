/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/: parts of the derivation of a portrait.
 */
#ifndef HALLO_ANALYSIS_DERIVE_H
#define HALLO_ANALYSIS_DERIVE_H

#include "analysis/audit_state.h"

/* derive_suites.c: suites, order, classes, DHE shapes of one version. */
void derive_suites(
	const struct audit *audit, int version, struct version_fact *fact);

/* derive_groups.c */
void derive_groups(
	const struct audit *audit, int version, struct version_fact *fact);

/* derive_words.c: "alert 70 (protocol_version)", "421 4.7.0 Too many …" */
void words_of_refusal(const struct observation *o, char *out, size_t size);
void words_of_failure(const struct observation *o, char *out, size_t size);

#endif
