/* SPDX-License-Identifier: ISC */
/*
 * What is said before TLS: the client side of the STARTTLS dialogs as step
 * machines without a socket. One file a protocol, one row in dialogs.def.
 *
 *	dialog_begin(&d, dialog_find("smtp"), "probe.example", false);
 *	loop:	DIALOG_WRITE  send dialog_out(), then dialog_sent()
 *		DIALOG_READ   read, then dialog_feed()
 *		DIALOG_GO     the ClientHello goes out now, not a byte earlier
 *		DIALOG_STOPPED  why: stop, stage, reply
 *
 * Strict lock-step: never a byte before the peer has finished its turn. Every
 * reply is kept verbatim in said[]. RFC 5321, 3207, 2033, 3501/9051, 2595,
 *5804.
 */
#ifndef HALLO_SMTP_DIALOG_H
#define HALLO_SMTP_DIALOG_H

#include "wire/probe.h"

#define DIALOG_SAID_MAX 16384 /* all that the server may say before TLS */
#define DIALOG_LINE_MAX 4096

enum dialog_status { DIALOG_READ, DIALOG_WRITE, DIALOG_GO, DIALOG_STOPPED };

enum dialog_stop {
	DIALOG_STOP_NONE,
	DIALOG_STOP_REFUSED,	 /* a reply that says no; see code and reply */
	DIALOG_STOP_NO_STARTTLS, /* not in the list of capabilities */
	DIALOG_STOP_GARBLED,	 /* that is not this protocol */
	DIALOG_STOP_TOO_LONG,	 /* over a cap */
};
const char *dialog_stop_name(enum dialog_stop stop);

struct dialog;

/* The operations of one protocol; a protocol is one file that defines one. */
struct dialog_protocol {
	const char *name; /* "smtp" */
	/* A whole line (without CR LF) of the server has come. */
	void (*line)(struct dialog *d, struct slice line);
	/* The opening move; most wait for the greeting. */
	void (*begin)(struct dialog *d);
};

/* A row: what the user types as scheme, e.g. smtp, smtps, submission, tls. */
struct dialog_kind {
	const char *scheme;
	const char *title; /* "SMTP with STARTTLS" */
	uint16_t port;	   /* usual port; 0: must be given */
	const struct dialog_protocol *protocol; /* NULL: TLS from byte one */
	const char *alpn;      /* protocol id of RFC 7301 if usual, or "" */
	const char *reference; /* RFC */
};

extern const struct dialog_kind dialog_kinds[];
extern const size_t dialog_kinds_len;
const struct dialog_kind *dialog_find(const char *scheme);
/* The kind to use for HOST:PORT without a scheme: 25 smtp, 465 smtps … else
 * tls. Never NULL. */
const struct dialog_kind *dialog_by_port(uint16_t port);

struct dialog {
	const struct dialog_kind *kind;
	const char *helo; /* FQDN or address literal; borrowed */
	bool force_starttls;
	enum dialog_status status;
	enum dialog_stop stop;
	enum stage stage;
	int step;     /* of the protocol */
	int code;     /* of the last reply, 0 where the protocol has none */
	bool offered; /* STARTTLS was in the capabilities */
	char out[512];
	size_t n_out;
	size_t n_sent;
	uint8_t said[DIALOG_SAID_MAX];
	size_t n_said;
	size_t line_at;	 /* start of the line being read, in said[] */
	size_t reply_at; /* start of the current reply, in said[] */
};

void dialog_begin(struct dialog *d, const struct dialog_kind *kind,
	const char *helo, bool force_starttls);

/* Takes bytes in any cut; returns how many were eaten. It stops eating at the
 * end of the line that gives the go-ahead: what is left came too early. */
size_t dialog_feed(struct dialog *d, const uint8_t *data, size_t len);

struct slice dialog_out(const struct dialog *d);
void dialog_sent(struct dialog *d, size_t len);

/* The last reply, all its lines, verbatim. */
struct slice dialog_reply(const struct dialog *d);

/* For the protocols: what they do with a line. */
void dialog_say(struct dialog *d, enum stage stage, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void dialog_go(struct dialog *d);
void dialog_stop(struct dialog *d, enum dialog_stop stop);
void dialog_reply_over(struct dialog *d); /* the next line opens a new reply */

/* Is @word (ASCII, any case) the whole first word of @text? */
bool slice_first_word_is(struct slice text, const char *word);

#endif
