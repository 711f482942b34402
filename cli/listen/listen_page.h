/* SPDX-License-Identifier: ISC */
/*
 * What `hallo listen` prints of a connection: a block at once for each hello,
 * and another one in the end. Clients come together, so each block begins with
 * the number and the peer.
 */
#ifndef HALLO_CLI_LISTEN_LISTEN_PAGE_H
#define HALLO_CLI_LISTEN_LISTEN_PAGE_H

#include "cli/listen/listen_tally.h"
#include "cli/listen/listen_view.h"
#include "cli/page/page.h"

/* The hello that came last, and its answer. */
void listen_page_hello(struct page *page, const struct listen_view *view);
void listen_page_parted(struct page *page, const struct listen_view *view);
void listen_page_end(
	struct page *page, const struct listen_tally *tally, unsigned overflow);

#endif
