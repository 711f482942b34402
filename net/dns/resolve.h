/* SPDX-License-Identifier: ISC */
/*
 * DNS by libunbound (forwarding to the system's resolvers or to --resolver,
 * never to the root servers), /etc/hosts first, IDNA by libidn2.
 *
 * RFC 5321 5.1: MX by preference; no MX -> the address records of the domain
 * ("implicit"); RFC 7505: a single "." -> null MX; a CNAME at the domain is
 * followed. "DNS failed" (SERVFAIL, time-out, refused) is never the same as
 * "does not exist".
 */
#ifndef HALLO_NET_DNS_RESOLVE_H
#define HALLO_NET_DNS_RESOLVE_H

#include "net/dns/target.h"
#include "wire/probe/resolution.h"

struct event_base;

struct resolver_options {
	const char *server; /* ADDR[:PORT] or NULL: the system's */
	int family;	    /* AF_UNSPEC, AF_INET, AF_INET6 */
	unsigned timeout_ms;
};

struct resolver;
struct resolver *resolver_new(struct event_base *base,
	const struct resolver_options *options, struct error *error);
void resolver_free(struct resolver *resolver);

/* Turns the loop of @base until the answer is there, or *stop is set. Never
 * fails: what failed is in the resolution. */
void resolve_target(struct resolver *resolver, struct resolution *resolution,
	const struct target *target, const volatile bool *stop);

/* This host's FQDN, or an address literal like "[192.0.2.1]"; for EHLO. */
void default_helo(char *out, size_t size);

#endif
