/* SPDX-License-Identifier: ISC */
/*
 * The keys and schemes as facts, and the embedded files behind them.
 */
#include "responder/key.h"
#include "responder/embedded.h"
#include "tests/lib/unit.h"

UNIT(every_name_has_a_row_and_a_certificate)
{
	size_t n = 0;

	for (; builtin_key_names[n]; n++) {
		assert_non_null(key_find(builtin_key_names[n]));
		assert_true(builtin_certificate(builtin_key_names[n]).len);
		assert_true(embedded_find(builtin_key_names[n], ".key").len);
	}
	assert_int_equal(n, KEYS);
	assert_null(key_find("rsa"));
	assert_int_equal(builtin_certificate("rsa").len, 0);
	assert_int_equal(builtin_certificate("").len, 0);
}

UNIT(a_scheme_must_fit_type_and_size)
{
	const struct key *small = key_find("rsa1024");

	assert_non_null(scheme_for(small, 0x0601));
	assert_non_null(scheme_for(small, 0x0805));
	assert_null(scheme_for(small, 0x0806)); /* 130 bytes into 128 */
	assert_non_null(scheme_for(key_find("rsa2048"), 0x0806));
	assert_null(scheme_for(key_find("rsa512"), 0x0601));
	assert_non_null(scheme_for(key_find("rsa512"), 0x0401));
	assert_null(scheme_for(small, 0x0403));
	assert_null(scheme_for(key_find("ecdsa256"), 0x0401));
	assert_null(scheme_for(small, 0x0807));
}

UNIT(the_first_key_of_a_type_counts)
{
	static struct profile profile = { .n_certificates = 3,
		.certificates = { "ecdsa384", "rsa2048", "rsa4096" } };

	assert_ptr_equal(profile_key(&profile, KEY_RSA), key_find("rsa2048"));
	assert_ptr_equal(
		profile_key(&profile, KEY_ECDSA), key_find("ecdsa384"));
	profile.n_certificates = 1;
	assert_null(profile_key(&profile, KEY_RSA));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_has_a_row_and_a_certificate),
		cmocka_unit_test(a_scheme_must_fit_type_and_size),
		cmocka_unit_test(the_first_key_of_a_type_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
