/* SPDX-License-Identifier: ISC */
/*
 * The report in sample.json, one endpoint with everything in it and one without
 * a route, for the tests of the printers.
 */
#ifndef HALLO_TESTS_CLI_SAMPLE_H
#define HALLO_TESTS_CLI_SAMPLE_H

#include <jansson.h>
#include <stdlib.h>

#include "cli/page/page.h"

static inline json_t *sample_report(void)
{
	json_t *report =
		json_load_file(SOURCE_DIR "/tests/cli/sample.json", 0, NULL);

	if (!report)
		abort();
	return report;
}

/* What @print puts on a page of @width for the first endpoint. */
static inline char *sample_text(json_t *report, unsigned width,
	void (*print)(struct page *page, const json_t *endpoint))
{
	struct page_style style = { .width = width, .utf8 = false };
	struct page page;

	page_init(&page, &style);
	print(&page, json_array_get(json_object_get(report, "endpoints"), 0));
	return page_take(&page);
}

#endif
