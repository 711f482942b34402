/* SPDX-License-Identifier: ISC */
/*
 * Names of certificates. RFC 4514 turns the sequence around: the most special
 * part, mostly CN, comes first. A value of a type that is no string, and the
 * value of an unknown attribute, is written as # and the hex of its DER.
 */
#include "trust/name.h"
#include "trust/der.h"
#include "trust/oid.h"

#include <arpa/inet.h>

#define RDN_MAX 64
#define SPECIAL "\"+,;<>\\ #"

/* Octets a character of a DirectoryString type and its kin, RFC 5280 4.1.2.4;
 * 0: UTF-8 or a subset of it; -1: no string. */
static int string_width(uint8_t tag)
{
	switch (tag) {
	case 0x0c: /* UTF8String */
	case 0x12: /* NumericString */
	case 0x13: /* PrintableString */
	case 0x16: /* IA5String */
	case 0x1a: /* VisibleString */
		return 0;
	case 0x14: /* TeletexString: in practice ISO 8859-1 */
		return 1;
	case 0x1e: /* BMPString */
		return 2;
	case 0x1c: /* UniversalString */
		return 4;
	}
	return -1;
}

static void put_value(struct text *t, const struct der *value)
{
	int width = string_width(value->tag);

	if (width < 0 || (width > 0 && value->value.len % (size_t)width != 0)) {
		text_put(t, "#");
		text_hex(t, value->whole);
	} else if (width == 0) {
		text_utf8(t, value->value, SPECIAL);
	} else {
		text_wide(t, value->value, (size_t)width, SPECIAL);
	}
}

/* AttributeTypeAndValue */
static bool put_attribute(struct text *t, struct slice content)
{
	struct der type, value;
	char name[OID_TEXT_MAX];

	if (!der_expect(&content, &type, DER_OID) ||
		!der_next(&content, &value))
		return false;
	oid_name_text(name, sizeof(name), OID_ATTRIBUTE, type.value);
	text_put(t, name);
	text_put(t, "=");
	if (oid_find(OID_ATTRIBUTE, type.value)) {
		put_value(t, &value);
	} else {
		text_put(t, "#");
		text_hex(t, value.whole);
	}
	return true;
}

static const char *put_rdn(struct text *t, struct slice set)
{
	const char *trouble = NULL, *between = "";
	struct der attribute;

	while (der_next(&set, &attribute)) {
		text_put(t, between);
		between = "+";
		if (attribute.tag != DER_SEQUENCE ||
			!put_attribute(t, attribute.value)) {
			text_put(t, "?");
			trouble = "an attribute is malformed";
		}
	}
	return trouble;
}

const char *name_text(struct text *t, struct slice name)
{
	struct slice rdns[RDN_MAX];
	const char *trouble = NULL;
	struct der element;
	size_t n = 0;

	if (!der_expect(&name, &element, DER_SEQUENCE))
		return "not a sequence";
	name = element.value;
	while (n < RDN_MAX && der_expect(&name, &element, DER_SET))
		rdns[n++] = element.value;
	if (name.len > 0)
		trouble = n == RDN_MAX ? "too many parts" : "not a set";
	for (size_t i = n; i > 0; i--) {
		const char *why = put_rdn(t, rdns[i - 1]);

		trouble = trouble ? trouble : why;
		if (i > 1)
			text_put(t, ",");
	}
	if (t->cut)
		trouble = "too long, cut";
	return trouble;
}

/* A colon in a dNSName is escaped, so that "IP:" can only be ours. */
static bool put_alt_name(struct text *t, const struct der *name)
{
	char address[INET6_ADDRSTRLEN];
	int family = name->value.len == 4 ? AF_INET : AF_INET6;

	if (name->tag == 0x82) {
		text_utf8(t, name->value, ":\\ ");
		return true;
	}
	text_put(t, "IP:");
	if (name->value.len == 4 || name->value.len == 16) {
		inet_ntop(family, name->value.data, address, sizeof(address));
		text_put(t, address);
		return true;
	}
	text_put(t, "#");
	text_hex(t, name->value);
	return false;
}

const char *alt_names_read(struct certificate_facts *facts, struct slice san)
{
	const char *trouble = NULL;
	struct der element;
	char scratch[sizeof(facts->names[0])];

	if (!der_expect(&san, &element, DER_SEQUENCE))
		return "not a sequence";
	san = element.value;
	while (der_next(&san, &element)) {
		bool room = facts->n_names < CERTIFICATE_NAMES;
		struct text t =
			text_of(room ? facts->names[facts->n_names] : scratch,
				sizeof(scratch));

		if (element.tag != 0x82 && element.tag != 0x87)
			continue;
		if (!put_alt_name(&t, &element))
			trouble = "an address of odd length";
		if (room && !t.cut)
			facts->n_names++;
		else
			facts->n_names_left_out++;
		if (t.cut) /* half a name would be another name */
			t.out[0] = '\0';
	}
	return trouble;
}
