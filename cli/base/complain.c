/* SPDX-License-Identifier: ISC */
/*
 * One line on standard error, cleaned of what a terminal would obey.
 */
#include "cli/base/complain.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/page/page.h"

/* A message may quote what a user or a peer wrote: it is cleaned as well. */
void complain(const char *fmt, ...)
{
	struct page_style style = { 0 };
	char *text = NULL, *clean;
	va_list list;

	va_start(list, fmt);
	if (vasprintf(&text, fmt, list) < 0)
		abort();
	va_end(list);
	clean = page_clean(&style, text);
	fprintf(stderr, "hallo: %s\n", clean);
	free(clean);
	free(text);
}
