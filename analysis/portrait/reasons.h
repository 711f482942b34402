/* SPDX-License-Identifier: ISC */
/*
 * Why a version stayed open, in words a postmaster can use: what really came
 * of its hellos, counted from the log and from nothing else.
 */
#ifndef HALLO_ANALYSIS_PORTRAIT_REASONS_H
#define HALLO_ANALYSIS_PORTRAIT_REASONS_H

#include "analysis/model/portrait.h"

/* What came of the hellos of a version that were not answered as asked, counted
 * by kind. False: nothing such. */
bool words_of_version(const struct observation_log *log, uint16_t version,
	char *out, size_t size);

/* Appends that to the reason of a fact that is not settled, and before it the
 * code that the server cannot bear, if one is known. */
void reason_add_cause(const struct observation_log *log,
	const struct intolerance *found, struct version_fact *fact);

#endif
