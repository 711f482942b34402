/* SPDX-License-Identifier: ISC */
/*
 * The codes of extensions (extensions.def) and what stands in their bodies: for
 * who walks over one, writes it as text or reads it. Names: names.h.
 *
 *	const struct extension_body *body =
 *		extension_body(EXTENSION_KEY_SHARE, IN_CLIENT_HELLO);
 *
 *	00 24			key_share.list.length	list_width 2
 *	   00 1d		key_share.group		fields[0]
 *	   00 20 8f40…		key_share.key_exchange	fields[1]
 */
#ifndef HALLO_WIRE_TABLES_EXTENSIONS_H
#define HALLO_WIRE_TABLES_EXTENSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum extension_code {
#define EXTENSION(id, code, name, messages, reference, body, write)            \
	EXTENSION_##id = code,
#include "wire/tables/extensions.def"
#undef EXTENSION
};

/* A number of @width bytes; or, with the name of a length, bytes behind a
 * length of @width bytes. */
struct extension_field {
	size_t width;
	const char *length_name; /* NULL: a number */
	const char *name;
};

#define EXTENSION_FIELDS 2

struct extension_body {
	const char *item;  /* one of the list in words: "group"; NULL: none */
	size_t list_width; /* bytes of the list's length; 0: no list, the fields
			    * stand there once */
	const char *length_name, *list_name; /* of what is no item, too */
	size_t n_fields;		     /* of an item */
	struct extension_field fields[EXTENSION_FIELDS];
	bool whole; /* shown as one field, "extension.body" */

	/* Where another message holds something else; NULL: it does not. */
	const struct extension_body *answer, *retry;
};

enum extension_place { IN_CLIENT_HELLO, IN_SERVER_HELLO, IN_RETRY };

/* NULL: nothing is known of it but bytes. */
const struct extension_body *extension_body(
	uint16_t code, enum extension_place place);

/* Is it a list of equal numbers, without anything else? */
bool extension_is_codes(const struct extension_body *body);

#endif
