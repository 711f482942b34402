/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: what a resolver itself says. libunbound makes SERVFAIL of
 * all that it could get no answer from; REFUSED, NOTIMP and the rest tell the
 * user more (a resolver that does not serve this network), so one question goes
 * to the first resolver directly, over UDP (RFC 1035 4.2.1).
 */
#ifndef HALLO_NET_DNS_RECHECK_H
#define HALLO_NET_DNS_RECHECK_H

#include <stdbool.h>

#include "net/dns/dns_answer.h"

struct event_base;
struct recheck;

/* @done is called once, from the loop: the rcode, or -1 where nothing came that
 * is an answer. @server: as of resolv_conf.h. NULL: it cannot be asked. */
struct recheck *recheck_new(struct event_base *base, const char *server,
	const char *name, enum dns_type type,
	void (*done)(void *ctx, int rcode), void *ctx);
void recheck_free(struct recheck *recheck); /* NULL is fine */

#endif
