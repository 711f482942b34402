/* SPDX-License-Identifier: ISC */
/*
 * From the DER of a certificate to facts. The frame (RFC 5280 4.1) must be
 * there; each part inside is read on its own, and what cannot be read of it is
 * told in trouble while the other parts stay.
 */
#include "trust/certificate.h"
#include "trust/digest.h"
#include "trust/key.h"
#include "trust/name.h"
#include "trust/oid.h"
#include "trust/pkix.h"
#include "trust/usage.h"

#include <stdio.h>

/* The first trouble is the one that is told. */
static void note(
	struct certificate_facts *facts, const char *part, const char *trouble)
{
	if (trouble && !facts->trouble[0])
		snprintf(facts->trouble, sizeof(facts->trouble), "%s: %s", part,
			trouble);
}

/* Hex without the sign octet; the few negative ones get their sign (RFC 5280
 * 4.1.2.2 forbids them, and CAs made them). */
static void read_serial(struct certificate_facts *facts, struct slice number)
{
	struct text t = text_of(facts->serial, sizeof(facts->serial));
	uint8_t magnitude[32];
	unsigned carry = 1;

	if (number.len > 1 && number.data[0] == 0)
		number = slice_of(number.data + 1, number.len - 1);
	else if (number.len > 0 && number.len <= sizeof(magnitude) &&
		number.data[0] & 0x80) {
		for (size_t i = number.len; i > 0; i--) {
			carry += (uint8_t)~number.data[i - 1];
			magnitude[i - 1] = (uint8_t)carry;
			carry >>= 8;
		}
		number.data = magnitude;
		text_put(&t, "-");
	}
	text_hex(&t, number);
	if (t.cut)
		note(facts, "serial", "too long, cut");
}

static bool all_digits(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
	return true;
}

static unsigned two_digits(const char *p)
{
	return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

/* Of YYYYMMDDHHMMSS; a leap second may be the 60th. */
static bool is_moment(const char *d)
{
	static const struct {
		unsigned at, least, most;
	} fields[] = { { 4, 1, 12 }, { 6, 1, 31 }, { 8, 0, 23 }, { 10, 0, 59 },
		{ 12, 0, 60 } };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		unsigned n = two_digits(d + fields[i].at);

		if (n < fields[i].least || n > fields[i].most)
			return false;
	}
	return true;
}

/* RFC 5280 4.1.2.5: YYMMDDHHMMSSZ up to 2049, YYYYMMDDHHMMSSZ after. */
static bool read_time(char out[24], const struct der *time)
{
	size_t year = time->tag == DER_UTC_TIME ? 2 : 4;
	struct slice value = time->value;
	char d[15] = "19";

	if ((time->tag != DER_UTC_TIME && time->tag != DER_GENERALIZED_TIME) ||
		value.len != year + 11 || value.data[year + 10] != 'Z' ||
		!all_digits(slice_of(value.data, year + 10)))
		return false;
	memcpy(d + 4 - year, value.data, year + 10);
	if (year == 2 && d[2] < '5')
		memcpy(d, "20", 2);
	if (!is_moment(d))
		return false;
	snprintf(out, 24, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", d, d + 4, d + 6,
		d + 8, d + 10, d + 12);
	return true;
}

static const char *read_validity(
	struct certificate_facts *facts, struct slice validity)
{
	struct der element, time;
	bool ok;

	if (!der_expect(&validity, &element, DER_SEQUENCE))
		return "not a sequence";
	ok = der_next(&element.value, &time) &&
		read_time(facts->not_before, &time);
	ok = der_next(&element.value, &time) &&
		read_time(facts->not_after, &time) && ok;
	return ok ? NULL : "not a time in UTC";
}

static const char *read_basic_constraints(
	struct certificate_facts *facts, struct slice value)
{
	struct der ca;
	struct pkix p;
	bool ok = pkix_open(&p, "BasicConstraints", value);

	if (ok) {
		ca = pkix_get(&p, "cA");
		facts->is_ca = ca.tag == DER_BOOLEAN && ca.value.len == 1 &&
			ca.value.data[0] != 0;
	}
	pkix_close(&p);
	return ok ? NULL : "malformed";
}

/* The extensions that are read; oids.def has the same names. */
static const struct {
	const char *name;
	const char *(*read)(
		struct certificate_facts *facts, struct slice value);
} readers[] = {
	{ "keyUsage", key_usage_read },
	{ "subjectAltName", alt_names_read },
	{ "basicConstraints", read_basic_constraints },
	{ "extendedKeyUsage", purposes_read },
};

