/* SPDX-License-Identifier: ISC */
/*
 * Public values of a client, for key_share: those of wire/hello/key_share.h,
 * and for ffdhe2048 … ffdhe8192 a square modulo the prime of RFC 7919, which is
 * known in trust/ only.
 */
#ifndef HALLO_ANALYSIS_SAY_CLIENT_SHARE_H
#define HALLO_ANALYSIS_SAY_CLIENT_SHARE_H

#include <stddef.h>
#include <stdint.h>

/* Returns its length, or 0: no such share can be made (or @room is too small).
 * The same @seed gives the same bytes. Fits hello_share_make. */
size_t client_share_make(
	uint8_t *out, size_t room, uint16_t group, const uint8_t *seed);

#endif
