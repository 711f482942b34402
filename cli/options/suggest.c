/* SPDX-License-Identifier: ISC */
/*
 * The distance is the one of Damerau and Levenshtein with neighbours swapped at
 * most once (optimal string alignment), over three rows of the usual matrix. A
 * name is near when at most a third of its letters differ.
 */
#include "cli/options/suggest.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "wire/tables/names.h"

#define WORD_MAX 40

static size_t least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

static int lower(char c)
{
	return tolower((unsigned char)c);
}

size_t letter_distance(const char *a, const char *b)
{
	size_t row[3][WORD_MAX + 1], n = strlen(a), m = strlen(b);
	size_t *before = row[0], *above = row[1], *now = row[2], *spare;

	if (n > WORD_MAX || m > WORD_MAX)
		return WORD_MAX;
	for (size_t k = 0; k <= m; k++)
		above[k] = before[k] = k;
	for (size_t i = 1; i <= n; i++) {
		now[0] = i;
		for (size_t k = 1; k <= m; k++) {
			size_t differs = lower(a[i - 1]) != lower(b[k - 1]);
			bool swapped = i > 1 && k > 1 &&
				lower(a[i - 1]) == lower(b[k - 2]) &&
				lower(a[i - 2]) == lower(b[k - 1]);

			now[k] = least(above[k] + 1, now[k - 1] + 1,
				above[k - 1] + differs);
			if (swapped && before[k - 2] + 1 < now[k])
				now[k] = before[k - 2] + 1;
		}
		spare = before;
		before = above;
		above = now;
		now = spare;
	}
	return above[m];
}

void suggest_begin(struct suggest *suggest, const char *word)
{
	suggest->word = word;
	suggest->best = NULL;
	suggest->distance = WORD_MAX;
}

void suggest_offer(struct suggest *suggest, const char *name)
{
	size_t distance = letter_distance(suggest->word, name);
	size_t n = strlen(name);

	if (distance > (n < 3 ? 1 : (n + 2) / 3) || distance >= n)
		return;
	if (distance < suggest->distance) {
		suggest->distance = distance;
		suggest->best = name;
	}
}

const char *suggest_suite(const char *word)
{
	struct suggest suggest;

	suggest_begin(&suggest, word);
	for (size_t i = 0; i < suite_table_len; i++) {
		suggest_offer(&suggest, suite_table[i].name);
		suggest_offer(&suggest, suite_table[i].openssl);
	}
	return suggest.best;
}