static const char *read_value(struct certificate_facts *facts,
	const struct oid_name *known, struct slice value)
{
	const char *trouble = der_check(value);

	for (size_t i = 0; !trouble && i < sizeof(readers) / sizeof(*readers);
		i++)
		if (!strcmp(readers[i].name, known->name))
			return readers[i].read(facts, value);
	return trouble;
}

static const char *read_extension(
	struct certificate_facts *facts, struct slice extension)
{
	const char *trouble = "an extension is malformed";
	const struct oid_name *known;
	struct slice value;
	struct pkix p;

	if (pkix_open(&p, "Extension", extension)) {
		value = pkix_get(&p, "extnValue").value;
		known = oid_find(OID_EXTENSION, pkix_get(&p, "extnID").value);
		trouble = NULL;
		if (known)
			trouble = read_value(facts, known, value);
	}
	pkix_close(&p);
	return trouble;
}

static void read_extensions(
	struct certificate_facts *facts, struct slice extensions)
{
	struct der list, extension;

	/* inside the tag [3], which libtasn1 counts to an ANY */
	if (extensions.len == 0)
		return; /* there are none, as in version 1 */
	if (!der_expect(&extensions, &list, DER_SEQUENCE)) {
		note(facts, "extensions", "not a sequence");
		return;
	}
	while (der_next(&list.value, &extension))
		note(facts, "extensions",
			read_extension(facts, extension.whole));
}

static void read_names(struct certificate_facts *facts, const struct pkix *p)
{
	struct slice subject = pkix_get(p, "tbsCertificate.subject").whole;
	struct slice issuer = pkix_get(p, "tbsCertificate.issuer").whole;
	struct text t = text_of(facts->subject, sizeof(facts->subject));

	note(facts, "subject", name_text(&t, subject));
	t = text_of(facts->issuer, sizeof(facts->issuer));
	note(facts, "issuer", name_text(&t, issuer));
	facts->self_issued = slice_equal(subject, issuer);
}

static void read_signature(
	struct certificate_facts *facts, const struct pkix *p)
{
	struct der oid = pkix_get(p, "signatureAlgorithm.algorithm");
	struct der parameters = pkix_get(p, "signatureAlgorithm.parameters");
	struct der inner = pkix_get(p, "tbsCertificate.signature.algorithm");

	signature_name(facts->signature, sizeof(facts->signature), oid.value,
		&parameters);
	if (!slice_equal(oid.whole, inner.whole))
		note(facts, "signature", "algorithm is named differently");
}

static void read_parts(struct certificate_facts *facts, const struct pkix *p)
{
	read_serial(facts, pkix_get(p, "tbsCertificate.serialNumber").value);
	read_names(facts, p);
	note(facts, "key",
		key_read(facts,
			pkix_get(p, "tbsCertificate.subjectPublicKeyInfo")
				.whole));
	read_signature(facts, p);
	note(facts, "validity",
		read_validity(
			facts, pkix_get(p, "tbsCertificate.validity").whole));
	read_extensions(facts, pkix_get(p, "tbsCertificate.extensions").value);
}

/* libtasn1 takes an empty SEQUENCE for any SEQUENCE, so ask for the last
 * element that must be there, inside and outside. */
static bool open_frame(struct pkix *p, struct slice der)
{
	return pkix_open(p, "Certificate", der) &&
		pkix_get(p, "tbsCertificate.subjectPublicKeyInfo").tag &&
		pkix_get(p, "signature").tag;
}

/* Why the bytes are not worth opening; NULL: they are. */
static const char *look_at(
	struct slice *rest, struct der *outer, struct slice der, bool *unread)
{
	const char *trouble;

	*rest = der;
	*unread = der.len > CERTIFICATE_MAX;
	if (*unread)
		return "too large";
	if (!der_next(rest, outer)) {
		*unread = der_is_beyond_us(der_check(der));
		return "cut, or not DER";
	}
	trouble = der_check(outer->whole);
	*unread = der_is_beyond_us(trouble);
	return trouble;
}

bool certificate_read(struct certificate_facts *facts, struct slice der)
{
	struct slice rest;
	struct der outer;
	struct pkix p;

	memset(facts, 0, sizeof(*facts));
	facts->size = der.len;
	sha256_of(facts->sha256, der);
	note(facts, "certificate", look_at(&rest, &outer, der, &facts->unread));
	if (facts->trouble[0])
		return false;
	facts->readable = open_frame(&p, outer.whole);
	if (facts->readable)
		read_parts(facts, &p);
	else
		note(facts, "certificate", "not a Certificate of RFC 5280");
	pkix_close(&p);
	facts->n_behind = rest.len;
	if (rest.len > 0)
		note(facts, "certificate", "bytes behind the end");
	return facts->readable;
}
