/* SPDX-License-Identifier: ISC */
/*
 * What was said in clear in a captured connection, and where TLS begins in each
 * direction: found by smtp/overhear.h, judged by analysis/capture/. All slices
 * borrow from the streams.
 */
#ifndef HALLO_WIRE_CAPTURE_OVERHEARD_H
#define HALLO_WIRE_CAPTURE_OVERHEARD_H

#include "wire/bytes/slice.h"
#include "wire/capture/side.h"

#define OVERHEARD_LINES 128

enum overheard_protocol {
	OVERHEARD_NONE, /* nothing was said */
	OVERHEARD_UNKNOWN,
	OVERHEARD_SMTP,
	OVERHEARD_LMTP,
	OVERHEARD_IMAP,
	OVERHEARD_POP3,
	OVERHEARD_TLS, /* from the first byte on */
};
/* "smtp"; NULL where there is no dialog. */
const char *overheard_protocol_name(enum overheard_protocol protocol);

/* To STARTTLS or STLS. */
enum overheard_answer { OVERHEARD_NO_ANSWER, OVERHEARD_GO, OVERHEARD_REFUSED };
/* "go-ahead" "refused"; NULL: no answer. */
const char *overheard_answer_name(enum overheard_answer answer);

struct overheard_line {
	enum conversation_side side;
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
	enum overheard_protocol protocol;
	size_t n_lines, n_left_out; /* left out: over the caps */
	struct overheard_line lines[OVERHEARD_LINES];
	bool offered; /* STARTTLS or STLS */
	bool asked;
	enum overheard_answer answer;
	struct slice reply; /* last line of the last reply of the server */
	int code;	    /* of that reply; SMTP and LMTP only */
	bool negative;	    /* that reply says no */
	bool login, mail;   /* a login or a mail went in clear */
	struct overheard_tls tls[2];
	/* Clear text where TLS was to begin: behind the go-ahead, or from the
	 * first byte on when the other side speaks TLS. */
	struct slice instead[2];
};

#endif
