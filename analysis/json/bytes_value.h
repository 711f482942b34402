/* SPDX-License-Identifier: ISC */
/*
 * Bytes of one direction, annotated: cut at the boundaries of records, messages
 * and fields as the walk names them. As JSON:
 *
 *	{ "bytes": 94, "hex": "1603…", "fields": [
 *	    { "at": 0, "length": 1, "depth": 0, "name": "record.type",
 *	      "words": "handshake", "goes_on": false, "cut": false }, … ],
 *	  "fields_left_out": 0 }
 */
#ifndef HALLO_ANALYSIS_JSON_BYTES_VALUE_H
#define HALLO_ANALYSIS_JSON_BYTES_VALUE_H

#include <jansson.h>

#include "analysis/base/arena.h"
#include "wire/bytes/slice.h"

enum bytes_side { BYTES_OF_CLIENT, BYTES_OF_SERVER, BYTES_OF_SSL2_SERVER };

struct field_view {
	size_t at, length;
	unsigned depth;	   /* 0 records, 1 messages, 2 fields, 3 below */
	const char *name;  /* static: "record.type" */
	const char *words; /* what it means, harmless; NULL: nothing known */
	bool goes_on;	   /* a record header stands in the field, more comes */
	bool cut;	   /* it claims more than is there */
};

struct bytes_view {
	size_t n_bytes;
	const char *hex; /* of all of them */
	size_t n_fields, fields_left_out;
	struct field_view *fields;
};

/* SSL2_SERVER: an SSL 2 hello was sent. The arena owns it all. */
void bytes_view_of(struct arena *arena, struct bytes_view *view,
	struct slice bytes, enum bytes_side side);

/* A new reference. */
json_t *bytes_view_value(const struct bytes_view *view);

#endif
