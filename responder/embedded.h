/* SPDX-License-Identifier: ISC */
/*
 * Files that are part of the program: test keys, certificates and the text of
 * the built-in profiles, written as a C table by embed.py at build time.
 */
#ifndef HALLO_RESPONDER_EMBEDDED_H
#define HALLO_RESPONDER_EMBEDDED_H

#include "wire/bytes/slice.h"

struct embedded {
	const char *name; /* "rsa4096.key", "rsa4096.crt", "modern.profile" */
	struct slice data;
};

extern const struct embedded embedded_files[]; /* ends with name NULL */

/* The file @stem @suffix; empty when there is none. */
struct slice embedded_find(const char *stem, const char *suffix);

#endif
