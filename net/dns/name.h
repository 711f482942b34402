/* SPDX-License-Identifier: ISC */
/*
 * Host names as the DNS wants them: A-labels, lower case, no final dot
 * (RFC 5890, RFC 1035 2.3.4). "Mail.Müller.example." is
 * "mail.xn--mller-kva.example".
 */
#ifndef HALLO_NET_DNS_NAME_H
#define HALLO_NET_DNS_NAME_H

#include <stdbool.h>
#include <stddef.h>

#define NAME_TEXT 256 /* 253 characters and the end */

/* Writes the name to look up into @out[NAME_TEXT]. NULL when it is one, else
 * why not, in words; *rest is what those words speak of (or ""). */
const char *name_to_ascii(char *out, const char *text, char *rest, size_t size);

/* Letters, digits, hyphens, underscores in labels of 1..63; no final dot. The
 * underscore is no host name (RFC 952), but such hosts exist. NULL or why. */
const char *name_fault(const char *name);

/* Does it look like an IPv4 address: digits and dots only? No top-level domain
 * is all digits (RFC 3696 2). */
bool name_is_numeric(const char *name);

/* localhost and all names below (RFC 6761 6.3). */
bool name_is_localhost(const char *name);

#endif
