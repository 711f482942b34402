/* SPDX-License-Identifier: ISC */
/*
 * The dialog of two others: from the bytes of both directions it tells who said
 * what, whether STARTTLS was offered, asked for and granted, and where TLS
 * begins in each direction. SMTP, LMTP, IMAP and POP3 are recognised by what is
 * said, TLS and SSL 2 by their records, on any port.
 *
 *	struct overhear_stream streams[2] = { client, server };
 *	struct overhear_turn turns[] = { { OVERHEAR_SERVER, 27 }, … };
 *	overhear(&o, streams, turns, n);
 *
 * A turn says how far the stream of one side had grown by then; they come in
 * the order of time. Both sides are hostile. Passwords are not shown, and what
 * comes behind a login, or behind DATA, in clear is nobody's business: it is
 * not followed. All slices borrow from the streams.
 */
#ifndef HALLO_SMTP_OVERHEAR_H
#define HALLO_SMTP_OVERHEAR_H

#include "wire/bytes/slice.h"

#define OVERHEAR_LINES 128
#define OVERHEAR_LINE_MAX 4096
#define OVERHEAR_UNKNOWN_LINES 4 /* shown of a protocol that is not known */

enum overhear_side { OVERHEAR_CLIENT, OVERHEAR_SERVER };

enum overhear_protocol {
	OVERHEAR_NONE, /* nothing was said */
	OVERHEAR_UNKNOWN,
	OVERHEAR_SMTP,
	OVERHEAR_LMTP,
	OVERHEAR_IMAP,
	OVERHEAR_POP3,
	OVERHEAR_TLS, /* from the first byte on */
};
/* "smtp"; NULL where there is no dialog. */
const char *overhear_protocol_name(enum overhear_protocol protocol);

enum overhear_answer { OVERHEAR_NO_ANSWER, OVERHEAR_GO, OVERHEAR_REFUSED };

struct overhear_stream {
	struct slice bytes; /* in order, from the first one that is there */
	bool joined;	    /* its beginning is missing */
};

struct overhear_turn {
	enum overhear_side side;
	size_t end;
};

struct overheard_line {
	enum overhear_side side;
	size_t end;	   /* in its stream, behind its LF */
	struct slice text; /* without CR LF */
	bool hidden;	   /* the rest of it was a secret */
};

struct overheard_tls {
	bool seen;
	bool ssl2;   /* the form of the first record */
	bool joined; /* found in mid-stream, at the first whole record */
	size_t at;
};

struct overheard {
	enum overhear_protocol protocol;
	size_t n_lines, n_left_out; /* left out: over the caps */
	struct overheard_line lines[OVERHEAR_LINES];
	bool offered; /* STARTTLS or STLS */
	bool asked;
	enum overhear_answer answer;
	struct slice reply; /* last line of the last reply of the server */
	int code;	    /* of that reply; SMTP and LMTP only */
	bool negative;	    /* that reply says no */
	bool login, mail;   /* a login or a mail went in clear */
	struct overheard_tls tls[2];
	/* Clear text where TLS was to begin: behind the go-ahead, or from the
	 * first byte on when the other side speaks TLS. */
	struct slice instead[2];

	/* state of reading */
	struct overhear_state {
		struct slice bytes;
		size_t at, limit;
		bool joined;
		int mode;
	} sides[2];
	bool final, secret, list_open;
	unsigned outstanding, starttls_in, list_in;
	size_t n_unknown;
	struct slice tag;
	bool continued;
};

void overhear(struct overheard *o, const struct overhear_stream streams[2],
	const struct overhear_turn *turns, size_t n_turns);

#endif
