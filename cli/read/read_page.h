/* SPDX-License-Identifier: ISC */
/*
 * A captured connection for a human, printed from its value
 * (analysis/capture/read_value.h) and from nothing else: the verdict first.
 */
#ifndef HALLO_CLI_READ_READ_PAGE_H
#define HALLO_CLI_READ_READ_PAGE_H

#include <jansson.h>

#include "cli/page/page.h"

void read_page(struct page *page, const json_t *value);
void read_summary_page(struct page *page, const json_t *summary);

#endif
