/* SPDX-License-Identifier: ISC */
/* The line that says how far it is. */
#include "cli/page/progress.h"

#include "tests/lib/unit.h"

#include <stdlib.h>

static void says(const struct progress_count *count, double seconds,
	double first, const char *wanted)
{
	char *line = progress_line(count, seconds, first);

	assert_string_equal(line, wanted);
	free(line);
}

UNIT(before_an_address_is_known_dns_is_asked)
{
	struct progress_count count = { .target = "example.org" };

	says(&count, 1.2, 0, "hallo: 1 s, asking DNS for example.org");
}

UNIT(the_estimate_follows_the_pace)
{
	struct progress_count count = { .target = "example.org",
		.endpoints = 1,
		.probes = 40,
		.estimate = 90 };

	says(&count, 12, 2,
		"hallo: 12 s, 40 of about 90 probes, about 12 s left, "
		"example.org");
	/* no faster than allowed */
	count.spacing_ms = 2000;
	says(&count, 12, 2,
		"hallo: 12 s, 40 of about 90 probes, about 100 s left, "
		"example.org");
}

/* Who answers once a minute is told for how long. */
UNIT(few_probes_in_a_long_time_are_a_guess)
{
	struct progress_count count = { .target = "example.org",
		.endpoints = 1,
		.probes = 2,
		.estimate = 30 };
	char *line = progress_line(&count, 121, 1);

	assert_string_equal(line,
		"hallo: 121 s, 2 of about 30 probes, about 1680 s left, "
		"example.org");
	free(line);
}

UNIT(too_few_probes_are_no_guess)
{
	struct progress_count count = { .target = "example.org",
		.endpoints = 1,
		.probes = 4,
		.estimate = 90 };

	says(&count, 12, 2, "hallo: 12 s, 4 of about 90 probes, example.org");
	count.probes = 90;
	says(&count, 12, 2, "hallo: 12 s, 90 of about 90 probes, example.org");
}

UNIT(waits_are_shown)
{
	struct progress_count count = { .target = "example.org",
		.endpoints = 3,
		.finished = 1,
		.probes = 40,
		.estimate = 90,
		.waiting_ms = 13500,
		.waiting_for = "192.0.2.1" };

	says(&count, 12, 2,
		"hallo: 12 s, 40 of about 90 probes at 2 of 3 addresses, about "
		"26 s left, waiting 14 s for 192.0.2.1, example.org");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(before_an_address_is_known_dns_is_asked),
		cmocka_unit_test(the_estimate_follows_the_pace),
		cmocka_unit_test(few_probes_in_a_long_time_are_a_guess),
		cmocka_unit_test(too_few_probes_are_no_guess),
		cmocka_unit_test(waits_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
