/* SPDX-License-Identifier: ISC */
/*
 * DER seen as elements (X.690 8.1, 10.1), for two purposes: to count what a
 * hostile peer sent before libtasn1 builds a tree of it, and to walk lists
 * (names, extensions) in linear time, where libtasn1 searches from the start.
 *
 *	while (der_next(&rest, &element))
 *		…
 */
#ifndef HALLO_TRUST_DER_H
#define HALLO_TRUST_DER_H

#include "wire/bytes/slice.h"

#define DER_DEPTH_MAX 32
#define DER_ELEMENTS_MAX 10000

enum {
	DER_BOOLEAN = 0x01,
	DER_INTEGER = 0x02,
	DER_BIT_STRING = 0x03,
	DER_OID = 0x06,
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	DER_UTC_TIME = 0x17,
	DER_GENERALIZED_TIME = 0x18,
};

struct der {
	uint8_t tag;	    /* first octet: class, constructed, number */
	struct slice value; /* borrowed */
	struct slice whole; /* with tag and length */
};

/* Cuts the first element off @rest. False when nothing is left, or when what is
 * left is no element of definite length that fits. */
bool der_next(struct slice *rest, struct der *element);

/* As der_next(), but the element must have this tag. */
bool der_expect(struct slice *rest, struct der *element, uint8_t tag);

/* Is every element in @bytes, however deep, well inside its parent, with no
 * byte between, within DER_DEPTH_MAX and DER_ELEMENTS_MAX? NULL, or what is
 * wrong. */
const char *der_check(struct slice bytes);

/* Is that what der_check() said of bytes that others may read: too much for us,
 * or of indefinite length (BER)? */
bool der_is_beyond_us(const char *trouble);

#endif
