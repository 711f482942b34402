/* SPDX-License-Identifier: ISC */
/*
 * The standard hello: from a short recipe (version, suites, shape) to the bytes
 * that every probe sends. One place decides what a probe looks like:
 *
 *  TLS 1.0-1.2  server_name, supported_groups (all EC groups; the RFC 7919
 *               groups 256-260 only in the rfc7919 shape), ec_point_formats,
 *               signature_algorithms (1.2: all schemes), renegotiation_info,
 *               null compression
 *  TLS 1.3      the same, and supported_versions = 0x0304 only, an EMPTY
 *               key_share (a server then answers HelloRetryRequest and does no
 *               key exchange), psk_key_exchange_modes; all TLS 1.3 groups
 *               Either is padded (RFC 7685) where its length would be one at
 *               which some servers hang: 256-511, or 10 or 14 modulo 256
 *  SSL 3        no extensions, 0x00FF at the end of the suites
 *  SSL 2        CLIENT-HELLO with three-byte cipher kinds
 *
 * The caller gives the suites in wire order; signalling codes are added here.
 */
#ifndef HALLO_WIRE_HELLO_STANDARD_HELLO_H
#define HALLO_WIRE_HELLO_STANDARD_HELLO_H

#include "wire/bytes/seed.h"
#include "wire/bytes/writer.h"

#define VERSION_SSL2 0x0002
#define VERSION_SSL3 0x0300
#define VERSION_TLS10 0x0301
#define VERSION_TLS11 0x0302
#define VERSION_TLS12 0x0303
#define VERSION_TLS13 0x0304

/* Whether RFC 7919 groups are offered beside the DHE suites. */
enum dhe_shape { DHE_PLAIN, DHE_RFC7919 };

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

/* The groups a standard hello of @version and @shape offers, in its order;
 * returns their number (at most @room are stored). */
size_t standard_groups(
	uint16_t *groups, size_t room, uint16_t version, enum dhe_shape shape);

#endif
