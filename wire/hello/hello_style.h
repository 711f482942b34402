/* SPDX-License-Identifier: ISC */
/*
 * Ways in which a version is asked for; of two, the later one wins. What each
 * means for a version are the rows of hello_standard.h.
 */
#ifndef HALLO_WIRE_HELLO_HELLO_STYLE_H
#define HALLO_WIRE_HELLO_HELLO_STYLE_H

enum hello_style {
	STYLE_STANDARD,
	STYLE_RFC7919,	/* TLS 1.0-1.2: the groups 256-260, too */
	STYLE_BARE,	/* TLS 1.0-1.2: no extensions, 0x00FF instead */
	STYLE_EXTENDED, /* SSL 3: the extensions of TLS 1.0 */
	STYLE_SHARE,	/* TLS 1.3: a share of X25519, if that is on offer */
	STYLE_LEAN,	/* TLS 1.3: as few bytes as can be: no name, few groups
			 * and schemes, a share, no padding */
	STYLE_USUAL,	/* what a mail server of these days sends */
};

#endif
