/* SPDX-License-Identifier: ISC */
/*
 * What was said to the log already, so that only what is new is added.
 */
#ifndef HALLO_ANALYSIS_STATE_CONCLUDE_H
#define HALLO_ANALYSIS_STATE_CONCLUDE_H

#include "analysis/log/conclusion.h"

struct conclusion_memory {
	long number[LOG_VERSIONS][OF_SUBJECTS][CONCLUDED_NUMBERS];
	size_t n_found[LOG_VERSIONS];
	size_t n_refusals[LOG_VERSIONS], refusals_room[LOG_VERSIONS];
	bool *dropped[LOG_VERSIONS]; /* owned; of refusals */
	size_t n_codes[LOG_VERSIONS][OF_SUBJECTS];
	uint8_t *codes[LOG_VERSIONS][OF_SUBJECTS]; /* owned; their states */
	long stop_row;
};

void conclusion_memory_init(struct conclusion_memory *memory);
void conclusion_memory_clear(struct conclusion_memory *memory);

#endif
