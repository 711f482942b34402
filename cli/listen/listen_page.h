/* SPDX-License-Identifier: ISC */
/*
 * What `hallo listen` prints of a connection, from its value (listen_value.h):
 * a block at once for each hello, and another one in the end. Clients come
 * together, so each block begins with the number and the peer.
 */
#ifndef HALLO_CLI_LISTEN_LISTEN_PAGE_H
#define HALLO_CLI_LISTEN_LISTEN_PAGE_H

#include <jansson.h>

#include "cli/listen/listen_tally.h"
#include "cli/page/page.h"

/* The hello that came last, and its answer. */
void listen_page_hello(struct page *page, const json_t *value);
void listen_page_parted(struct page *page, const json_t *value);
void listen_page_end(
	struct page *page, const struct listen_tally *tally, unsigned overflow);

#endif
