/* SPDX-License-Identifier: ISC */
/*
 * Fingerprints: short names for the way a client says hello (JA3, JA4) or a
 * server answers (JA3S). Others collect them; they are written here so that
 * both sides can be compared.
 *
 *	JA3   MD5 of "769,47-53-5,0-10-11,23-24,0": version, suites,
 *	      extensions, groups, point formats, decimal, in the order of the
 *	      wire
 *	JA4   "t13d1516h2_8daaf6152771_e5627efa2ab1": what is offered, then
 *	      SHA-256 of the sorted suites, then of the sorted extensions with
 *	      the signature algorithms
 *	JA3S  MD5 of "771,49199,65281-0-11": version, suite, extensions
 *
 * GREASE values are left out everywhere. A hello in the form of SSL 2 has no
 * such fingerprint: all texts are empty. Of a malformed hello what could be
 * typed counts. Nothing is allocated: a hello may hold 32,767 suites.
 */
#ifndef HALLO_WIRE_HELLO_FINGERPRINT_H
#define HALLO_WIRE_HELLO_FINGERPRINT_H

#include "wire/flight/flight.h"
#include "wire/hello/hello.h"

#define FINGERPRINT_MD5 33 /* with the NUL */
#define FINGERPRINT_JA4 37

void ja3_hash(char out[FINGERPRINT_MD5], const struct hello *hello);
void ja4(char out[FINGERPRINT_JA4], const struct hello *hello);
void ja3s_hash(char out[FINGERPRINT_MD5], const struct server_hello *hello);

/*
 * The text behind the hash (of JA4 the one that is called JA4_r), as much of it
 * as fits with a NUL. Returns its whole length: when that is not below @room,
 * the text was cut. @out may be NULL when @room is 0.
 */
size_t ja3_string(char *out, size_t room, const struct hello *hello);
size_t ja4_raw(char *out, size_t room, const struct hello *hello);
size_t ja3s_string(char *out, size_t room, const struct server_hello *hello);

/* RFC 8701: 0x0A0A, 0x1A1A … 0xFAFA. */
bool code_is_grease(uint32_t code);

#endif
