/* SPDX-License-Identifier: ISC */
/*
 * Shares of RFC 7919 beside those that wire/ makes.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include <gmp.h>
#include <nettle/bignum.h>

#include "analysis/say/client_share.h"
#include "trust/dh_prime.h"
#include "wire/hello/key_share.h"
#include "wire/tables/names.h"

static const uint8_t seed[32] = { 1, 2, 3 }, other[32] = { 3, 2, 1 };
static uint8_t share[4096], again[4096];

UNIT(lengths_are_those_of_the_table)
{
	size_t n_made = 0;

	for (size_t i = 0; i < group_table_len; i++) {
		const struct group *group = &group_table[i];
		size_t n = client_share_make(
			share, sizeof(share), group->code, seed);

		if (n == 0)
			continue;
		n_made++;
		assert_int_equal(n, group->client_share);
	}
	assert_true(n_made >= 17);
	assert_int_equal(
		client_share_make(share, sizeof(share), 0x0a0a, seed), 0);
}

/* Servers of OpenSSL and GnuTLS refuse what is in no subgroup: half of all
 * numbers. */
UNIT(numbers_are_squares_below_their_prime)
{
	static const unsigned bits[] = { 2048, 3072, 4096, 6144, 8192 };

	for (uint16_t i = 0; i < 5; i++) {
		struct slice p = dh_prime_standard(bits[i], true);
		mpz_t prime, y;

		assert_int_equal(client_share_make(share, sizeof(share),
					 (uint16_t)(256 + i), seed),
			p.len);
		assert_true(memcmp(share, p.data, p.len) < 0);
		nettle_mpz_init_set_str_256_u(prime, p.len, p.data);
		nettle_mpz_init_set_str_256_u(y, p.len, share);
		assert_int_equal(mpz_legendre(y, prime), 1);
		assert_true(mpz_cmp_ui(y, 1) > 0);
		mpz_clears(prime, y, NULL);
	}
}

UNIT(the_seed_decides)
{
	size_t n = client_share_make(share, sizeof(share), 256, seed);

	assert_int_equal(client_share_make(again, sizeof(again), 256, seed), n);
	assert_memory_equal(share, again, n);
	client_share_make(again, sizeof(again), 256, other);
	assert_memory_not_equal(share, again, n);
}

UNIT(too_little_room_makes_none)
{
	assert_int_equal(client_share_make(share, 255, 256, seed), 0);
	assert_int_equal(client_share_make(share, 256, 256, seed), 256);
	assert_int_equal(client_share_make(share, 31, 29, seed), 0);
}

UNIT(all_others_are_those_of_wire)
{
	size_t n = client_share_make(share, sizeof(share), 0x11ec, seed);

	assert_int_equal(n, 1216);
	assert_int_equal(key_share_make(again, sizeof(again), 0x11ec, seed), n);
	assert_memory_equal(share, again, n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths_are_those_of_the_table),
		cmocka_unit_test(numbers_are_squares_below_their_prime),
		cmocka_unit_test(the_seed_decides),
		cmocka_unit_test(too_little_room_makes_none),
		cmocka_unit_test(all_others_are_those_of_wire),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
