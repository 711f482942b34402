/* SPDX-License-Identifier: ISC */
/*
 * A ClientHello for a human, printed from its value
 * (analysis/json/hello_value.h) and from nothing else: first what is to be said
 * of it, then what it offers, then the bytes behind it. `read`, `say` and
 * `listen` print theirs with it.
 *
 *	json_t *value = hello_value(&hello);
 *	hello_page(&page, value, 2);
 */
#ifndef HALLO_CLI_PAGE_HELLO_PAGE_H
#define HALLO_CLI_PAGE_HELLO_PAGE_H

#include <jansson.h>

#include "cli/page/page.h"

void hello_page(struct page *page, const json_t *value, unsigned indent);

#endif
