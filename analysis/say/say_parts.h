/* SPDX-License-Identifier: ISC */
/*
 * What the files of the driver share; private to analysis/say*.c.
 */
#ifndef HALLO_ANALYSIS_SAY_SAY_PARTS_H
#define HALLO_ANALYSIS_SAY_SAY_PARTS_H

#include "analysis/say/say.h"

/* In a line: "chose TLSv1.2, …", "refused: alert 40 (…), fatal, after 23 ms",
 * "closed without a word after 3 ms". @followed: a second hello went out. */
json_t *say_verdict(const struct outcome *outcome, bool followed);
enum say_status say_status_of(const struct outcome *outcome);

/* What makes two answers alike: an object of texts. Random bytes, signatures
 * and times are not in it. @flight: its value, or null. */
json_t *say_gist(const struct outcome *outcome, const json_t *flight);

/* [{ what, here, first }] of the texts that are not the same. */
json_t *say_differences(const json_t *gist, const json_t *first);

#endif
