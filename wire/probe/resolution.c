/* SPDX-License-Identifier: ISC */
/*
 * See resolution.h.
 */
#include "wire/probe/resolution.h"

const char *resolution_state_name(enum resolution_state state)
{
	static const char *const names[] = { "ok", "null-mx", "implicit",
		"nxdomain", "failed", "literal", "no-address" };

	return names[state];
}

const char *address_scope_name(enum address_scope scope)
{
	static const char *const names[] = { "global", "loopback", "link-local",
		"unspecified", "multicast", "private", "unique-local" };

	return names[scope];
}
