/* SPDX-License-Identifier: ISC */
/*
 * Observations made by hand, for the units that only read the log.
 */
#ifndef HALLO_TESTS_ANALYSIS_TALK_H
#define HALLO_TESTS_ANALYSIS_TALK_H

#include "analysis/log/observation.h"

/* A chain probe of @version that offered @offered, answered with @suite. */
struct observation talk_answer(uint32_t probe, uint16_t version,
	const uint32_t *offered, size_t n, uint32_t suite);
struct observation talk_alert(uint32_t probe, uint16_t version,
	const uint32_t *offered, size_t n, uint8_t alert);
struct observation talk_silence(
	uint32_t probe, uint16_t version, const uint32_t *offered, size_t n);

/* Appends a copy. */
void talk_log(struct observation_log *log, struct observation o);

#endif
