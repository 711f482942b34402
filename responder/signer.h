/* SPDX-License-Identifier: ISC */
/*
 * Signing ServerKeyExchange, and the numbers in it that cost time: with a
 * signer they are true, with NULL they are random bytes of the right length.
 * All follow from the seed, so the same call gives the same bytes.
 */
#ifndef HALLO_RESPONDER_SIGNER_H
#define HALLO_RESPONDER_SIGNER_H

#include "responder/key.h"

#define SIGNATURE_ROOM 520

/*
 * Signs the @n_parts (the two randoms and the parameters) into @out of
 * SIGNATURE_ROOM bytes; returns the length. @scheme NULL is the way before
 * TLS 1.2: MD5 and SHA-1 together for RSA, SHA-1 for ECDSA (RFC 2246 7.4.3,
 * RFC 4492 5.4).
 */
size_t signer_sign(struct signer *signer, uint8_t *out, const struct key *key,
	const struct scheme *scheme, const struct slice *parts, size_t n_parts,
	const uint8_t seed[SEED_SIZE]);

/* The modulus of an RSA key, key->bits / 8 bytes (the temporary key of EXPORT
 * suites); its exponent is 65537. */
void signer_modulus(struct signer *signer, uint8_t *out, const struct key *key,
	const uint8_t seed[SEED_SIZE]);

#endif
