/* SPDX-License-Identifier: ISC */
/*
 * Annotated bytes for a human (analysis/json/bytes_value.h): the place, the
 * bytes, and beside them what they are.
 *
 *	0      16                       record.type: handshake
 *	1      03 01                    record.version: TLSv1.0
 */
#ifndef HALLO_CLI_PAGE_HEX_PAGE_H
#define HALLO_CLI_PAGE_HEX_PAGE_H

#include "analysis/json/bytes_value.h"
#include "cli/page/page.h"

void hex_page(
	struct page *page, unsigned indent, const struct bytes_view *view);

#endif
