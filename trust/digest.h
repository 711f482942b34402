/* SPDX-License-Identifier: ISC */
/*
 * The fingerprint of a certificate, and the name by which a prime is known.
 */
#ifndef HALLO_TRUST_DIGEST_H
#define HALLO_TRUST_DIGEST_H

#include "wire/bytes/slice.h"

/* SHA-256 of any bytes. */
void sha256_of(uint8_t digest[32], struct slice bytes);

#endif
