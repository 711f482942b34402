/* SPDX-License-Identifier: ISC */
/*
 * Public values: RFC 5246 7.4.3 (Ys), RFC 8422 5.4 (points, uncompressed),
 * RFC 8446 4.2.8 (shares). Real ones cost milliseconds (modular power) or a
 * tenth of one (curve); a simulation of a million hellos cannot afford them.
 */
#include "responder/share.h"

#include <stdio.h>

#include <gmp.h>
#include <nettle/bignum.h>

#include "responder/embedded.h"
#include "wire/hello/curve_point.h"

static const uint8_t no_seed[SEED_SIZE];

struct slice dh_prime_of(unsigned bits, uint16_t group, uint8_t *room)
{
	const struct group *ffdhe = group ? group_find(group) : NULL;
	size_t len = (bits + 7) / 8;
	struct slice prime;
	char stem[16];

	snprintf(stem, sizeof(stem), ffdhe ? "ffdhe%u" : "dh%u",
		ffdhe ? ffdhe->bits : bits);
	prime = embedded_find(stem, ".prime");
	if (prime.len)
		return prime;
	if (len > PROFILE_MAX_DH)
		len = PROFILE_MAX_DH;
	seed_expand(room, len, no_seed, stem);
	room[0] = (uint8_t)(room[0] & (0xff >> (8 * len - bits) % 8));
	room[0] |= (uint8_t)(0x80 >> (8 * len - bits) % 8);
	room[len - 1] |= 1;
	return slice_of(room, len);
}

void dh_public(uint8_t *out, struct slice prime, const uint8_t seed[SEED_SIZE],
	bool real)
{
	uint8_t exponent[32];
	mpz_t p, y, x;

	if (!real) {
		seed_expand(out, prime.len, seed, "dh");
		out[0] %= prime.data[0]; /* below the prime */
		return;
	}
	seed_expand(exponent, sizeof(exponent), seed, "dh");
	nettle_mpz_init_set_str_256_u(p, prime.len, prime.data);
	nettle_mpz_init_set_str_256_u(x, sizeof(exponent), exponent);
	mpz_init_set_ui(y, 2);
	mpz_powm(y, y, x, p);
	nettle_mpz_get_str_256(prime.len, out, y);
	mpz_clears(p, y, x, NULL);
}

/* Does the share begin with an uncompressed point? By length: those have an
 * odd one; X25519, X448 and GOST go without the prefix 04. */
static bool begins_with_point(const struct group *group)
{
	if (group->type == GROUP_EC)
		return group->server_share % 2 == 1;
	return group->code == 0x11eb || group->code == 0x11ed ||
		group->code == 0x11ee;
}

size_t share_write(uint8_t *out, const struct group *group,
	const uint8_t seed[SEED_SIZE], bool real)
{
	uint8_t room[PROFILE_MAX_DH];
	size_t len = group->server_share;

	if (!len || len > SHARE_ROOM)
		return 0;
	if (group->type == GROUP_FFDH) {
		struct slice p = dh_prime_of(group->bits, group->code, room);

		dh_public(out, p, seed, real);
		return p.len;
	}
	if (real && curve_point_size(group->code) == len) {
		curve_point_make(out, group->code, seed, "point");
		return len;
	}
	seed_expand(out, len, seed, "share");
	if (begins_with_point(group))
		out[0] = 4;
	return len;
}
