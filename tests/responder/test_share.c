/* SPDX-License-Identifier: ISC */
/*
 * The primes are prime and of their size; the public values are what they say.
 */
#include "responder/share.h"
#include "tests/lib/unit.h"

#include <gmp.h>
#include <nettle/bignum.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>

static const uint8_t seed[SEED_SIZE] = { 1 };

static void check_prime(unsigned bits, uint16_t group)
{
	uint8_t room[PROFILE_MAX_DH];
	struct slice s = dh_prime_of(bits, group, room);
	mpz_t p;

	assert_ptr_not_equal(s.data, room); /* built in, not derived */
	nettle_mpz_init_set_str_256_u(p, s.len, s.data);
	assert_int_equal(mpz_sizeinbase(p, 2), bits);
	if (bits <= 2048) { /* larger ones take seconds */
		assert_true(mpz_probab_prime_p(p, 2));
		mpz_fdiv_q_2exp(p, p, 1);
		assert_true(mpz_probab_prime_p(p, 2));
	}
	mpz_clear(p);
}

UNIT(builtin_primes_are_safe_and_of_their_size)
{
	static const unsigned sizes[] = { 512, 768, 1024, 1536, 2048, 3072,
		4096, 6144, 8192 };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		check_prime(sizes[i], 0);
	check_prime(2048, 256);
	check_prime(3072, 257);
	check_prime(4096, 258);
	check_prime(6144, 259);
	check_prime(8192, 260);
}

UNIT(other_sizes_are_derived_exactly)
{
	uint8_t room[PROFILE_MAX_DH];
	mpz_t p;

	for (unsigned bits = 64; bits < 80; bits++) {
		struct slice s = dh_prime_of(bits, 0, room);

		nettle_mpz_init_set_str_256_u(p, s.len, s.data);
		assert_int_equal(mpz_sizeinbase(p, 2), bits);
		assert_true(mpz_odd_p(p));
		mpz_clear(p);
	}
}

/* A subgroup check: g = 2 of a safe prime has order q or 2q. */
UNIT(a_real_ys_is_in_the_group)
{
	uint8_t room[PROFILE_MAX_DH], ys[PROFILE_MAX_DH];
	struct slice prime = dh_prime_of(512, 0, room);
	mpz_t p, y;

	for (int real = 0; real < 2; real++) {
		dh_public(ys, prime, seed, real);
		nettle_mpz_init_set_str_256_u(p, prime.len, prime.data);
		nettle_mpz_init_set_str_256_u(y, prime.len, ys);
		assert_true(mpz_cmp(y, p) < 0);
		assert_true(mpz_cmp_ui(y, 1) > 0);
		mpz_clears(p, y, NULL);
	}
}

/* Set fails for points that are not on the curve. */
UNIT(a_real_point_is_on_the_curve)
{
	uint8_t share[SHARE_ROOM];
	struct ecc_point point;
	mpz_t x, y;

	assert_int_equal(share_write(share, group_find(23), seed, true), 65);
	assert_int_equal(share[0], 4);
	nettle_mpz_init_set_str_256_u(x, 32, share + 1);
	nettle_mpz_init_set_str_256_u(y, 32, share + 33);
	ecc_point_init(&point, nettle_get_secp_256r1());
	assert_true(ecc_point_set(&point, x, y));
	mpz_add_ui(y, y, 1);
	assert_false(ecc_point_set(&point, x, y));
	ecc_point_clear(&point);
	mpz_clears(x, y, NULL);
}

UNIT(a_share_has_the_length_of_the_table)
{
	uint8_t share[SHARE_ROOM];

	for (size_t i = 0; i < group_table_len; i++) {
		const struct group *group = &group_table[i];

		if (group->server_share <= SHARE_ROOM)
			assert_int_equal(share_write(share, group, seed, false),
				group->server_share);
	}
	share_write(share, group_find(0x11eb), seed, false);
	assert_int_equal(share[0], 4); /* the point comes first */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(builtin_primes_are_safe_and_of_their_size),
		cmocka_unit_test(other_sizes_are_derived_exactly),
		cmocka_unit_test(a_real_ys_is_in_the_group),
		cmocka_unit_test(a_real_point_is_on_the_curve),
		cmocka_unit_test(a_share_has_the_length_of_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
