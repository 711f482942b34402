/* SPDX-License-Identifier: ISC */
/*
 * See says.h.
 */
#include "tests/cli/report/says.h"

#include <stdlib.h>
#include <string.h>

struct says says;

int says_begin(__attribute__((unused)) void **state)
{
	sample_report(&says.report);
	says.endpoint = &says.report.endpoints[0];
	says.tls12 = &says.endpoint->versions[4];
	return 0;
}

int says_end(__attribute__((unused)) void **state)
{
	report_clear(&says.report);
	return 0;
}

void assert_says(text_part *print, const char *words)
{
	char *text = sample_text(&says.report, 80, print);

	if (!strstr(text, words))
		print_error("%s", text);
	assert_non_null(strstr(text, words));
	free(text);
}

void assert_silent(text_part *print, const char *words)
{
	char *text = sample_text(&says.report, 80, print);

	assert_null(strstr(text, words));
	free(text);
}
