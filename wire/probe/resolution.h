/* SPDX-License-Identifier: ISC */
/*
 * What a name led to: found by net/dns/, kept by a transcript, told by the
 * report.
 */
#ifndef HALLO_WIRE_PROBE_RESOLUTION_H
#define HALLO_WIRE_PROBE_RESOLUTION_H

#include <stddef.h>

enum resolution_state {
	RESOLUTION_OK,
	RESOLUTION_NULL_MX,
	RESOLUTION_IMPLICIT,
	RESOLUTION_NXDOMAIN, /* no such name, or no address records at all */
	RESOLUTION_FAILED,
	RESOLUTION_LITERAL,
};
/* "ok" "null-mx" "implicit" "nxdomain" "failed" "literal" */
const char *resolution_state_name(enum resolution_state state);

#define RESOLUTION_MAX_HOSTS 64
#define RESOLUTION_MAX_ADDRESSES 32

struct mail_host {
	unsigned preference;
	char name[256];
	enum resolution_state state; /* OK, NXDOMAIN, FAILED, LITERAL */
	char reason[200];
	size_t n_addresses;
	struct {
		char text[64];
		int family;
	} addresses[RESOLUTION_MAX_ADDRESSES];
};

struct resolution {
	enum resolution_state state;
	char reason[200];    /* in words, "" when ok */
	char canonical[256]; /* where a CNAME led, or "" */
	size_t n_hosts;
	struct mail_host hosts[RESOLUTION_MAX_HOSTS]; /* by preference */
};

#endif
