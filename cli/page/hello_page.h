/* SPDX-License-Identifier: ISC */
/*
 * A ClientHello for a human (analysis/json/hello_view.h): first what is to be
 * said of it, then what it offers, then the bytes behind it. `hello`, `read`,
 * `say` and `listen` print theirs with it.
 */
#ifndef HALLO_CLI_PAGE_HELLO_PAGE_H
#define HALLO_CLI_PAGE_HELLO_PAGE_H

#include "analysis/json/hello_view.h"
#include "cli/page/page.h"

void hello_page(
	struct page *page, const struct hello_view *view, unsigned indent);

#endif
