/* SPDX-License-Identifier: ISC */
/*
 * The server's public value of a key exchange: Ys of Diffie-Hellman, an EC
 * point, a TLS 1.3 share. True where we can compute it and are asked to
 * (@real), else random bytes that look the same.
 */
#ifndef HALLO_RESPONDER_SHARE_H
#define HALLO_RESPONDER_SHARE_H

#include "responder/profile.h"
#include "wire/bytes/slice.h"

#define SHARE_ROOM 4096

/* The prime of @bits (512 … 16384), or of the RFC 7919 @group if not 0. Where
 * there is no built-in prime of that size: an odd number, derived, in @room of
 * PROFILE_MAX_DH bytes. */
struct slice dh_prime_of(unsigned bits, uint16_t group, uint8_t *room);

/* Ys for @prime and generator 2, prime.len bytes. */
void dh_public(uint8_t *out, struct slice prime, const uint8_t seed[SEED_SIZE],
	bool real);

/* The share of @group, SHARE_ROOM bytes at most; 0 when the length of a share
 * of this group is not known. */
size_t share_write(uint8_t *out, const struct group *group,
	const uint8_t seed[SEED_SIZE], bool real);

#endif
