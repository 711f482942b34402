/* SPDX-License-Identifier: ISC */
/*
 * The only file that speaks to libtasn1. der_check() comes first: libtasn1
 * recurses and allocates as deep and as often as the peer asks.
 */
#include "trust/pkix.h"

#include <assert.h>
#include <libtasn1.h>
#include <stdio.h>

extern const asn1_static_node pkix_asn1_tab[];

bool pkix_open(struct pkix *p, const char *type, struct slice der)
{
	asn1_node definitions = NULL, tree = NULL;
	struct slice rest = der;
	struct der element;
	char name[64], why[ASN1_MAX_ERROR_DESCRIPTION_SIZE];
	int rc;

	*p = (struct pkix){ .der = der };
	if (!der_next(&rest, &element) || rest.len > 0 || der_check(der))
		return false;
	rc = asn1_array2tree(pkix_asn1_tab, &definitions, why);
	assert(rc == ASN1_SUCCESS);
	p->definitions = definitions;
	snprintf(name, sizeof(name), "PKIX.%s", type);
	rc = asn1_create_element(definitions, name, &tree);
	assert(rc == ASN1_SUCCESS);
	rc = asn1_der_decoding(&tree, der.data, (int)der.len, why);
	p->tree = tree;
	return rc == ASN1_SUCCESS;
}

struct der pkix_get(const struct pkix *p, const char *path)
{
	struct der element = { 0 };
	int start, end;
	struct slice at;

	if (!p->tree ||
		asn1_der_decoding_startEnd(p->tree, p->der.data,
			(int)p->der.len, path, &start, &end) != ASN1_SUCCESS)
		return element;
	assert(start >= 0 && end >= start && (size_t)end < p->der.len);
	at = slice_of(p->der.data + start, (size_t)(end - start) + 1);
	if (!der_next(&at, &element))
		return (struct der){ 0 };
	return element;
}

void pkix_close(struct pkix *p)
{
	asn1_node tree = p->tree, definitions = p->definitions;

	if (tree)
		asn1_delete_structure(&tree);
	if (definitions)
		asn1_delete_structure(&definitions);
	*p = (struct pkix){ 0 };
}
