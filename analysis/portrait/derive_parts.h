/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/portrait/.
 */
#ifndef HALLO_ANALYSIS_PORTRAIT_DERIVE_PARTS_H
#define HALLO_ANALYSIS_PORTRAIT_DERIVE_PARTS_H

#include "analysis/log/conclusion.h"
#include "analysis/portrait/derive.h"

enum { SSL2, SSL3, TLS10, TLS11, TLS12, TLS13 };

/* What a portrait is derived from. */
struct sources {
	const struct observation_log *log;
	const struct portrait_run *run;
	struct conclusions concluded;
	bool weather; /* equal hellos met unequal ends: a close proves nothing
		       */
};

/* derive_version.c: one version. */
void derive_version(
	const struct sources *from, int version, struct portrait *portrait);

/* derive_suites.c: suites, order, classes, DHE shapes of one version. */
void derive_suites(
	const struct sources *from, int version, struct version_fact *fact);

/* derive_groups.c */
void derive_groups(
	const struct sources *from, int version, struct version_fact *fact);

#endif
