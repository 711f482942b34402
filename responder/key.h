/* SPDX-License-Identifier: ISC */
/*
 * The test keys as facts (name, type, size) and the signature schemes they can
 * use: enough to choose, without reading a key. Signing itself is signer.h.
 */
#ifndef HALLO_RESPONDER_KEY_H
#define HALLO_RESPONDER_KEY_H

#include <nettle/nettle-meta.h>

#include "responder/responder.h"

enum key_type { KEY_RSA, KEY_ECDSA };

struct key {
	const char *name;
	enum key_type type;
	unsigned bits;
	uint16_t group; /* the curve of an ECDSA key, else 0 */
};

#define KEYS 6
extern const struct key key_table[KEYS];
const struct key *key_find(const char *name); /* NULL when unknown */

/* The first key of the profile of that type, or NULL. */
const struct key *profile_key(const struct profile *profile, enum key_type t);

/* One SignatureScheme (RFC 8446 4.2.3, RFC 5246 7.4.1.4.1) we can sign with. */
struct scheme {
	uint16_t code;
	enum key_type type;
	bool pss;
	const struct nettle_hash *hash;
	struct slice digest_info; /* PKCS #1: what stands before the digest */
};

/* NULL when @code is none of ours or does not fit @key (RSA 1024 is too small
 * for PSS with SHA-512). */
const struct scheme *scheme_for(const struct key *key, uint16_t code);

#endif
