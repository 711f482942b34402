/* SPDX-License-Identifier: ISC */
/*
 * Machines behind one address, by where they differ.
 */
#include "tests/cli/report/says.h"

#include <string.h>

static struct report_backend backends[2];

static void begin_two(void)
{
	for (size_t i = 0; i < 2; i++) {
		backends[i] =
			(struct report_backend){ .name = i ? "mx2" : "mx1",
				.met = 3 + i,
				.of = 7,
				.state = TRUTH_YES,
				.complete = true,
				.incomplete_reason = "" };
		memcpy(backends[i].versions, says.endpoint->versions,
			sizeof(backends[i].versions));
	}
	says.endpoint->backends = backends;
	says.endpoint->n_backends = 2;
}

UNIT(one_machine_is_not_told)
{
	assert_silent(text_backends, "machines");
}

UNIT(machines_are_told_by_where_they_differ)
{
	begin_two();
	backends[1].versions[4].n_suites = 1;
	backends[1].versions[4].suites_complete = false;
	backends[1].incomplete_reason = "too few greetings";
	assert_says(text_backends, "Several machines answer at this address");
	assert_says(text_backends,
		"mx1, met 3 of 7 times\n    TLSv1.2: 6 suites, order server\n");
	assert_says(text_backends,
		"mx2, met 4 of 7 times; too few greetings\n    TLSv1.2: 1 "
		"suite "
		"so far, order server\n");
	assert_silent(text_backends, "TLSv1.1");
}

UNIT(a_version_that_one_lacks_is_told)
{
	begin_two();
	backends[1].versions[3].state = TRUTH_NO;
	assert_says(text_backends, "TLSv1.1: 6 suites");
	assert_says(text_backends, "TLSv1.1: no");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(one_machine_is_not_told),
		SAYS(machines_are_told_by_where_they_differ),
		SAYS(a_version_that_one_lacks_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
