/* SPDX-License-Identifier: ISC */
/*
 * The public key of a certificate: its type, its size, its curve (RFC 3279,
 * 4055, 5480, 8410), and the name of a signature algorithm.
 */
#ifndef HALLO_TRUST_KEY_H
#define HALLO_TRUST_KEY_H

#include "trust/certificate.h"
#include "trust/pkix.h"

/* @spki: the whole SubjectPublicKeyInfo. Fills key_type, curve, key_bits. NULL,
 * or what could not be read. */
const char *key_read(struct certificate_facts *facts, struct slice spki);

/* Content octets of the algorithm, and its parameters (tag 0: none). The digest
 * of RSASSA-PSS is named: "RSASSA-PSS-SHA256". */
void signature_name(char *out, size_t size, struct slice algorithm,
	const struct der *parameters);

#endif
