/* SPDX-License-Identifier: ISC */
/*
 * What the parts of the text say of the sample (tests/cli/sample.h), which a
 * test may change first.
 *
 *	UNIT(a_name)
 *	{
 *		says.endpoint->complete = false;
 *		assert_says(text_verdict, "so far");
 *	}
 *
 * and SAYS(a_name) among the tests.
 */
#ifndef HALLO_TESTS_CLI_REPORT_SAYS_H
#define HALLO_TESTS_CLI_REPORT_SAYS_H

#include "tests/lib/unit.h"

#include "cli/report/text.h"
#include "tests/cli/sample.h"

typedef void text_part(
	struct page *page, const struct report_endpoint *endpoint);

extern struct says {
	struct report report;
	struct report_endpoint *endpoint; /* the first */
	struct report_version *tls12;	  /* of it */
} says;

int says_begin(void **state);
int says_end(void **state);
#define SAYS(name) cmocka_unit_test_setup_teardown(name, says_begin, says_end)

/* @words stand in what @print says on a page of 80 columns; or do not. */
void assert_says(text_part *print, const char *words);
void assert_silent(text_part *print, const char *words);

#endif
