/* SPDX-License-Identifier: ISC */
/*
 * What the files of the driver share; private to analysis/say*.c.
 */
#ifndef HALLO_ANALYSIS_SAY_SAY_PARTS_H
#define HALLO_ANALYSIS_SAY_SAY_PARTS_H

#include "analysis/say/say_view.h"

/* In a line: "chose TLSv1.2, …", "refused: alert 40 (…), fatal, after 23 ms",
 * "closed without a word after 3 ms". @followed: a second hello went out. */
const char *say_verdict(
	struct arena *arena, const struct outcome *outcome, bool followed);
enum say_status say_status_of(const struct outcome *outcome);

#define GIST_ROWS 24

/* What makes two answers alike, in words. Random bytes, signatures and times
 * are not in it. */
struct gist {
	size_t n;
	struct gist_row {
		const char *what, *text;
	} rows[GIST_ROWS];
};

/* @flight: NULL where there was none. */
void say_gist(struct arena *arena, struct gist *gist,
	const struct outcome *outcome, const struct flight_view *flight);
bool say_gist_equal(const struct gist *a, const struct gist *b);

/* What is not the same in both; *n of them. */
struct say_difference *say_differences(struct arena *arena, size_t *n,
	const struct gist *gist, const struct gist *first);

#endif
