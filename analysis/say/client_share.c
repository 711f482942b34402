/* SPDX-License-Identifier: ISC */
/*
 * See client_share.h.
 */
#include "analysis/say/client_share.h"

#include <nettle/bignum.h>

#include "trust/dh_prime.h"
#include "wire/bytes/seed.h"
#include "wire/hello/key_share.h"
#include "wire/tables/names.h"

/* A square, so that it lies in the subgroup that servers check (RFC 7919 5.1,
 * SP 800-56A 5.6.2.3.1); that of a random number is no power anybody knows. */
static size_t square(
	uint8_t *out, size_t room, struct slice prime, const uint8_t *seed)
{
	mpz_t p, y;

	if (prime.len == 0 || prime.len > room)
		return 0;
	seed_expand(out, prime.len, seed, "key share ffdhe");
	nettle_mpz_init_set_str_256_u(p, prime.len, prime.data);
	nettle_mpz_init_set_str_256_u(y, prime.len, out);
	mpz_mul(y, y, y);
	mpz_mod(y, y, p);
	nettle_mpz_get_str_256(prime.len, out, y);
	mpz_clears(p, y, NULL);
	return prime.len;
}

size_t client_share_make(
	uint8_t *out, size_t room, uint16_t group, const uint8_t *seed)
{
	const struct group *row = group_find(group);

	if (row && row->type == GROUP_FFDH)
		return square(
			out, room, dh_prime_standard(row->bits, true), seed);
	return key_share_make(out, room, group, seed);
}
