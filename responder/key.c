/* SPDX-License-Identifier: ISC */
/*
 * The tables of test keys and of signature schemes. A new key is keys/NAME.pem,
 * a row here and one in meson.build; a new scheme is a row here.
 */
#include "responder/key.h"

#include "responder/embedded.h"

const struct key key_table[KEYS] = {
	{ "rsa512", KEY_RSA, 512, 0 },
	{ "rsa1024", KEY_RSA, 1024, 0 },
	{ "rsa2048", KEY_RSA, 2048, 0 },
	{ "rsa4096", KEY_RSA, 4096, 0 },
	{ "ecdsa256", KEY_ECDSA, 256, 23 },
	{ "ecdsa384", KEY_ECDSA, 384, 24 },
};

const char *const builtin_key_names[] = { "rsa512", "rsa1024", "rsa2048",
	"rsa4096", "ecdsa256", "ecdsa384", NULL };

const struct key *key_find(const char *name)
{
	for (size_t i = 0; i < KEYS; i++) {
		if (!strcmp(key_table[i].name, name))
			return &key_table[i];
	}
	return NULL;
}

struct slice builtin_certificate(const char *name)
{
	return embedded_find(name, ".crt");
}

const struct key *profile_key(const struct profile *profile, enum key_type type)
{
	for (size_t i = 0; i < profile->n_certificates; i++) {
		const struct key *key = key_find(profile->certificates[i]);

		if (key && key->type == type)
			return key;
	}
	return NULL;
}

/* DigestInfo of RFC 8017 9.2, note 1: SEQUENCE { AlgorithmIdentifier, OCTET
 * STRING header }. */
static const uint8_t info_sha1[] = { 0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b,
	0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14 };
#define INFO_SHA2(name, last, size)                                            \
	static const uint8_t name[] = { 0x30, 0x11 + size, 0x30, 0x0d, 0x06,   \
		0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last,    \
		0x05, 0x00, 0x04, size }
INFO_SHA2(info_sha224, 4, 28);
INFO_SHA2(info_sha256, 1, 32);
INFO_SHA2(info_sha384, 2, 48);
INFO_SHA2(info_sha512, 3, 64);

#define INFO(name)                                                             \
	{                                                                      \
		name, sizeof(name)                                             \
	}
#define NO_INFO                                                                \
	{                                                                      \
		NULL, 0                                                        \
	}
static const struct scheme schemes[] = {
	{ 0x0201, KEY_RSA, false, &nettle_sha1, INFO(info_sha1) },
	{ 0x0301, KEY_RSA, false, &nettle_sha224, INFO(info_sha224) },
	{ 0x0401, KEY_RSA, false, &nettle_sha256, INFO(info_sha256) },
	{ 0x0501, KEY_RSA, false, &nettle_sha384, INFO(info_sha384) },
	{ 0x0601, KEY_RSA, false, &nettle_sha512, INFO(info_sha512) },
	{ 0x0804, KEY_RSA, true, &nettle_sha256, NO_INFO },
	{ 0x0805, KEY_RSA, true, &nettle_sha384, NO_INFO },
	{ 0x0806, KEY_RSA, true, &nettle_sha512, NO_INFO },
	{ 0x0203, KEY_ECDSA, false, &nettle_sha1, NO_INFO },
	{ 0x0303, KEY_ECDSA, false, &nettle_sha224, NO_INFO },
	{ 0x0403, KEY_ECDSA, false, &nettle_sha256, NO_INFO },
	{ 0x0503, KEY_ECDSA, false, &nettle_sha384, NO_INFO },
	{ 0x0603, KEY_ECDSA, false, &nettle_sha512, NO_INFO },
};

/* Bytes an RSA modulus must have: 11 of padding around the DigestInfo, or two
 * digests and two bytes for PSS with a salt of digest size (RFC 8017 9). */
static size_t least_modulus(const struct scheme *scheme)
{
	if (scheme->pss)
		return 2 * scheme->hash->digest_size + 2;
	return scheme->digest_info.len + scheme->hash->digest_size + 11;
}

const struct scheme *scheme_for(const struct key *key, uint16_t code)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		const struct scheme *s = &schemes[i];

		if (s->code != code || s->type != key->type)
			continue;
		if (s->type == KEY_RSA && key->bits / 8 < least_modulus(s))
			return NULL;
		return s;
	}
	return NULL;
}
