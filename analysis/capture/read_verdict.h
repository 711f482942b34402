/* SPDX-License-Identifier: ISC */
/*
 * What went wrong in a captured connection, in one sentence: who did what to
 * whom, when, and to what. One rule a case, each with an id; hints tell what is
 * known of such cases. Nothing is said that the capture does not show: what is
 * only likely is called so.
 */
#ifndef HALLO_ANALYSIS_CAPTURE_READ_VERDICT_H
#define HALLO_ANALYSIS_CAPTURE_READ_VERDICT_H

#include "analysis/capture/reading.h"

enum read_outcome {
	READ_COMPLETED, /* as far as can be seen */
	READ_FAILED,
	READ_CLEAR,   /* no TLS was asked for */
	READ_UNCLEAR, /* the capture does not tell */
};
const char *read_outcome_name(enum read_outcome outcome);

#define READ_HINTS 6

struct read_verdict {
	enum read_outcome outcome;
	const char *rule; /* static: "client-alert" */
	char sentence[800];
	size_t n_hints;
	char hints[READ_HINTS][500];
};

void read_verdict(struct read_verdict *verdict, const struct reading *r);

#endif
