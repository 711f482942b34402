/* SPDX-License-Identifier: ISC */
/*
 * Standard hellos: the rows that fill in what a hello_spec does not give. One
 * table decides what a probe of the audit looks like, by its version and style:
 *
 *  TLS 1.0-1.2  server_name, renegotiation_info, supported_groups (all EC
 *               groups; 256-260 only with STYLE_RFC7919), ec_point_formats,
 *               signature_algorithms (1.2: all schemes), null compression
 *  TLS 1.3      the same, and supported_versions = 0x0304 only, an EMPTY
 *               key_share (a server then answers HelloRetryRequest and does no
 *               key exchange), psk_key_exchange_modes; all TLS 1.3 groups
 *               Either is padded (RFC 7685) where its length would be one at
 *               which some servers hang: 256-511, or 10 or 14 modulo 256
 *  SSL 3        no extensions, 0x00FF at the end of the suites
 *  SSL 2        CLIENT-HELLO with three-byte cipher kinds
 *
 * Their suites are the caller's, in wire order; 0x00FF is added here. The row
 * of a usual sender has suites, too, and is padded as Postfix does it.
 */
#ifndef HALLO_WIRE_HELLO_HELLO_STANDARD_H
#define HALLO_WIRE_HELLO_HELLO_STANDARD_H

#include "wire/hello/hello_spec.h"
#include "wire/hello/hello_style.h"
#include "wire/tables/dhe_shape.h"

struct hello_standard {
	const char *name;
	uint16_t version; /* 0: of no probe */
	enum hello_style style;
	struct hello_codes versions;
	/* Each writes its list, at most @room, and returns the number. NULL:
	 * the hello has none of its own. */
	size_t (*suites)(
		uint32_t *codes, size_t room, const struct hello_spec *spec);
	size_t (*groups)(uint16_t *codes, size_t room);
	size_t (*schemes)(uint16_t *codes, size_t room);
	struct hello_codes shares;     /* NULL: of the first group it can be */
	struct hello_codes extensions; /* in the order of the wire */
	uint16_t extensions_from;      /* none where the only version is less */
	enum hello_padding padding;
	bool nameless;	  /* whatever name is given */
	bool signalling;  /* 0x00FF where it has no extensions */
	bool pads_shaped; /* even when something was given */
};

extern const struct hello_standard hello_standards[];
extern const size_t hello_standards_len;
extern const struct hello_standard *const hello_usual;

/* The row of a probe; where a version has not that style, its standard one. */
const struct hello_standard *hello_standard(
	uint16_t version, enum hello_style style);

/* The cipher kinds of SSL 2, all that there are. */
size_t standard_ssl2_kinds(uint32_t *codes, size_t room);

/* The groups a probe of @version and @shape offers, in its order; returns their
 * number (at most @room are stored). */
size_t standard_groups(
	uint16_t *groups, size_t room, uint16_t version, enum dhe_shape shape);

#endif
