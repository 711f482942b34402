/* SPDX-License-Identifier: ISC */
/*
 * Where an address leads: anywhere in the world, or only from where one stands.
 * A name of the DNS is a stranger's word, and may point at the asker's own
 * machines.
 */
#ifndef HALLO_NET_DNS_SCOPE_H
#define HALLO_NET_DNS_SCOPE_H

#include "wire/probe/resolution.h"

/* Of a numeric address, with its interface or without ("fe80::1%eth0"), and of
 * a resolver as libunbound writes it ("192.0.2.53@53"). An IPv4 address within
 * an IPv6 one (mapped, compatible, NAT64, 6to4) counts as itself. What is no
 * address is SCOPE_GLOBAL. */
enum address_scope address_scope_of(const char *text);

#endif
