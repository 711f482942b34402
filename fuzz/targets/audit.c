/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the audit with a server that does whatever the input says
 * (audit/fate.h). What the portrait says may not be contradicted by the rows
 * that it rests on; the same input gives the same portrait; its transcript,
 * told to another audit, gives the same; and it comes to an end.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/audit/contradiction.h"
#include "fuzz/audit/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool good, const char *what, const char *words)
{
	if (good)
		return;
	fprintf(stderr, "%s\n%s\n", what, words);
	abort();
}

static void check(
	struct run *run, struct fate *fate, const uint8_t *data, size_t size)
{
	char why[CONTRADICTION_SIZE];
	char *words = portrait_words(run->portrait);
	char *retold = fated_retold(run), *again;
	struct run second;

	hold(run->connections < RUN_MOST, "it never ends", words);
	hold(!contradicted(why, run->portrait, machines_log(run->machines)),
		why, words);
	hold(!strcmp(words, retold), retold, words);
	(void)fated_begin(&second, fate, data, size);
	again = portrait_words(second.portrait);
	hold(!strcmp(words, again), again, words);
	fated_end(&second);
	free(again);
	free(retold);
	free(words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fate fate;
	struct run run;

	memset(&fate, 0, sizeof(fate));
	if (fated_begin(&run, &fate, data, size))
		check(&run, &fate, data, size);
	fated_end(&run);
	return 0;
}
