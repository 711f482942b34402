/* SPDX-License-Identifier: ISC */
/*
 * Known Diffie-Hellman moduli: standard groups (RFC 2409, 3526, 5054, 5114,
 * 7919) and primes that programs ship. A prime is known by the SHA-256 of its
 * big-endian bytes without leading zeros.
 */
#ifndef HALLO_TRUST_DH_PRIME_H
#define HALLO_TRUST_DH_PRIME_H

#include "wire/bytes/slice.h"

enum dh_prime_kind {
	DH_PRIME_STANDARD, /* of an RFC */
	DH_PRIME_BUILT_IN, /* shipped with a program, shared by thousands */
};

struct dh_prime {
	const char *name;
	uint16_t bits;
	enum dh_prime_kind kind;
	bool composite; /* not a prime at all */
	bool safe;	/* (p-1)/2 is prime too */
	uint8_t sha256[32];
};

/* NULL when unknown. @p as received, leading zeros allowed. */
const struct dh_prime *dh_prime_find(struct slice p);

/* The bytes of a standard prime of exactly @bits that hallo carries in full
 * (768, 1024, 1536, 2048, 3072, 4096, 6144, 8192): RFC 2409 / RFC 3526. Empty
 * when there is none. @rfc7919: the RFC 7919 group of that size instead. */
struct slice dh_prime_standard(unsigned bits, bool rfc7919);

/* Bits of a number as received: leading zero bits are not counted. */
unsigned number_bits(struct slice number);

#endif
