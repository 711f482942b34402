/* SPDX-License-Identifier: ISC */
/*
 * A captured connection for a human (analysis/capture/read_view.h): the verdict
 * first. And what the file as a whole came to.
 */
#ifndef HALLO_CLI_READ_READ_PAGE_H
#define HALLO_CLI_READ_READ_PAGE_H

#include "analysis/capture/read_value.h"
#include "cli/page/page.h"

void read_page(struct page *page, const struct read_view *view);
void read_summary_page(struct page *page, const struct read_summary *summary);

#endif
