/* SPDX-License-Identifier: ISC */
/*
 * Bytes of one direction as an annotated JSON value, cut at the boundaries of
 * records, messages and fields (wire/walk/walk.h):
 *
 *	{ "bytes": 94, "hex": "1603…", "fields": [
 *	    { "at": 0, "length": 1, "depth": 0, "name": "record.type",
 *	      "words": "handshake", "goes_on": false, "cut": false }, … ],
 *	  "fields_left_out": 0 }
 *
 * "goes_on": a record header stands in the field, more of it comes behind;
 * "cut": it claims more than is there.
 */
#ifndef HALLO_ANALYSIS_JSON_BYTES_VALUE_H
#define HALLO_ANALYSIS_JSON_BYTES_VALUE_H

#include <jansson.h>

#include "wire/bytes/slice.h"

enum bytes_side { BYTES_OF_CLIENT, BYTES_OF_SERVER, BYTES_OF_SSL2_SERVER };

/* SSL2_SERVER: an SSL 2 hello was sent. A new reference. */
json_t *bytes_value(struct slice bytes, enum bytes_side side);

#endif
