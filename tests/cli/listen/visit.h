/* SPDX-License-Identifier: ISC */
/*
 * A connection of `hallo listen` made by hand, and what is shown of it.
 *
 *	struct listen_view *view = visit_new();
 *	visit_hello(view, "tls12_hello");
 *	listen_view_parted(view, &visit);
 *	listen_view_free(view);
 */
#ifndef HALLO_TESTS_CLI_LISTEN_VISIT_H
#define HALLO_TESTS_CLI_LISTEN_VISIT_H

#include "cli/listen/listen_view.h"

/* Number 7, 127.0.0.1:4711, that calls itself "mta" ESC. */
extern struct listen_visit visit;

struct listen_view *visit_new(void);

/* A golden hello comes; it is saved as "x.hello". */
void visit_hello(struct listen_view *view, const char *golden);

/* Bytes of the client behind the answer, and then its FIN. */
void visit_sequel(const char *bytes, size_t len);

#endif
