/* SPDX-License-Identifier: ISC */
/*
 * The oracle: is what a portrait says contradicted by the rows it rests on?
 * The rules are those of docs/ARCHITECTURE.md, "What an answer means", read
 * once more from the rows alone: nothing of analysis/ that derives is called.
 */
#ifndef HALLO_FUZZ_AUDIT_CONTRADICTION_H
#define HALLO_FUZZ_AUDIT_CONTRADICTION_H

#include "analysis/model/portrait.h"

#define CONTRADICTION_SIZE 300

/* False: nothing is wrong. Else @why says what: "TLSv1.2 is no, but probe 7
 * chose it". */
bool contradicted(char why[CONTRADICTION_SIZE], const struct portrait *portrait,
	const struct observation_log *log);

#endif
