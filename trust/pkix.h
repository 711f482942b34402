/* SPDX-License-Identifier: ISC */
/*
 * One structure of pkix.asn, decoded by libtasn1. Elements are handed out as
 * views of the caller's bytes: nothing is copied, so nothing can be cut.
 *
 *	struct pkix spki;
 *	if (pkix_open(&spki, "SubjectPublicKeyInfo", der))
 *		oid = pkix_get(&spki, "algorithm.algorithm");
 *	pkix_close(&spki);
 */
#ifndef HALLO_TRUST_PKIX_H
#define HALLO_TRUST_PKIX_H

#include "trust/der.h"

struct pkix {
	struct slice der; /* borrowed */
	void *definitions;
	void *tree;
};

/* @der must be one whole element; it is checked by der_check() first. False
 * when it is not a @type. Close it in both cases. */
bool pkix_open(struct pkix *p, const char *type, struct slice der);

/* The element at @path; tag 0 and empty when it is absent. */
struct der pkix_get(const struct pkix *p, const char *path);

void pkix_close(struct pkix *p);

#endif
