/* SPDX-License-Identifier: ISC */
/*
 * See key_share.h. The groups are put together from parts: a curve, a module of
 * ML-KEM, or both one after the other in the order of their draft.
 */
#include "wire/hello/key_share.h"

#include <nettle/curve25519.h>
#include <nettle/curve448.h>

#include "wire/bytes/seed.h"
#include "wire/bytes/slice.h"
#include "wire/hello/curve_point.h"

#define KYBER_Q 3329
#define KYBER_N 256
#define KYBER_RHO 32

enum part {
	NOTHING,
	X25519,
	X448,
	POINT,
	KEM512,
	KEM768,
	KEM1024,
};

static const struct {
	uint16_t group;
	enum part first, second;
	uint16_t curve; /* the group of a POINT */
} recipes[] = {
	{ 0x001d, X25519, NOTHING, 0 },
	{ 0x001e, X448, NOTHING, 0 },
	{ 0x0013, POINT, NOTHING, 0x0013 },
	{ 0x0015, POINT, NOTHING, 0x0015 },
	{ 0x0017, POINT, NOTHING, 0x0017 },
	{ 0x0018, POINT, NOTHING, 0x0018 },
	{ 0x0019, POINT, NOTHING, 0x0019 },
	{ 0x0200, KEM512, NOTHING, 0 },
	{ 0x0201, KEM768, NOTHING, 0 },
	{ 0x0202, KEM1024, NOTHING, 0 },
	{ 0x11eb, POINT, KEM768, 0x0017 },
	{ 0x11ec, KEM768, X25519, 0 },
	{ 0x11ed, POINT, KEM1024, 0x0018 },
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

/* An uncompressed point (RFC 8446 4.2.8.2). */
static void put_point(struct pen *pen, uint16_t curve)
{
	uint8_t *place = claim(pen, curve_point_size(curve));

	if (place)
		curve_point_make(place, curve, pen->seed, "key share point");
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

static void put_part(struct pen *pen, enum part part, uint16_t curve)
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
	case POINT:
		put_point(pen, curve);
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
		put_part(&pen, recipes[i].first, recipes[i].curve);
		put_part(&pen, recipes[i].second, recipes[i].curve);
		return pen.full ? 0 : pen.len;
	}
	return 0;
}
