/* SPDX-License-Identifier: ISC */
/*
 * See curve_point.h. The scalar is drawn again, with another number behind the
 * label, until it is below the order of the curve.
 */
#include "wire/hello/curve_point.h"

#include <nettle/bignum.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>
#include <stdio.h>

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

static const struct curve {
	uint16_t group;
	size_t coordinate; /* bytes */
	const struct ecc_curve *(*get)(void);
} curves[] = {
	{ 0x0013, 24, nettle_get_secp_192r1 },
	{ 0x0015, 28, nettle_get_secp_224r1 },
	{ 0x0017, 32, nettle_get_secp_256r1 },
	{ 0x0018, 48, nettle_get_secp_384r1 },
	{ 0x0019, 66, nettle_get_secp_521r1 },
};

static const struct curve *find(uint16_t group)
{
	for (size_t i = 0; i < N_ELEMENTS(curves); i++)
		if (curves[i].group == group)
			return &curves[i];
	return NULL;
}

size_t curve_point_size(uint16_t group)
{
	const struct curve *curve = find(group);

	return curve ? 1 + 2 * curve->coordinate : 0;
}

struct chance {
	const uint8_t *seed;
	const char *label;
	unsigned round;
};

static void chance_take(void *ctx, size_t len, uint8_t *out)
{
	struct chance *chance = ctx;
	char label[48];

	snprintf(label, sizeof(label), "%s %u", chance->label, chance->round++);
	seed_expand(out, len, chance->seed, label);
}

void curve_point_make(uint8_t *out, uint16_t group,
	const uint8_t seed[SEED_SIZE], const char *label)
{
	struct chance chance = { seed, label, 0 };
	const struct curve *curve = find(group);
	struct ecc_scalar scalar;
	struct ecc_point point;
	mpz_t x, y;

	if (!curve)
		return;
	mpz_inits(x, y, NULL);
	ecc_scalar_init(&scalar, curve->get());
	ecc_point_init(&point, curve->get());
	ecc_scalar_random(&scalar, &chance, chance_take);
	ecc_point_mul_g(&point, &scalar);
	ecc_point_get(&point, x, y);
	out[0] = 4;
	nettle_mpz_get_str_256(curve->coordinate, out + 1, x);
	nettle_mpz_get_str_256(
		curve->coordinate, out + 1 + curve->coordinate, y);
	ecc_point_clear(&point);
	ecc_scalar_clear(&scalar);
	mpz_clears(x, y, NULL);
}
