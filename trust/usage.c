/* SPDX-License-Identifier: ISC */
/*
 * See usage.h. Bits of the BIT STRING count from the left of its first octet
 * (X.680 22.7); bits beyond the nine of RFC 5280 say nothing.
 */
#include "trust/usage.h"
#include "trust/der.h"
#include "trust/oid.h"

static const char *const names[] = { "digitalSignature", "nonRepudiation",
	"keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
	"cRLSign", "encipherOnly", "decipherOnly" };

const char *key_usage_name(unsigned bit)
{
	return bit < KEY_USAGES ? names[bit] : NULL;
}

const char *key_usage_read(struct certificate_facts *facts, struct slice value)
{
	struct der bits;

	if (!der_expect(&value, &bits, DER_BIT_STRING) || value.len > 0 ||
		bits.value.len == 0 || bits.value.data[0] > 7 ||
		(bits.value.len == 1 && bits.value.data[0] > 0))
		return "keyUsage is malformed";
	facts->has_key_usage = true;
	for (unsigned bit = 0; bit < KEY_USAGES; bit++) {
		size_t at = 1 + bit / 8;

		if (at < bits.value.len &&
			bits.value.data[at] & 0x80 >> bit % 8)
			facts->key_usage |= (uint16_t)(1 << bit);
	}
	return facts->key_usage ? NULL : "keyUsage names no use";
}

static void add_purpose(struct certificate_facts *facts, struct slice oid)
{
	if (facts->n_purposes == CERTIFICATE_PURPOSES) {
		facts->n_purposes_left_out++;
		return;
	}
	oid_name_text(facts->purposes[facts->n_purposes],
		sizeof(facts->purposes[0]), OID_PURPOSE, oid);
	facts->n_purposes++;
}

const char *purposes_read(struct certificate_facts *facts, struct slice value)
{
	struct der list, purpose;

	if (!der_expect(&value, &list, DER_SEQUENCE) || value.len > 0)
		return "extendedKeyUsage is malformed";
	while (der_expect(&list.value, &purpose, DER_OID))
		add_purpose(facts, purpose.value);
	if (list.value.len > 0)
		return "extendedKeyUsage is malformed";
	return facts->n_purposes ? NULL : "extendedKeyUsage names no purpose";
}
