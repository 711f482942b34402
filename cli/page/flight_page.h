/* SPDX-License-Identifier: ISC */
/*
 * A server's answer for a human, message by message, printed from its JSON
 * value (analysis/json/flight_value.h) and from nothing else.
 */
#ifndef HALLO_CLI_PAGE_FLIGHT_PAGE_H
#define HALLO_CLI_PAGE_FLIGHT_PAGE_H

#include <jansson.h>

#include "cli/page/page.h"

/* At column @indent; each item with its place in the stream. */
void flight_page(struct page *page, unsigned indent, const json_t *flight);

#endif
