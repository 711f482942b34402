/* SPDX-License-Identifier: ISC */
/* See on_curve.h. */
#include "tests/wire/hello/on_curve.h"

#include <nettle/bignum.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>

#include "tests/lib/unit.h"

void assert_on_curve(
	const uint8_t *point, const struct ecc_curve *curve, size_t size)
{
	struct ecc_point where;
	mpz_t x, y;

	assert_int_equal(point[0], 4);
	nettle_mpz_init_set_str_256_u(x, size, point + 1);
	nettle_mpz_init_set_str_256_u(y, size, point + 1 + size);
	ecc_point_init(&where, curve);
	assert_int_equal(ecc_point_set(&where, x, y), 1);
	ecc_point_clear(&where);
	mpz_clears(x, y, NULL);
}

void on_each_curve(void (*check)(
	uint16_t group, const struct ecc_curve *curve, size_t size))
{
	check(19, nettle_get_secp_192r1(), 24);
	check(21, nettle_get_secp_224r1(), 28);
	check(23, nettle_get_secp_256r1(), 32);
	check(24, nettle_get_secp_384r1(), 48);
	check(25, nettle_get_secp_521r1(), 66);
}
