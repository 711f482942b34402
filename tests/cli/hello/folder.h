/* SPDX-License-Identifier: ISC */
/*
 * A folder of its own for tests of `hallo hello`, gone at their end, and a
 * hello in it.
 *
 *	make_a();
 *	… run_hallo("hello", "show", at("a"), NULL) …
 *	cmocka_run_group_tests(tests, folder_begin, folder_end);
 */
#ifndef HALLO_TESTS_CLI_HELLO_FOLDER_H
#define HALLO_TESTS_CLI_HELLO_FOLDER_H

#include "tests/cli/program.h"

int folder_begin(void **state);
int folder_end(void **state);

/* A file in the folder; one of eight names at a time. at(""): the folder. */
const char *at(const char *name);
void put(const char *name, const char *text);

/* All of a file; free(). */
char *whole(const char *name);

/* Status and what both outputs must hold; clears @ran. */
void ran_as(struct ran ran, int status, const char *out, const char *err);

/* "a": TLS 1.2 and 1.1, AES128-SHA and 0x0039, x25519, mx.example. */
void make_a(void);

#endif
