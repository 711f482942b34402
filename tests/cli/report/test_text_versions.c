/* SPDX-License-Identifier: ISC */
/*
 * The versions, a line each, with state, reason and proof.
 */
#include "tests/cli/report/says.h"

UNIT(versions_say_state_reason_and_proof)
{
	assert_says(text_versions,
		"SSLv3    inconclusive     silence three times (probes 61-65; "
		"controls 3, 11)");
	assert_says(text_versions,
		"TLSv1.2  yes              6 suites, in the server's order "
		"(probes 5, 21-26)");
	assert_says(text_versions,
		"TLSv1.3  no               alert 70 (protocol_version) (probes "
		"6)");
	says.tls12->suites_complete = false;
	assert_says(text_versions, "at least 6 suites");
}

UNIT(refusal_and_reason_stand_side_by_side)
{
	says.endpoint->versions[5].reason = "refused";
	assert_says(text_versions,
		"TLSv1.3  no               alert 70 (protocol_version); "
		"refused");
}

UNIT(the_order_and_compression_are_told)
{
	says.tls12->order = SUITE_ORDER_MIXED;
	says.tls12->deflate = TRUTH_YES;
	assert_says(
		text_versions, "6 suites, in an order of classes; DEFLATE\n");
	says.tls12->order = SUITE_ORDER_UNKNOWN;
	assert_says(text_versions, "6 suites, order unknown");
}

UNIT(a_limit_of_the_list_is_as_exact_as_it_is_known)
{
	says.endpoint->list_limit = 128;
	assert_says(text_versions, "no hello with more than about 128 suites");
	says.endpoint->list_refused = 129;
	assert_says(text_versions, "no hello with more than 128 suites");
	says.endpoint->list_refused = 140;
	assert_says(
		text_versions, "a hello with 128 suites, but none with 140");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(versions_say_state_reason_and_proof),
		SAYS(refusal_and_reason_stand_side_by_side),
		SAYS(the_order_and_compression_are_told),
		SAYS(a_limit_of_the_list_is_as_exact_as_it_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
