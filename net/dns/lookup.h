/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: DNS questions to libunbound, several side by side. A
 * resolver always has a forward, so it never asks the root servers.
 */
#ifndef HALLO_NET_DNS_LOOKUP_H
#define HALLO_NET_DNS_LOOKUP_H

#include "net/dns/dns_answer.h"
#include "net/dns/resolv_conf.h"
#include "net/dns/resolve.h"

struct ub_ctx;
struct event;
struct recheck;

struct resolver {
	struct event_base *base;
	struct ub_ctx *ctx;
	int family;
	unsigned timeout_ms;
	char *hosts;		    /* text of /etc/hosts */
	char server[RESOLV_SERVER]; /* the first, for words */
};

enum lookup_state { LOOKUP_RUNS, LOOKUP_ANSWERED, LOOKUP_TIME, LOOKUP_BROKEN };

struct lookup {
	struct resolver *resolver;
	const char *name;
	enum dns_type type;
	enum lookup_state state;
	int id; /* of libunbound */
	struct event *timer;
	struct recheck *recheck; /* what the resolver itself says */
	struct dns_answer answer;
};

/* Starts; @lookup must stay where it is until lookup_end(). */
void lookup_begin(struct lookup *lookup, struct resolver *resolver,
	const char *name, enum dns_type type);

/* Turns the loop until all @n are over, or *stop. */
void lookup_wait(struct lookup *lookups, size_t n, struct event_base *base,
	const volatile bool *stop);
void lookup_end(struct lookup *lookup);

/* NOERROR (perhaps with nothing in it), or the name does not exist. */
bool lookup_is_ok(const struct lookup *lookup);
bool lookup_is_nxdomain(const struct lookup *lookup);

/* "the resolver 127.0.0.1@53 did not answer within 5 s" */
void lookup_words(const struct lookup *lookup, char *out, size_t size);

#endif
