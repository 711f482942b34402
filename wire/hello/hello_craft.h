/* SPDX-License-Identifier: ISC */
/*
 * One ClientHello from what somebody wishes: from lists and numbers, or from a
 * hello that is at hand and is changed. Nothing is refused because it is
 * unusual: unknown versions, suites, groups and extensions go out as they are.
 *
 *	struct hello_wish wish = { .versions = …, .n_versions = 2,
 *		.suites = …, .server_name = "mx.example.org", .share = … };
 *	if (!hello_craft(craft, &wish))
 *		… craft->trouble …
 *	hello_craft_write(&w, craft, &cuts);
 *
 * Without a list it is what a usual sender sends, padded as Postfix does it
 * where old load balancers hang (RFC 7685 1). The pure counterpart for the
 * audit is standard_hello.h.
 */
#ifndef HALLO_WIRE_HELLO_HELLO_CRAFT_H
#define HALLO_WIRE_HELLO_HELLO_CRAFT_H

#include "wire/flight/flight.h"
#include "wire/hello/hello.h"
#include "wire/hello/standard_hello.h"

/* A public value of @group that follows from @seed; 0: none can be made. */
typedef size_t hello_share_make(
	uint8_t *out, size_t room, uint16_t group, const uint8_t *seed);

/* What is done to the extensions at last, in this order. */
struct hello_change {
	uint16_t type;
	bool drop; /* all of that type; else: @body is set */
	struct slice body;
};

#define HELLO_CHANGES 64

struct hello_wish {
	const struct hello *from; /* NULL: made anew */
	bool keep; /* random, session id and shares of @from stay */

	/* NULL: as @from has them, or the usual ones */
	const uint16_t *versions;
	size_t n_versions;
	const uint32_t *suites;
	size_t n_suites;
	const uint16_t *groups;
	size_t n_groups;
	const uint16_t *schemes;
	size_t n_schemes;
	const uint16_t *shares; /* groups of key_share; not NULL and 0: empty */
	size_t n_shares;

	const char *server_name; /* NULL: as it is; "": none */
	bool has_record_version, has_client_version;
	uint16_t record_version, client_version;
	size_t n_changes;
	const struct hello_change *changes;

	uint8_t seed[SEED_SIZE];
	hello_share_make *share;
};

#define CRAFT_EXTENSIONS_ROOM (128 * 1024)
#define CRAFT_MESSAGE_ROOM (160 * 1024)

/* Large: on the heap. @hello borrows from here and from the wish. */
struct hello_craft {
	struct hello hello;
	const char *trouble; /* why it could not be made; static */
	uint16_t no_share;   /* a group on offer that no share could be made
			      * for, or 0 */
	uint8_t random[32];
	uint8_t session_id[32];
	uint8_t suites[0x10000 + 4];
	struct writer extensions;
	uint8_t extension_bytes[CRAFT_EXTENSIONS_ROOM];
	bool set[HELLO_MAX_EXTENSIONS]; /* by a change */
	uint8_t message[CRAFT_MESSAGE_ROOM];
};

/* False: it cannot be written, see trouble. */
bool hello_craft(struct hello_craft *craft, const struct hello_wish *wish)
	__attribute__((warn_unused_result));

/* The second hello, for a HelloRetryRequest to @first (RFC 8446 4.1.2): one
 * share of the group asked for, the cookie, no early data. */
bool hello_craft_second(struct hello_craft *craft, const struct hello *first,
	const struct server_hello *retry, const uint8_t seed[SEED_SIZE],
	hello_share_make *share) __attribute__((warn_unused_result));

/* Payload sizes of the records: none: as few as can be; one: none is larger;
 * more: these, and then what is left. */
struct hello_cuts {
	size_t n;
	const size_t *sizes; /* at most 65,535 each */
};

void hello_craft_write(struct writer *w, struct hello_craft *craft,
	const struct hello_cuts *cuts);

#endif
