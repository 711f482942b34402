/* SPDX-License-Identifier: ISC */
/*
 * A server's answer for a human, message by message
 * (analysis/json/flight_view.h).
 */
#ifndef HALLO_CLI_PAGE_FLIGHT_PAGE_H
#define HALLO_CLI_PAGE_FLIGHT_PAGE_H

#include "analysis/json/flight_view.h"
#include "cli/page/page.h"

/* At column @indent; each item with its place in the stream. */
void flight_page(
	struct page *page, unsigned indent, const struct flight_view *view);

#endif
