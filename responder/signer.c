/* SPDX-License-Identifier: ISC */
/*
 * RSA and ECDSA signatures with the embedded test keys (nettle). Keys are read
 * when first asked for. Blinding and nonces come from the seed of the answer:
 * these keys are public, so determinism costs nothing and tests gain from it.
 */
#include "responder/signer.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include <nettle/asn1.h>
#include <nettle/bignum.h>
#include <nettle/dsa.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>
#include <nettle/ecdsa.h>
#include <nettle/md5.h>
#include <nettle/rsa.h>
#include <nettle/sha1.h>

#include "responder/embedded.h"

#define MAX_DIGEST 64

struct loaded {
	bool ready;
	struct rsa_public_key public;
	struct rsa_private_key private;
	struct ecc_scalar scalar;
};

struct signer {
	struct loaded keys[KEYS];
};

struct signer *signer_new(void)
{
	struct signer *signer = calloc(1, sizeof(*signer));

	if (!signer)
		abort();
	return signer;
}

static void unload(struct loaded *loaded, enum key_type type)
{
	if (type == KEY_ECDSA) {
		ecc_scalar_clear(&loaded->scalar);
		return;
	}
	rsa_public_key_clear(&loaded->public);
	rsa_private_key_clear(&loaded->private);
}

void signer_free(struct signer *signer)
{
	if (!signer)
		return;
	for (size_t i = 0; i < KEYS; i++) {
		if (signer->keys[i].ready)
			unload(&signer->keys[i], key_table[i].type);
	}
	free(signer);
}

/* ECPrivateKey of RFC 5915: SEQUENCE { INTEGER 1, OCTET STRING number, … } */
static bool load_ecdsa(
	struct loaded *loaded, const struct key *key, struct slice der)
{
	struct asn1_der_iterator outer, i;
	mpz_t number;
	bool ok;

	if (asn1_der_iterator_first(&outer, der.len, der.data) !=
			ASN1_ITERATOR_CONSTRUCTED ||
		asn1_der_decode_constructed(&outer, &i) !=
			ASN1_ITERATOR_PRIMITIVE ||
		asn1_der_iterator_next(&i) != ASN1_ITERATOR_PRIMITIVE)
		return false;
	ecc_scalar_init(&loaded->scalar,
		key->bits == 256 ? nettle_get_secp_256r1()
				 : nettle_get_secp_384r1());
	nettle_mpz_init_set_str_256_u(number, i.length, i.data);
	ok = ecc_scalar_set(&loaded->scalar, number);
	mpz_clear(number);
	return ok;
}

static bool load_rsa(struct loaded *loaded, struct slice der)
{
	rsa_public_key_init(&loaded->public);
	rsa_private_key_init(&loaded->private);
	return rsa_keypair_from_der(
		&loaded->public, &loaded->private, 0, der.len, der.data);
}

static struct loaded *load(struct signer *signer, const struct key *key)
{
	struct loaded *loaded = &signer->keys[key - key_table];
	struct slice der = embedded_find(key->name, ".key");

	if (loaded->ready)
		return loaded;
	loaded->ready = key->type == KEY_RSA ? load_rsa(loaded, der)
					     : load_ecdsa(loaded, key, der);
	assert(loaded->ready); /* the keys are ours: a broken one is our bug */
	return loaded;
}

struct chance {
	const uint8_t *seed;
	unsigned round;
};

static void chance_take(void *ctx, size_t len, uint8_t *out)
{
	struct chance *chance = ctx;
	char label[32];

	snprintf(label, sizeof(label), "signature %u", chance->round++);
	seed_expand(out, len, chance->seed, label);
}

static size_t hash_parts(uint8_t *digest, const struct nettle_hash *hash,
	const struct slice *parts, size_t n)
{
	uint8_t ctx[512];

	assert(hash->context_size <= sizeof(ctx));
	hash->init(ctx);
	for (size_t i = 0; i < n; i++)
		hash->update(ctx, parts[i].len, parts[i].data);
	hash->digest(ctx, hash->digest_size, digest);
	return hash->digest_size;
}

static bool sign_pss(struct loaded *key, mpz_t s,
	const struct nettle_hash *hash, const uint8_t *digest,
	struct chance *chance)
{
	uint8_t salt[MAX_DIGEST];
	size_t n = hash->digest_size;

	chance_take(chance, n, salt);
	if (n == 32)
		return rsa_pss_sha256_sign_digest_tr(&key->public,
			&key->private, chance, chance_take, n, salt, digest, s);
	if (n == 48)
		return rsa_pss_sha384_sign_digest_tr(&key->public,
			&key->private, chance, chance_take, n, salt, digest, s);
	return rsa_pss_sha512_sign_digest_tr(&key->public, &key->private,
		chance, chance_take, n, salt, digest, s);
}

