/* SPDX-License-Identifier: ISC */
/*
 * Known primes: the table against GMP and the RFCs' own construction.
 */
#include "tests/lib/unit.h"
#include "tests/trust/certificate_file.h"
#include "trust/dh_prime.h"

#include <gmp.h>

static const unsigned modp[] = { 768, 1024, 1536, 2048, 3072, 4096, 6144,
	8192 };
static const unsigned ffdhe[] = { 2048, 3072, 4096, 6144, 8192 };

/* Both families: 64 ones, a constant, 64 ones; and the table names them. */
static void check_standard(unsigned bits, bool rfc7919, const char *name)
{
	static const uint8_t ones[8] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff };
	struct slice p = dh_prime_standard(bits, rfc7919);
	const struct dh_prime *known = dh_prime_find(p);

	assert_int_equal(p.len, bits / 8);
	assert_int_equal(number_bits(p), bits);
	assert_memory_equal(p.data, ones, 8);
	assert_memory_equal(p.data + p.len - 8, ones, 8);
	assert_non_null(known);
	assert_int_equal(known->bits, bits);
	assert_int_equal(known->kind, DH_PRIME_STANDARD);
	assert_true(known->safe);
	assert_false(known->composite);
	assert_memory_equal(known->name, name, 8);
}

UNIT(standard_primes_are_whole_and_named)
{
	for (size_t i = 0; i < sizeof(modp) / sizeof(*modp); i++)
		check_standard(modp[i], false,
			modp[i] <= 1024 ? "RFC 2409" : "RFC 3526");
	for (size_t i = 0; i < sizeof(ffdhe) / sizeof(*ffdhe); i++)
		check_standard(ffdhe[i], true, "RFC 7919");
	assert_int_equal(dh_prime_standard(1024, true).len, 0);
	assert_int_equal(dh_prime_standard(512, false).len, 0);
}

UNIT(standard_primes_are_safe_primes)
{
	mpz_t p;

	mpz_init(p);
	for (size_t i = 0; i < 2 * sizeof(modp) / sizeof(*modp); i++) {
		struct slice s = dh_prime_standard(modp[i / 2], i % 2);

		/* the long ones take seconds; their SHA-256 is checked above */
		if (s.len == 0 || s.len > 3072 / 8)
			continue;
		mpz_import(p, s.len, 1, 1, 1, 0, s.data);
		assert_true(mpz_probab_prime_p(p, 1));
		mpz_fdiv_q_2exp(p, p, 1);
		assert_true(mpz_probab_prime_p(p, 1));
	}
	mpz_clear(p);
}

UNIT(leading_zeros_do_not_hide_a_prime)
{
	uint8_t padded[2 + 128] = { 0 };
	struct slice p = dh_prime_standard(1024, false);

	memcpy(padded + 2, p.data, p.len);
	assert_string_equal(
		dh_prime_find(slice_of(padded, sizeof(padded)))->name,
		"RFC 2409 group 2");
	padded[20] ^= 1;
	assert_null(dh_prime_find(slice_of(padded, sizeof(padded))));
	assert_null(dh_prime_find(slice_of(NULL, 0)));
}

UNIT(bits_are_those_of_the_number)
{
	static const struct {
		uint8_t bytes[3];
		size_t len;
		unsigned bits;
	} rows[] = { { { 0 }, 0, 0 }, { { 0, 0, 0 }, 3, 0 }, { { 1 }, 1, 1 },
		{ { 0xff }, 1, 8 }, { { 0, 0x80 }, 2, 8 }, { { 1, 0 }, 2, 9 },
		{ { 0x7f, 0xff, 0xff }, 3, 23 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(
			number_bits(slice_of(rows[i].bytes, rows[i].len)),
			rows[i].bits);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(standard_primes_are_whole_and_named),
		cmocka_unit_test(standard_primes_are_safe_primes),
		cmocka_unit_test(leading_zeros_do_not_hide_a_prime),
		cmocka_unit_test(bits_are_those_of_the_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
