/* SPDX-License-Identifier: ISC */
/*
 * The groups of a version, those that are absent by name.
 */
#include "tests/cli/report/says.h"

UNIT(absent_groups_are_said_to_be_absent)
{
	assert_says(text_groups, "taken         secp256r1 (probes 21, 22)");
	assert_says(text_groups, "unclear       secp384r1 (probe 24)");
	assert_says(text_groups,
		"post-quantum  absent, none of 1 asked for: X25519MLKEM768");
	assert_says(text_groups, "not taken     x25519, X25519MLKEM768");
}

UNIT(post_quantum_groups_that_are_taken_are_named)
{
	says.tls12->groups[2].state = TRUTH_YES;
	assert_says(
		text_groups, "post-quantum  1 of 1 asked for: X25519MLKEM768");
}

UNIT(the_order_of_groups_is_told_where_there_is_one)
{
	says.tls12->groups_order = SUITE_ORDER_SERVER;
	assert_says(text_groups, "Groups of TLSv1.2, in the server's order");
	says.tls12->groups_order = SUITE_ORDER_CLIENT;
	assert_says(text_groups, "Groups of TLSv1.2, the client's order");
	says.tls12->has_groups_order = false;
	assert_says(text_groups, "Groups of TLSv1.2\n");
}

UNIT(a_long_list_says_how_many_more_there_are)
{
	struct report_group many[20];

	for (size_t i = 0; i < 20; i++)
		many[i] = says.tls12->groups[1];
	says.tls12->groups = many;
	says.tls12->n_groups = 20;
	assert_says(text_groups, " and 8 more");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(absent_groups_are_said_to_be_absent),
		SAYS(post_quantum_groups_that_are_taken_are_named),
		SAYS(the_order_of_groups_is_told_where_there_is_one),
		SAYS(a_long_list_says_how_many_more_there_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
