/* SPDX-License-Identifier: ISC */
/*
 * What one ClientHello shall be, as a value: for the audit, `hallo say`, `hallo
 * hello new|edit` and whoever sends a recorded one again. What is not given is
 * filled in from a standard (hello_standard.h), or stays as it is in the hello
 * that is changed. Nothing is refused because it is unusual: unknown versions,
 * suites, groups and extensions go out as they are.
 *
 *	struct hello_spec spec = { .versions = { versions, 2 },
 *		.server_name = "mx.example.org" };	a usual sender's
 *	struct hello_spec spec = { .from = &hello,
 *		.changes = &drop, .n_changes = 1 };	one that is at hand
 *	struct hello_spec spec = { .verbatim = bytes };	these bytes
 *
 * A spec borrows all that it points to. Bytes come of it by hello_build()
 * (hello_build.h).
 */
#ifndef HALLO_WIRE_HELLO_HELLO_SPEC_H
#define HALLO_WIRE_HELLO_HELLO_SPEC_H

#include "wire/bytes/record.h"
#include "wire/bytes/seed.h"
#include "wire/bytes/slice.h"

struct hello;
struct hello_standard;

/* Codes in the order of the wire. NULL: not given; given and none: the list is
 * empty, or its extension is not there. */
struct hello_codes {
	const uint16_t *codes;
	size_t n;
};

struct hello_suites {
	const uint32_t *codes;
	size_t n;
};

struct hello_number {
	bool given;
	uint16_t value;
};

/* A public value of @group that follows from @seed; 0: none can be made. */
typedef size_t hello_share_make(
	uint8_t *out, size_t room, uint16_t group, const uint8_t *seed);

/* What is done to the extensions at last, in this order. */
struct hello_change {
	uint16_t type;
	enum hello_change_how {
		CHANGE_PUT,  /* instead of the first of that type, if it is not
			      * of a change itself; else behind all */
		CHANGE_ADD,  /* behind all */
		CHANGE_DROP, /* all of that type */
	} how;
	struct slice body;
};

enum hello_padding {
	PADDING_OF_STANDARD,
	PADDING_NONE,
	PADDING_TO_512,	       /* RFC 7685 1: 256 to 511 bytes become 512 */
	PADDING_OFF_BAD_SIZES, /* and off all that servers hang at */
};

struct hello_spec {
	struct slice verbatim; /* with data: these bytes and nothing else */

	const struct hello *from; /* to be changed; NULL: made anew */
	bool keep;		  /* random, session id and shares of @from */

	/* Made anew: what fills the gaps; NULL: a usual sender's. */
	const struct hello_standard *standard;

	struct hello_codes versions;
	struct hello_suites suites;
	struct hello_codes groups;
	struct hello_codes schemes;
	struct hello_codes shares; /* groups of key_share */
	const char *server_name;   /* NULL: not given; "": none */
	struct slice session_id;   /* data NULL: not given */
	struct slice compression;  /* the same */
	struct hello_number record_version, client_version;

	size_t n_changes;
	const struct hello_change *changes;
	struct hello_codes order; /* these extensions first, in this order */
	enum hello_padding padding;
	struct record_cuts cuts;

	uint8_t seed[SEED_SIZE]; /* random, session id and shares */
	hello_share_make *share; /* NULL: key_share_make() */
};

/* Is SSL 2 the only version that it names? */
bool hello_spec_is_ssl2(const struct hello_spec *spec);

/* More than one version, or one above TLS 1.2: supported_versions says it. */
bool hello_spec_by_extension(const struct hello_spec *spec);
bool hello_spec_has_tls13(const struct hello_spec *spec);

/* What client_version says then: the highest that it may (RFC 8446 4.1.2). */
uint16_t hello_spec_field_version(const struct hello_spec *spec);

/* Does it say anything of what stands in the hello, but for its name and the
 * versions of the two headers? */
bool hello_spec_shapes(const struct hello_spec *spec);

#endif
