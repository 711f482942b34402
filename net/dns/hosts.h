/* SPDX-License-Identifier: ISC */
/*
 * The text of a hosts(5) file: "ADDRESS NAME [ALIAS...]", one a line, '#' opens
 * a comment. Lines that are none of that are passed over: the file is the
 * administrator's, and other programs read it as leniently.
 */
#ifndef HALLO_NET_DNS_HOSTS_H
#define HALLO_NET_DNS_HOSTS_H

#include <stdbool.h>
#include <stddef.h>

#define HOSTS_PATH "/etc/hosts"

/* The whole file at @path as text, up to 1 MiB (more is cut at a whole line);
 * NUL bytes become blanks. Never NULL: an unreadable file is an empty one. The
 * caller frees it. Also for resolv.conf. */
char *hosts_load(const char *path);

struct host_address {
	char text[64];
	int family;
};

/* Addresses of @name (any case) with @family (AF_UNSPEC: both), at most @max,
 * each once, in the order of the file. */
size_t hosts_find(struct host_address *list, size_t max, const char *text,
	const char *name, int family);

/* The first name with a dot on a line that also holds @name: its FQDN. */
bool hosts_fqdn(char *out, size_t size, const char *text, const char *name);

#endif
