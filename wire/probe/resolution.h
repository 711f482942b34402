/* SPDX-License-Identifier: ISC */
/*
 * What a name led to: found by net/dns/, kept by a transcript, told by the
 * report.
 */
#ifndef HALLO_WIRE_PROBE_RESOLUTION_H
#define HALLO_WIRE_PROBE_RESOLUTION_H

#include <stdbool.h>
#include <stddef.h>

enum resolution_state {
	RESOLUTION_OK,
	RESOLUTION_NULL_MX,
	RESOLUTION_IMPLICIT,
	RESOLUTION_NXDOMAIN, /* no such name */
	RESOLUTION_FAILED,
	RESOLUTION_LITERAL,
	RESOLUTION_NO_ADDRESS, /* the name exists, but has none */
};
/* "ok" "null-mx" "implicit" "nxdomain" "failed" "literal" "no-address" */
const char *resolution_state_name(enum resolution_state state);

/* What kind of address it is, where it does not lead to any host of the world
 * (RFC 6890, RFC 4291 2.4). */
enum address_scope {
	SCOPE_GLOBAL,
	SCOPE_LOOPBACK,
	SCOPE_LINK_LOCAL,
	SCOPE_UNSPECIFIED,
	SCOPE_MULTICAST,
	SCOPE_PRIVATE,	    /* RFC 1918 */
	SCOPE_UNIQUE_LOCAL, /* RFC 4193, and the site-local ones before */
};
/* "global" "loopback" "link-local" "unspecified" "multicast" "private"
 * "unique-local" */
const char *address_scope_name(enum address_scope scope);

#define RESOLUTION_MAX_HOSTS 64
#define RESOLUTION_MAX_ADDRESSES 32

struct mail_host {
	unsigned preference;
	char name[256];
	enum resolution_state state; /* OK, NXDOMAIN, FAILED, LITERAL,
				      * NO_ADDRESS */
	char reason[200];
	char alias[256]; /* where a CNAME of it led, or "" */
	bool skipped;	 /* --mx leaves it out */
	bool partial;	 /* DNS failed for one of the families */
	size_t left_out; /* addresses beyond the room for them */
	size_t n_addresses;
	struct {
		char text[64];
		int family;
		enum address_scope scope;
		bool withheld; /* told, but not asked */
	} addresses[RESOLUTION_MAX_ADDRESSES];
};

struct resolution {
	enum resolution_state state;
	char reason[200];    /* in words, "" when ok */
	char canonical[256]; /* where a CNAME led, or "" */
	bool local_resolver; /* whom we asked has no global address itself */
	size_t left_out;     /* exchangers beyond the room for them */
	size_t n_hosts;
	struct mail_host hosts[RESOLUTION_MAX_HOSTS]; /* by preference */
};

#endif
