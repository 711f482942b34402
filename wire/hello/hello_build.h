/* SPDX-License-Identifier: ISC */
/*
 * From what a hello shall be (hello_spec.h) to its bytes: the one way there is.
 *
 *	if (!hello_build(&w, draft, &spec))
 *		… draft->trouble …
 *
 * With a field map in the writer each field of the records is noted there, by
 * the name that annotated bytes have for it (wire/walk/walk.h), where it stands
 * in the end: "hello.suites.length", "server_name.host". A field that a record
 * header cuts is noted piece by piece; together they are all bytes.
 */
#ifndef HALLO_WIRE_HELLO_HELLO_BUILD_H
#define HALLO_WIRE_HELLO_HELLO_BUILD_H

#include "wire/hello/hello.h"
#include "wire/hello/hello_spec.h"

#define DRAFT_CODES 256
#define DRAFT_SUITES 64
#define DRAFT_EXTENSIONS_ROOM (128 * 1024)

/* A hello in the making. Large: 200 kB. */
struct hello_draft {
	struct hello hello;  /* borrows from here and from the spec */
	const char *trouble; /* why it could not be made; static. NULL: lack of
			      * room in the writer */
	uint16_t no_share;   /* a group on offer that no share could be made
			      * for, or 0 */

	/* the builder's own */
	struct hello_spec spec; /* its gaps filled */
	uint16_t groups[DRAFT_CODES], schemes[DRAFT_CODES];
	uint32_t suite_codes[DRAFT_SUITES];
	uint8_t random[32];
	uint8_t session_id[32];
	uint8_t suites[0x10000 + 4];
	struct writer extensions;
	uint8_t extension_bytes[DRAFT_EXTENSIONS_ROOM];
	bool set[HELLO_MAX_EXTENSIONS]; /* by a change */
};

/* Writes the records. False: it cannot be made (trouble), or @w has no room: 70
 * kB are always enough for a standard one. */
bool hello_build(struct writer *w, struct hello_draft *draft,
	const struct hello_spec *spec) __attribute__((warn_unused_result));

/* What a HelloRetryRequest asks for (RFC 8446 4.1.4). */
struct hello_retry {
	bool has_group;
	uint16_t group;
	struct slice cookie; /* the body of the extension; data NULL: none */
};

/* The second hello, after @spec->from (RFC 8446 4.1.2): one share of the group
 * asked for, the cookie, no early data. Of @spec count from, seed, share and
 * cuts. */
bool hello_build_second(struct writer *w, struct hello_draft *draft,
	const struct hello_spec *spec, const struct hello_retry *retry)
	__attribute__((warn_unused_result));

#endif
