/* SPDX-License-Identifier: ISC */
/*
 * A report of a run that never was, filled as the program fills its own: one
 * endpoint with everything in it, one without a route.
 */
#ifndef HALLO_TESTS_CLI_SAMPLE_H
#define HALLO_TESTS_CLI_SAMPLE_H

#include "analysis/report/report.h"
#include "cli/page/page.h"

/* report_clear() it. */
void sample_report(struct report *report);

/* What @print puts on a page of @width for the first endpoint; free(). */
char *sample_text(const struct report *report, unsigned width,
	void (*print)(
		struct page *page, const struct report_endpoint *endpoint));

#endif
