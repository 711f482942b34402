/* SPDX-License-Identifier: ISC */
/*
 * What `hallo say` heard, for a human: verdict, what was sent, what was
 * answered, the proof.
 */
#ifndef HALLO_CLI_SAY_SAY_PAGE_H
#define HALLO_CLI_SAY_SAY_PAGE_H

#include "cli/page/page.h"
#include "cli/say/say_report.h"

void say_page(struct page *page, const struct say_report *report);

#endif
