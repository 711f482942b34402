/* SPDX-License-Identifier: ISC */
/*
 * Which resolvers to ask: the nameserver lines of resolv.conf(5) or the value
 * of --resolver, both as libunbound writes them: "ADDRESS@PORT".
 */
#ifndef HALLO_NET_DNS_RESOLV_CONF_H
#define HALLO_NET_DNS_RESOLV_CONF_H

#include <stdbool.h>
#include <stddef.h>

#define RESOLV_CONF_PATH "/etc/resolv.conf"
#define RESOLV_CONF_MAX 3 /* MAXNS of resolv.conf(5) */
#define RESOLV_SERVER 80

/* Nameserver lines of @text, 127.0.0.1 when there is none; at least 1. */
size_t resolv_conf_servers(
	char servers[RESOLV_CONF_MAX][RESOLV_SERVER], const char *text);

/* ADDR, ADDR:PORT, [ADDR] or [ADDR]:PORT; port 53 unless given. */
bool resolv_server(char out[RESOLV_SERVER], const char *text);

#endif
