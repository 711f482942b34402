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
 * reply is kept verbatim in said[]. RFC 5321, 3207, 2033, 3501/9051, 2595.
 */
#ifndef HALLO_SMTP_DIALOG_H
#define HALLO_SMTP_DIALOG_H

#include "wire/bytes/slice.h"
#include "wire/probe/stage.h"

#define DIALOG_SAID_MAX 16384 /* all that the server may say before TLS */
#define DIALOG_LINE_MAX 4096  /* with its LF */
#define DIALOG_LINES_MAX 512  /* in all */
#define DIALOG_NAME_MAX 255   /* of helo and host, RFC 1035 2.3.4 */

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
struct dialog_server;

/*
 * The operations of one protocol. A protocol is one file, smtp/NAME.c, that
 * defines NAME_protocol, and one row in dialogs.def; the build reads the row.
 */
struct dialog_protocol {
	const char *name; /* "smtp" */
	/* A whole line (without CR LF) of the server has come. */
	void (*line)(struct dialog *d, struct slice line);
	/* The opening move; NULL: wait for the greeting. */
	void (*begin)(struct dialog *d);
	/* The server's side: its greeting, and a whole line of the client. */
	void (*server_begin)(struct dialog_server *d);
	void (*server_line)(struct dialog_server *d, struct slice line);
	const char *server_busy; /* its words for too many connections */
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

struct dialog {
	const struct dialog_kind *kind;
	const char *helo; /* FQDN or address literal; borrowed */
	bool force_starttls;
	enum dialog_status status;
	enum dialog_stop stop;
	enum stage stage;
	int step;	/* of the protocol */
	int code;	/* of the last reply, 0 where the protocol has none */
	bool offered;	/* STARTTLS was in the capabilities */
	bool continued; /* the current reply has a line already */
	char out[512];
	size_t n_out;
	size_t n_sent;
	uint8_t said[DIALOG_SAID_MAX];
	size_t n_said;
	size_t n_lines;
	size_t line_at;	 /* start of the line being read, in said[] */
	size_t reply_at; /* start of the current reply, in said[] */
	bool reply_over; /* the next byte opens a new reply */
};

/* May @name stand in EHLO and in a greeting? Printable ASCII without blanks, 1
 * to DIALOG_NAME_MAX characters. */
bool dialog_name_ok(const char *name);

/* @helo is borrowed and must be dialog_name_ok(). Implicit TLS (no protocol)
 * gives DIALOG_GO at once. */
void dialog_begin(struct dialog *d, const struct dialog_kind *kind,
	const char *helo, bool force_starttls);

/* Takes bytes in any cut; returns how many were eaten. It eats in DIALOG_READ
 * only, and stops eating at the end of the line that ends the server's turn:
 * - after DIALOG_GO what is left came too early (outcome.early);
 * - in DIALOG_WRITE the server spoke out of turn: keep what is left and feed it
 *   again after dialog_sent(), so that the cut of the segments changes nothing.
 */
size_t dialog_feed(struct dialog *d, const uint8_t *data, size_t len);

struct slice dialog_out(const struct dialog *d);
void dialog_sent(struct dialog *d, size_t len);

/* The last reply, all its lines, verbatim. */
struct slice dialog_reply(const struct dialog *d);

/* For the protocols: what they do with a line. dialog_say() adds CR LF; @stage
 * is the one that the answer belongs to. The reply ends with each of them. */
void dialog_say(struct dialog *d, enum stage stage, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void dialog_go(struct dialog *d);
void dialog_stop(struct dialog *d, enum dialog_stop stop);

/* Cuts the first word (up to a blank) and the blanks around it off @text. */
struct slice slice_cut_word(struct slice *text);

/* Is @text the ASCII text @word, in any case? */
bool slice_is_word(struct slice text, const char *word);

/* Is @word (ASCII, any case) the whole first word of @text? */
bool slice_first_word_is(struct slice text, const char *word);

#endif
