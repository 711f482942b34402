/* SPDX-License-Identifier: ISC */
/*
 * Diffie-Hellman, in both shapes of hello.
 */
#include "tests/cli/report/says.h"

UNIT(both_shapes_of_diffie_hellman_are_told)
{
	assert_says(text_dhe,
		"1024 bits, prime: RFC 2409 Oakley Group 2 (probes 7,");
	assert_says(text_dhe, "the same DHE suites");
	says.tls12->same_set = TRUTH_NO;
	assert_says(text_dhe, "Diffie-Hellman (DHE) of TLSv1.2");
	assert_says(text_dhe, "(probes 21,");
	assert_says(text_dhe, "not the same DHE suites either way");
}

UNIT(a_shape_that_was_not_seen_says_its_state)
{
	says.tls12->dhe_rfc7919.state = TRUTH_NO;
	assert_says(text_dhe, "RFC 7919 groups too     no (probes 21,");
	says.tls12->dhe.state = TRUTH_INCONCLUSIVE;
	assert_silent(text_dhe, "TLSv1.2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(both_shapes_of_diffie_hellman_are_told),
		SAYS(a_shape_that_was_not_seen_says_its_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
