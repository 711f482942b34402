/* SPDX-License-Identifier: ISC */
/*
 * What a transcript holds, kept in memory: the driver that stands between a
 * runner (the pool, the simulator) and an audit, and writes down each hello
 * that goes out and each outcome. Another audit can be told of it.
 *
 *	recording_begin(&recording, audit);
 *	… recording_driver, &recording …
 *	recording_retell(&recording, recording_size(&recording), other);
 */
#ifndef HALLO_TESTS_ANALYSIS_RECORDING_H
#define HALLO_TESTS_ANALYSIS_RECORDING_H

#include <jansson.h>

#include "analysis/machines/machines.h"

struct recording {
	struct machines *audit; /* borrowed */
	json_t *lines;
	size_t n_decisions; /* that are written */
};

extern const struct inquiry_driver recording_driver; /* ctx: recording */

void recording_begin(struct recording *recording, struct machines *audit);
void recording_clear(struct recording *recording);
size_t recording_size(const struct recording *recording);

/* Hellos that went out in the first @n lines. */
size_t recording_hellos(const struct recording *recording, size_t n);

/* A further part: the first @n lines of @before are told to @audit, and what it
 * goes on to do comes behind them. */
void recording_resume(struct recording *recording,
	const struct recording *before, size_t n, struct machines *audit);

/* Without a word of difference in what is known: version by version, suite by
 * suite, group by group. False: @why says where. Numbers of probes may differ.
 */
bool portraits_agree(const struct portrait *a, const struct portrait *b,
	char *why, size_t size);

/* The first @n lines, as --resume reads them. */
void recording_retell(
	const struct recording *recording, size_t n, struct machines *audit);

#endif
