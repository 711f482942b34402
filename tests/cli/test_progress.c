/* SPDX-License-Identifier: ISC */
/* The line that says how far it is. */
#include "cli/progress.h"

#include "tests/lib/unit.h"

#include <stdlib.h>

static void says(const struct progress_count *count, double seconds,
	double first, const char *wanted)
{
	char *line = progress_line(count, seconds, first);

	assert_string_equal(line, wanted);
	free(line);
}

static void before_an_address_is_known_dns_is_asked(void **state)
{
	struct progress_count count = { .target = "example.org" };

	(void)state;
	says(&count, 1.2, 0, "hallo: 1 s, asking DNS for example.org");
}

static void the_estimate_follows_the_pace(void **state)
{
	struct progress_count count = { .target = "example.org",
		.endpoints = 1,
		.probes = 40,
		.estimate = 90 };

	(void)state;
	says(&count, 12, 2,
		"hallo: 12 s, 40 of about 90 probes, about 12 s left, "
		"example.org");
	/* no faster than allowed */
	count.spacing_ms = 2000;
	says(&count, 12, 2,
		"hallo: 12 s, 40 of about 90 probes, about 100 s left, "
		"example.org");
}

static void too_few_probes_are_no_guess(void **state)
{
	struct progress_count count = { .target = "example.org",
		.endpoints = 1,
		.probes = 4,
		.estimate = 90 };

	(void)state;
	says(&count, 12, 2, "hallo: 12 s, 4 of about 90 probes, example.org");
	count.probes = 90;
	says(&count, 12, 2, "hallo: 12 s, 90 of about 90 probes, example.org");
}

static void waits_are_shown(void **state)
{
	struct progress_count count = { .target = "example.org",
		.endpoints = 3,
		.finished = 1,
		.probes = 40,
		.estimate = 90,
		.waiting_ms = 13500,
		.waiting_for = "192.0.2.1" };

	(void)state;
	says(&count, 12, 2,
		"hallo: 12 s, 40 of about 90 probes at 2 of 3 addresses, about "
		"26 s left, waiting 14 s for 192.0.2.1, example.org");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(before_an_address_is_known_dns_is_asked),
		cmocka_unit_test(the_estimate_follows_the_pace),
		cmocka_unit_test(too_few_probes_are_no_guess),
		cmocka_unit_test(waits_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
