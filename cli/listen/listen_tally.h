/* SPDX-License-Identifier: ISC */
/*
 * How often each kind of hello came, by its JA4; for the words at the end. It
 * stops to tell new kinds apart after so many: a hostile client can invent
 * them without end.
 */
#ifndef HALLO_CLI_LISTEN_LISTEN_TALLY_H
#define HALLO_CLI_LISTEN_LISTEN_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/hello/fingerprint.h"

#define LISTEN_TALLY_KINDS 1000

struct listen_kind {
	char ja4[FINGERPRINT_JA4]; /* "": in the form of SSL 2 */
	size_t n;
	unsigned first; /* connection */
};

struct listen_tally {
	size_t n_connections; /* that are over */
	size_t n_with_hello;  /* of them */
	size_t n_hellos;
	size_t n_kinds;
	size_t n_others; /* hellos of kinds beyond the last */
	struct listen_kind kinds[LISTEN_TALLY_KINDS];
};

void listen_tally_hello(
	struct listen_tally *tally, const struct hello *hello, unsigned number);

/* "3 connections, 4 hellos, 2 distinct (JA4)"; free(). */
char *listen_tally_words(const struct listen_tally *tally);

#endif
