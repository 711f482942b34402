/* SPDX-License-Identifier: ISC */
/*
 * Public values of a client, for key_share (RFC 8446 4.2.8): valid ones, so
 * that a server that checks them goes on, but nobody keeps the private half.
 *
 *	x25519, x448, secp192r1 … secp521r1   computed from the seed
 *	ML-KEM, and with a curve beside it    coefficients below 3329, which is
 *					      all that FIPS 203 7.2 checks
 *
 * Those of RFC 7919 want its primes: client_share_make() of analysis/say has
 * them, too.
 */
#ifndef HALLO_WIRE_HELLO_KEY_SHARE_H
#define HALLO_WIRE_HELLO_KEY_SHARE_H

#include <stddef.h>
#include <stdint.h>

/* Returns its length, or 0: no such share can be made (or @room is too small).
 * The same @seed gives the same bytes. Fits hello_share_make. */
size_t key_share_make(
	uint8_t *out, size_t room, uint16_t group, const uint8_t *seed);

#endif
