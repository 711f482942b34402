/* SPDX-License-Identifier: ISC */
/*
 * What the program answered with --json -: its report, and how two of them are
 * compared.
 *
 *	struct ran ran = run_hallo("--json", "-", target, NULL);
 *	json_t *report = answer_of(&ran, 0);
 *	… answer_endpoint(report, 0) …
 */
#ifndef HALLO_TESTS_CLI_ANSWER_H
#define HALLO_TESTS_CLI_ANSWER_H

#include <jansson.h>
#include <stdbool.h>

#include "tests/cli/program.h"

/* The report, of a run that must have ended with @status. Clears @ran. */
json_t *answer_of(struct ran *ran, int status);

json_t *answer_endpoint(const json_t *report, size_t i);
json_int_t answer_cost(const json_t *endpoint, const char *key);
size_t answer_probes(const json_t *endpoint);

/* Is there a finding with that id? */
bool answer_finds(const json_t *endpoint, const char *id);

/* The same versions in the same state, the same suites in the same order; and
 * @b is complete. */
void assert_same_server(const json_t *a, const json_t *b);

#endif