/* What PKCS #1 pads: DigestInfo and digest; before TLS 1.2 the bare 36 bytes
 * of MD5 and SHA-1 (RFC 2246 7.4.3). */
static size_t pkcs1_content(uint8_t *out, const struct scheme *scheme,
	const struct slice *parts, size_t n)
{
	if (!scheme) {
		size_t md5 = hash_parts(out, &nettle_md5, parts, n);

		return md5 + hash_parts(out + md5, &nettle_sha1, parts, n);
	}
	memcpy(out, scheme->digest_info.data, scheme->digest_info.len);
	return scheme->digest_info.len +
		hash_parts(
			out + scheme->digest_info.len, scheme->hash, parts, n);
}

static size_t sign_rsa(struct loaded *key, uint8_t *out,
	const struct scheme *scheme, const struct slice *parts, size_t n,
	struct chance *chance)
{
	uint8_t content[MAX_DIGEST + 32];
	size_t len;
	bool ok;
	mpz_t s;

	mpz_init(s);
	if (scheme && scheme->pss) {
		hash_parts(content, scheme->hash, parts, n);
		ok = sign_pss(key, s, scheme->hash, content, chance);
	} else {
		len = pkcs1_content(content, scheme, parts, n);
		ok = rsa_pkcs1_sign_tr(&key->public, &key->private, chance,
			chance_take, len, content, s);
	}
	assert(ok); /* scheme_for() saw to it that the key is large enough */
	nettle_mpz_get_str_256(key->public.size, out, s);
	mpz_clear(s);
	return key->public.size;
}

/* INTEGER of DER; r and s are below 2^384, so lengths fit one byte. */
static size_t put_integer(uint8_t *out, const mpz_t number)
{
	size_t len = nettle_mpz_sizeinbase_256_s(number);

	out[0] = 0x02;
	out[1] = (uint8_t)len;
	nettle_mpz_get_str_256(len, out + 2, number);
	return len + 2;
}

static size_t put_ecdsa(uint8_t *out, const struct dsa_signature *signature)
{
	size_t len = put_integer(out + 2, signature->r);

	len += put_integer(out + 2 + len, signature->s);
	out[0] = 0x30;
	out[1] = (uint8_t)len;
	return len + 2;
}

static size_t sign_ecdsa(struct loaded *key, uint8_t *out,
	const struct scheme *scheme, const struct slice *parts, size_t n,
	struct chance *chance)
{
	uint8_t digest[MAX_DIGEST];
	size_t len = hash_parts(
		digest, scheme ? scheme->hash : &nettle_sha1, parts, n);
	struct dsa_signature signature;

	dsa_signature_init(&signature);
	ecdsa_sign(&key->scalar, chance, chance_take, len, digest, &signature);
	len = put_ecdsa(out, &signature);
	dsa_signature_clear(&signature);
	return len;
}

/* Looks like a signature and is none: right length, right DER. */
static size_t pretend(
	uint8_t *out, const struct key *key, const uint8_t seed[SEED_SIZE])
{
	size_t n = key->bits / 8;

	if (key->type == KEY_RSA) {
		seed_expand(out, n, seed, "signature");
		return n;
	}
	seed_expand(out, 2 * n + 6, seed, "signature");
	memcpy(out, (uint8_t[]){ 0x30, (uint8_t)(2 * n + 4), 0x02, (uint8_t)n },
		4);
	memcpy(out + 4 + n, (uint8_t[]){ 0x02, (uint8_t)n }, 2);
	out[4] = (out[4] & 0x7f) | 1;
	out[6 + n] = (out[6 + n] & 0x7f) | 1;
	return 2 * n + 6;
}

size_t signer_sign(struct signer *signer, uint8_t *out, const struct key *key,
	const struct scheme *scheme, const struct slice *parts, size_t n_parts,
	const uint8_t seed[SEED_SIZE])
{
	struct chance chance = { seed, 0 };

	if (!signer)
		return pretend(out, key, seed);
	if (key->type == KEY_RSA)
		return sign_rsa(load(signer, key), out, scheme, parts, n_parts,
			&chance);
	return sign_ecdsa(
		load(signer, key), out, scheme, parts, n_parts, &chance);
}

void signer_modulus(struct signer *signer, uint8_t *out, const struct key *key,
	const uint8_t seed[SEED_SIZE])
{
	size_t n = key->bits / 8;

	if (signer) {
		nettle_mpz_get_str_256(n, out, load(signer, key)->public.n);
		return;
	}
	seed_expand(out, n, seed, "modulus");
	out[0] |= 0x80;
	out[n - 1] |= 1;
}
