/* SPDX-License-Identifier: ISC */
/*
 * See key_share.h. The groups are put together from parts: a curve, a module of
 * ML-KEM, or both one after the other in the order of their draft.
 */
#include "analysis/say/key_share.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <nettle/bignum.h>
#include <nettle/curve25519.h>
#include <nettle/curve448.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>

#include "trust/dh_prime.h"
#include "wire/hello/standard_hello.h"

#define KYBER_Q 3329
#define KYBER_N 256
#define KYBER_RHO 32

enum part {
	NOTHING,
	X25519,
	X448,
	P192,
	P224,
	P256,
	P384,
	P521,
	FFDHE,
	KEM512,
	KEM768,
	KEM1024,
};

static const struct {
	uint16_t group;
	enum part first, second;
	uint16_t bytes; /* of a number */
} recipes[] = {
	{ 0x001d, X25519, NOTHING, 0 },
	{ 0x001e, X448, NOTHING, 0 },
	{ 0x0013, P192, NOTHING, 0 },
	{ 0x0015, P224, NOTHING, 0 },
	{ 0x0017, P256, NOTHING, 0 },
	{ 0x0018, P384, NOTHING, 0 },
	{ 0x0019, P521, NOTHING, 0 },
	{ 0x0100, FFDHE, NOTHING, 256 },
	{ 0x0101, FFDHE, NOTHING, 384 },
	{ 0x0102, FFDHE, NOTHING, 512 },
	{ 0x0103, FFDHE, NOTHING, 768 },
	{ 0x0104, FFDHE, NOTHING, 1024 },
	{ 0x0200, KEM512, NOTHING, 0 },
	{ 0x0201, KEM768, NOTHING, 0 },
	{ 0x0202, KEM1024, NOTHING, 0 },
	{ 0x11eb, P256, KEM768, 0 },
	{ 0x11ec, KEM768, X25519, 0 },
	{ 0x11ed, P384, KEM1024, 0 },
	{ 0x6399, X25519, KEM768, 0 },
};

/* Where the next bytes go; too little room is too little for all. */
struct pen {
	uint8_t *out;
	size_t room, len;
	bool full;
	const uint8_t *seed;
};

static uint8_t *claim(struct pen *pen, size_t n)
{
	uint8_t *place = pen->out + pen->len;

	if (pen->full || n > pen->room - pen->len) {
		pen->full = true;
		return NULL;
	}
	pen->len += n;
	return place;
}

static void put_x25519(struct pen *pen)
{
	uint8_t secret[CURVE25519_SIZE], *place = claim(pen, CURVE25519_SIZE);

	if (!place)
		return;
	seed_expand(secret, sizeof(secret), pen->seed, "key share x25519");
	curve25519_mul_g(place, secret);
}

static void put_x448(struct pen *pen)
{
	uint8_t secret[CURVE448_SIZE], *place = claim(pen, CURVE448_SIZE);

	if (!place)
		return;
	seed_expand(secret, sizeof(secret), pen->seed, "key share x448");
	curve448_mul_g(place, secret);
}

struct chance {
	const uint8_t *seed;
	unsigned round;
};

static void chance_take(void *ctx, size_t len, uint8_t *out)
{
	struct chance *chance = ctx;
	char label[40];

	snprintf(label, sizeof(label), "key share point %u", chance->round++);
	seed_expand(out, len, chance->seed, label);
}

/* An uncompressed point (RFC 8446 4.2.8.2). */
static void put_point(
	struct pen *pen, const struct ecc_curve *curve, size_t size)
{
	struct chance chance = { pen->seed, 0 };
	uint8_t *place = claim(pen, 1 + 2 * size);
	struct ecc_scalar scalar;
	struct ecc_point point;
	mpz_t x, y;

	if (!place)
		return;
	mpz_inits(x, y, NULL);
	ecc_scalar_init(&scalar, curve);
	ecc_point_init(&point, curve);
	ecc_scalar_random(&scalar, &chance, chance_take);
	ecc_point_mul_g(&point, &scalar);
	ecc_point_get(&point, x, y);
	place[0] = 4;
	nettle_mpz_get_str_256(size, place + 1, x);
	nettle_mpz_get_str_256(size, place + 1 + size, y);
	ecc_point_clear(&point);
	ecc_scalar_clear(&scalar);
	mpz_clears(x, y, NULL);
}

/* A square, so that it lies in the subgroup that servers check (RFC 7919 5.1,
 * SP 800-56A 5.6.2.3.1); that of a random number is no power anybody knows. */
static void put_number(struct pen *pen, size_t bytes)
{
	struct slice prime = dh_prime_standard((unsigned)bytes * 8, true);
	uint8_t *place = claim(pen, bytes);
	mpz_t p, y;

	if (!place)
		return;
	seed_expand(place, bytes, pen->seed, "key share ffdhe");
	nettle_mpz_init_set_str_256_u(p, prime.len, prime.data);
	nettle_mpz_init_set_str_256_u(y, bytes, place);
	mpz_mul(y, y, y);
	mpz_mod(y, y, p);
	nettle_mpz_get_str_256(bytes, place, y);
	mpz_clears(p, y, NULL);
}

/* FIPS 203 5.1, 4.2.1: numbers of 12 bits, two in three bytes, then rho. */
static void put_kem(struct pen *pen, size_t modules)
{
	uint8_t *place = claim(pen, modules * 384 + KYBER_RHO);
	uint8_t draws[4 * KYBER_N * 2];

	if (!place)
		return;
	seed_expand(draws, sizeof(draws), pen->seed, "key share ml-kem");
	for (size_t i = 0; i < modules * KYBER_N; i += 2) {
		unsigned a =
			slice_number(slice_of(draws, sizeof(draws)), 2 * i, 2) %
			KYBER_Q;
		unsigned b = slice_number(slice_of(draws, sizeof(draws)),
				     2 * i + 2, 2) %
			KYBER_Q;

		*place++ = (uint8_t)(a & 0xff);
		*place++ = (uint8_t)(a >> 8 | (b & 15) << 4);
		*place++ = (uint8_t)(b >> 4);
	}
	seed_expand(place, KYBER_RHO, pen->seed, "key share rho");
}

static void put_part(struct pen *pen, enum part part, size_t bytes)
{
	switch (part) {
	case NOTHING:
		break;
	case X25519:
		put_x25519(pen);
		break;
	case X448:
		put_x448(pen);
		break;
	case P192:
		put_point(pen, nettle_get_secp_192r1(), 24);
		break;
	case P224:
		put_point(pen, nettle_get_secp_224r1(), 28);
		break;
	case P256:
		put_point(pen, nettle_get_secp_256r1(), 32);
		break;
	case P384:
		put_point(pen, nettle_get_secp_384r1(), 48);
		break;
	case P521:
		put_point(pen, nettle_get_secp_521r1(), 66);
		break;
	case FFDHE:
		put_number(pen, bytes);
		break;
	case KEM512:
		put_kem(pen, 2);
		break;
	case KEM768:
		put_kem(pen, 3);
		break;
	case KEM1024:
		put_kem(pen, 4);
		break;
	}
}

size_t key_share_make(
	uint8_t *out, size_t room, uint16_t group, const uint8_t *seed)
{
	struct pen pen = { .out = out, .room = room, .seed = seed };

	for (size_t i = 0; i < sizeof(recipes) / sizeof(recipes[0]); i++) {
		if (recipes[i].group != group)
			continue;
		put_part(&pen, recipes[i].first, recipes[i].bytes);
		put_part(&pen, recipes[i].second, recipes[i].bytes);
		return pen.full ? 0 : pen.len;
	}
	return 0;
}
