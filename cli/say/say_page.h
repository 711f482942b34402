/* SPDX-License-Identifier: ISC */
/*
 * What `hallo say` heard, for a human, printed from its JSON value: verdict,
 * what was sent, what was answered, the proof.
 */
#ifndef HALLO_CLI_SAY_SAY_PAGE_H
#define HALLO_CLI_SAY_SAY_PAGE_H

#include <jansson.h>

#include "cli/page/page.h"

void say_page(struct page *page, const json_t *value);

#endif
