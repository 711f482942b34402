/* SPDX-License-Identifier: ISC */
/*
 * "Did you mean …?": the nearest of some names by the fewest letters changed,
 * left out, put in or swapped.
 */
#ifndef HALLO_CLI_OPTIONS_SUGGEST_H
#define HALLO_CLI_OPTIONS_SUGGEST_H

#include <stddef.h>

struct suggest {
	const char *word;
	const char *best; /* NULL: nothing is near */
	size_t distance;
};
void suggest_begin(struct suggest *suggest, const char *word);
void suggest_offer(struct suggest *suggest, const char *name);

/* Letters to change to come from @a to @b; case is ignored. */
size_t letter_distance(const char *a, const char *b);

/* The whole for suites: the name that @word was meant to be, or NULL. */
const char *suggest_suite(const char *word);

#endif
