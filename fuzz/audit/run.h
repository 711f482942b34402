/* SPDX-License-Identifier: ISC */
/*
 * One audit whose outcomes are told by bytes (fate.h), run as net/dial/ runs
 * it: several hellos may be under way, their answers come in any order, and
 * connections fail before their go-ahead. It is written down as a transcript
 * is, so that another audit can be told of it.
 */
#ifndef HALLO_FUZZ_AUDIT_RUN_H
#define HALLO_FUZZ_AUDIT_RUN_H

#include <jansson.h>

#include "analysis/machines/machines.h"
#include "fuzz/audit/fate.h"

struct run {
	struct audit_options options;
	struct machines *machines;
	const struct portrait *portrait; /* borrowed from @machines */
	json_t *lines;
	size_t n_decisions; /* that are written */
	size_t connections;
	bool over; /* nothing was left to ask */
};

/* More than this no audit may open, whatever the server does. */
#define RUN_MOST 5200

/* False: the bytes say too little. End it in either case. */
bool fated_begin(
	struct run *run, struct fate *fate, const uint8_t *data, size_t size);
void fated_end(struct run *run);

/* Another audit that is told of it; its portrait as words is the caller's. */
char *fated_retold(const struct run *run);

/* All that a portrait says, in words; the caller's. */
char *portrait_words(const struct portrait *portrait);

#endif
