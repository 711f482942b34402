/* SPDX-License-Identifier: ISC */
/*
 * The dialog of two others: from the bytes of both directions it tells who said
 * what, whether STARTTLS was offered, asked for and granted, and where TLS
 * begins in each direction. SMTP, LMTP, IMAP and POP3 are recognised by what is
 * said, TLS and SSL 2 by their records, on any port.
 *
 *	struct overhear_stream streams[2] = { client, server };
 *	struct conversation_turn turns[] = { { SIDE_SERVER, 27 }, … };
 *	overhear(&o, streams, turns, n);
 *
 * A turn says how far the stream of one side had grown by then; they come in
 * the order of time. Both sides are hostile. Passwords are not shown, and what
 * comes behind a login, or behind DATA, in clear is nobody's business: it is
 * not followed. All slices borrow from the streams.
 */
#ifndef HALLO_SMTP_OVERHEAR_H
#define HALLO_SMTP_OVERHEAR_H

#include "wire/capture/overheard.h"

#define OVERHEAR_LINE_MAX 4096
#define OVERHEAR_UNKNOWN_LINES 4 /* shown of a protocol that is not known */

struct overhear_stream {
	struct slice bytes; /* in order, from the first one that is there */
	bool joined;	    /* its beginning is missing */
};

/* Client and server were taken for each other: what the client says is what
 * servers say first, or the server sends a ClientHello. For streams whose SYN
 * was not seen. */
bool overhear_is_turned(const struct overhear_stream streams[2]);

void overhear(struct overheard *told, const struct overhear_stream streams[2],
	const struct conversation_turn *turns, size_t n_turns);

#endif
