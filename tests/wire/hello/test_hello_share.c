/* SPDX-License-Identifier: ISC */
/*
 * key_share of a hello that is made or changed.
 */
#include "tests/wire/hello/building.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"

/* Only random, session id and share differ, and none in length. */
UNIT(a_fresh_one_differs_where_it_is_random)
{
	struct hello_spec spec = { .from = &from, .share = share };
	size_t len, differ = 0;
	uint8_t *golden = golden_read("rfc8448_client_hello", &len);
	struct slice bytes;

	read_golden("rfc8448_client_hello");
	bytes = make(&spec);
	assert_int_equal(bytes.len, len);
	for (size_t i = 0; i < len; i++) {
		bool in_random = i >= 11 && i < 43;

		differ += golden[i] != bytes.data[i];
		assert_true(in_random || golden[i] == bytes.data[i]);
	}
	assert_true(differ > 20);
	/* a share of five bytes is none of 32: the one that is there stays */
	assert_int_equal(draft.no_share, 0x1d);
	free(golden);
}

UNIT(shares_of_a_hello_are_made_anew)
{
	struct hello_spec spec = { .from = &from, .share = share32 };

	spec.seed[0] = 0x5a;
	read_golden("rfc8448_client_hello");
	make(&spec);
	expect_body(51,
		"0024 001d 0020"
		"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
		"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a");
	assert_int_equal(draft.no_share, 0);
}

UNIT(shares_may_be_chosen_or_left_out)
{
	static const uint16_t tls13 = 0x0304, wanted[] = { 0x17, 0x4242, 0x18 };
	struct hello_spec spec = { .versions = { &tls13, 1 },
		.shares = { wanted, 3 },
		.share = share };

	make(&spec);
	expect_body(51, "0012 0017 0005 0000000000 0018 0005 0000000000");
	assert_int_equal(draft.no_share, 0x4242);
	spec.shares.n = 0;
	make(&spec);
	expect_body(51, "0000");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fresh_one_differs_where_it_is_random),
		cmocka_unit_test(shares_of_a_hello_are_made_anew),
		cmocka_unit_test(shares_may_be_chosen_or_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
