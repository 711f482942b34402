/* SPDX-License-Identifier: ISC */
/* What servers usually prefer. */
#include "analysis/chain/chain.h"
#include "tests/lib/unit.h"

UNIT(better_suites_rank_higher)
{
	static const uint32_t falling[] = { 0x1302, 0xc030, 0x009f, 0x009d,
		0x0035, 0x001b, 0x0005, 0x0003 };

	for (size_t i = 1; i < sizeof(falling) / sizeof(*falling); i++)
		assert_true(
			rank_suite(falling[i - 1]) > rank_suite(falling[i]));
}

UNIT(an_unknown_code_ranks_last)
{
	assert_int_equal(rank_suite(0xabcd), 0);
	assert_true(rank_suite(0x0001) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(better_suites_rank_higher),
		cmocka_unit_test(an_unknown_code_ranks_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
