/* SPDX-License-Identifier: ISC */
/*
 * Sizes are those of the bytes as they came: a modulus with leading zeros, a
 * curve that nobody knows or that is written out in full is told as it is.
 */
#include "trust/key.h"
#include "trust/dh_prime.h"
#include "trust/oid.h"

#include <stdio.h>

/* A BIT STRING of whole octets that holds DER (X.690 8.6.2). */
static struct slice bit_string(const struct der *bits)
{
	if (bits->value.len < 1 || bits->value.data[0] != 0)
		return slice_of(NULL, 0);
	return slice_of(bits->value.data + 1, bits->value.len - 1);
}

/* The bits of the number at @path in @der, a @type; 0 when there is none. */
static unsigned number_in(struct slice der, const char *type, const char *path)
{
	unsigned bits = 0;
	struct pkix p;

	if (pkix_open(&p, type, der))
		bits = number_bits(pkix_get(&p, path).value);
	pkix_close(&p);
	return bits;
}

/* The number m of a field GF(2^m) stands first in its parameters. */
static unsigned small_number(struct slice sequence)
{
	struct der element, m;

	if (!der_expect(&sequence, &element, DER_SEQUENCE) ||
		!der_expect(&element.value, &m, DER_INTEGER) ||
		m.value.len < 1 || m.value.len > 3)
		return 0;
	return slice_number(m.value, 0, m.value.len);
}

static const char *read_explicit_curve(
	struct certificate_facts *facts, struct slice parameters)
{
	const struct oid_name *type;
	struct pkix p;
	struct der field;

	snprintf(facts->curve, sizeof(facts->curve), "explicit");
	if (pkix_open(&p, "SpecifiedECDomain", parameters)) {
		field = pkix_get(&p, "fieldID.parameters");
		type = oid_find(OID_FIELD_TYPE,
			pkix_get(&p, "fieldID.fieldType").value);
		if (type && !strcmp(type->name, "prime-field"))
			facts->key_bits = number_bits(field.value);
		else if (type)
			facts->key_bits = small_number(field.whole);
	}
	pkix_close(&p);
	return facts->key_bits ? NULL : "explicit curve";
}

static void name_curve(struct certificate_facts *facts, struct slice oid)
{
	const struct oid_name *curve = oid_find(OID_CURVE, oid);

	oid_name_text(facts->curve, sizeof(facts->curve), OID_CURVE, oid);
	if (curve)
		facts->key_bits = curve->bits;
}

static const char *read_curve(
	struct certificate_facts *facts, const struct der *parameters)
{
	struct slice content = parameters->value;
	struct der oid;

	if (parameters->tag == DER_OID) {
		name_curve(facts, parameters->value);
		return facts->key_bits ? NULL : "curve is not known";
	}
	if (parameters->tag != DER_SEQUENCE)
		return "no curve";
	/* GOST: publicKeyParamSet first, RFC 4491 section 2.3.2 */
	if (der_expect(&content, &oid, DER_OID)) {
		name_curve(facts, oid.value);
		return NULL;
	}
	return read_explicit_curve(facts, parameters->whole);
}

static const char *read_size(struct certificate_facts *facts,
	const struct der *parameters, const struct der *key)
{
	const char *type = facts->key_type;

	if (!strncmp(type, "RSA", 3)) {
		facts->key_bits =
			number_in(bit_string(key), "RSAPublicKey", "modulus");
		return facts->key_bits ? NULL : "modulus";
	}
	if (!strcmp(type, "DSA") || !strcmp(type, "DH")) {
		struct slice content = parameters->value;
		struct der p;

		/* may be inherited from the issuer: RFC 3279 2.3.2 */
		if (parameters->tag != DER_SEQUENCE ||
			!der_expect(&content, &p, DER_INTEGER))
			return "no parameters";
		facts->key_bits = number_bits(p.value);
		return NULL;
	}
	if (!strcmp(type, "EC") || !strncmp(type, "GOST20", 6))
		return read_curve(facts, parameters);
	return NULL;
}

const char *key_read(struct certificate_facts *facts, struct slice spki)
{
	const struct oid_name *known;
	const char *trouble = "not a SubjectPublicKeyInfo";
	struct der oid, parameters, key;
	struct pkix p;

	if (pkix_open(&p, "SubjectPublicKeyInfo", spki) &&
		pkix_get(&p, "algorithm.algorithm").tag) {
		oid = pkix_get(&p, "algorithm.algorithm");
		parameters = pkix_get(&p, "algorithm.parameters");
		key = pkix_get(&p, "subjectPublicKey");
		oid_name_text(facts->key_type, sizeof(facts->key_type), OID_KEY,
			oid.value);
		known = oid_find(OID_KEY, oid.value);
		facts->key_bits = known ? known->bits : 0;
		trouble = read_size(facts, &parameters, &key);
	}
	pkix_close(&p);
	return trouble;
}

void signature_name(char *out, size_t size, struct slice algorithm,
	const struct der *parameters)
{
	struct pkix p;
	struct der hash;
	size_t n;

	oid_name_text(out, size, OID_SIGNATURE, algorithm);
	n = strlen(out);
	if (strcmp(out, "RSASSA-PSS") != 0 || n + 2 > size)
		return;
	if (pkix_open(&p, "RSASSA-PSS-params", parameters->whole)) {
		hash = pkix_get(&p, "hashAlgorithm.algorithm");
		out[n++] = '-';
		/* absent: SHA-1, RFC 4055 section 3.1 */
		if (hash.tag == DER_OID)
			oid_name_text(out + n, size - n, OID_HASH, hash.value);
		else
			snprintf(out + n, size - n, "SHA1");
	}
	pkix_close(&p);
}
