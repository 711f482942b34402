/* SPDX-License-Identifier: ISC */
/*
 * See shown.h. Whether a flight without a certificate lacks one depends on its
 * suite: an anonymous server has none.
 */
#include "analysis/log/shown.h"

#include <stdio.h>

bool suite_needs_certificate(const struct suite *suite)
{
	switch (suite->exchange) {
	case EXCHANGE_RSA:
	case EXCHANGE_RSA_EXPORT:
	case EXCHANGE_RSA_PSK:
	case EXCHANGE_DH:
	case EXCHANGE_DHE:
	case EXCHANGE_ECDH:
	case EXCHANGE_ECDHE:
	case EXCHANGE_TLS13:
		return true;
	default:
		return false;
	}
}

/* RSA key exchange: GnuTLS takes keyAgreement as well. */
unsigned suite_key_usage(const struct suite *suite)
{
	switch (suite->exchange) {
	case EXCHANGE_DHE:
	case EXCHANGE_ECDHE:
	case EXCHANGE_TLS13:
		return KEY_USAGE_DIGITAL_SIGNATURE;
	case EXCHANGE_RSA:
	case EXCHANGE_RSA_PSK:
		return KEY_USAGE_KEY_ENCIPHERMENT | KEY_USAGE_KEY_AGREEMENT;
	default:
		return 0;
	}
}

bool certificate_allows(const struct certificate_facts *facts, unsigned usage)
{
	return !usage || !facts->key_usage || facts->key_usage & usage;
}

void certificate_uses(
	char *out, size_t size, const struct certificate_facts *facts)
{
	size_t used = 0;

	out[0] = '\0';
	for (unsigned bit = 0; bit < KEY_USAGES && used < size; bit++)
		if (facts->key_usage & 1u << bit)
			used += (size_t)snprintf(out + used, size - used,
				"%s%s", used ? ", " : "", key_usage_name(bit));
}

static bool begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

/* Ed25519 and Ed448 go with ECDSA suites (RFC 8422 5.1.1). */
const char *certificate_unfit(
	const struct certificate_facts *facts, const struct suite *suite)
{
	bool rsa = begins(facts->key_type, "RSA");

	if (facts->n_behind)
		return "bytes stand behind its end";
	if (!*facts->key_type || (rsa && !facts->key_bits))
		return "its key cannot be read";
	if (suite->exchange == EXCHANGE_DH || suite->exchange == EXCHANGE_ECDH)
		return NULL; /* there "RSA" is who signed the certificate */
	if (!strcmp(suite->auth, "RSA") && !rsa)
		return "its key is no RSA key, as the suite needs it";
	if (!strcmp(suite->auth, "ECDSA") &&
		(rsa || !strcmp(facts->key_type, "DSA")))
		return "its key is none for ECDSA, as the suite needs it";
	return NULL;
}

static bool lacks_one(const struct observation *o, const struct suite *suite)
{
	return o->certificate == OBSERVATION_NO_CERTIFICATE && suite &&
		suite_needs_certificate(suite);
}

enum shown certificate_shown(const struct observation_log *log,
	const struct observation *o, const struct certificate_facts **facts)
{
	const struct suite *suite = o->has_suite ? suite_find(o->suite) : NULL;

	*facts = NULL;
	if (lacks_one(o, suite))
		return SHOWN_MISSING;
	if (o->certificate < 0 || (size_t)o->certificate >= log->n_certificates)
		return SHOWN_NOTHING;
	*facts = &log->certificates[o->certificate];
	if (!(*facts)->readable)
		return (*facts)->unread ? SHOWN_UNREAD : SHOWN_BROKEN;
	return suite && suite_needs_certificate(suite) &&
			certificate_unfit(*facts, suite)
		? SHOWN_UNFIT
		: SHOWN_READABLE;
}
