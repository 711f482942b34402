/* SPDX-License-Identifier: ISC */
/*
 * Object identifiers (X.690 8.19) and what the known ones are called: oids.def.
 */
#ifndef HALLO_TRUST_OID_H
#define HALLO_TRUST_OID_H

#include "wire/bytes/slice.h"

#define OID_TEXT_MAX 128

enum oid_kind {
	OID_KEY,	/* of a SubjectPublicKeyInfo */
	OID_SIGNATURE,	/* of a signature */
	OID_CURVE,	/* of an elliptic curve; bits of the field */
	OID_HASH,	/* of a message digest */
	OID_ATTRIBUTE,	/* of a name */
	OID_EXTENSION,	/* of a certificate */
	OID_PURPOSE,	/* of an extendedKeyUsage */
	OID_FIELD_TYPE, /* of explicit curve parameters */
};

struct oid_name {
	enum oid_kind kind;
	const char *oid; /* "1.2.840.113549.1.1.1" */
	const char *name;
	unsigned bits; /* where the identifier alone decides, else 0 */
};

/* Content octets as dotted text; false (and "bad OID") when they are none or
 * longer than @size. */
bool oid_text(char *out, size_t size, struct slice content);

/* NULL when unknown. */
const struct oid_name *oid_find(enum oid_kind kind, struct slice content);

/* The known name, or the dotted text. */
void oid_name_text(
	char *out, size_t size, enum oid_kind kind, struct slice content);

#endif
