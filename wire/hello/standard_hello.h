/* SPDX-License-Identifier: ISC */
/*
 * A probe from a recipe: the few words by which the audit asks for a row of
 * hello_standard.h.
 */
#ifndef HALLO_WIRE_HELLO_STANDARD_HELLO_H
#define HALLO_WIRE_HELLO_STANDARD_HELLO_H

#include "wire/bytes/seed.h"
#include "wire/bytes/writer.h"
#include "wire/hello/hello_standard.h"
#include "wire/tables/dhe_shape.h"
#include "wire/tables/versions.h"

struct hello_recipe {
	uint16_t version; /* 0x0002, 0x0300 .. 0x0304 */
	const uint32_t *suites;
	size_t n_suites;
	const uint16_t *groups; /* NULL: the standard ones of version + shape */
	size_t n_groups;
	const uint16_t *signature_schemes; /* NULL: all */
	size_t n_signature_schemes;
	enum dhe_shape shape;
	bool without_extensions; /* <= TLS 1.2: 0x00FF instead, as in SSL 3 */
	bool with_extensions;	 /* SSL 3 only: the TLS 1.0 extensions too */
	bool offer_deflate;	 /* compression 01 00 instead of 00 */
	bool with_key_share;	 /* TLS 1.3: a share for X25519 */
	bool lean; /* TLS 1.3: as few bytes as can be: no name, few groups and
		    * schemes, no padding; with a key share */
	const char *server_name; /* NULL or "": none */
	uint8_t seed[SEED_SIZE]; /* random, session id and key share */
};

/* Writes the records. Fails only by lack of room: 70 kB is always enough. */
void standard_hello_write(struct writer *w, const struct hello_recipe *recipe);

#endif
