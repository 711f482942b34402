/* SPDX-License-Identifier: ISC */
/*
 * The server's side of the same dialogs, for `hallo serve` and the tests: it
 * greets, answers EHLO, CAPA, CAPABILITY …, and gives the go-ahead to STARTTLS.
 */
#ifndef HALLO_SMTP_DIALOG_SERVER_H
#define HALLO_SMTP_DIALOG_SERVER_H

#include "smtp/dialog.h"
#include "wire/probe/manners.h"

#define DIALOG_SERVER_LINES 1000
#define DIALOG_SERVER_LAST 64

struct dialog_server {
	const struct dialog_kind *kind;
	const char *host;	       /* named in the greeting; borrowed */
	const struct manners *manners; /* borrowed, never NULL */
	unsigned number;	       /* of this connection, from 1; 0: none */
	enum dialog_status
		status;		  /* DIALOG_GO: TLS begins with the next byte */
	enum dialog_status after; /* the status once out[] is written */
	bool greeted;		  /* the client said EHLO */
	bool skipping;		  /* the rest of a line that was too long */
	size_t n_lines; /* in all; over DIALOG_SERVER_LINES it stops */
	char line[1024];
	size_t n_line;
	char last[DIALOG_SERVER_LAST]; /* the last line, its beginning */
	size_t n_last;
	char name[DIALOG_NAME_MAX]; /* that the client gave itself; as it came
				     */
	size_t n_name;
	char out[2048];
	size_t n_out, n_sent;
};

/* @host and @manners are borrowed; @host must be dialog_name_ok(), NULL as
 * manners stands for none. Set the number behind this call. */
void dialog_server_begin(struct dialog_server *d,
	const struct dialog_kind *kind, const char *host,
	const struct manners *manners);

/* Behind begin: says "too many connections" instead of a greeting and stops. */
void dialog_server_turn_away(struct dialog_server *d);

/* As dialog_feed(): eats in DIALOG_READ only, up to the end of a line. After
 * DIALOG_GO what is left was sent behind STARTTLS in clear; in DIALOG_WRITE the
 * client ran ahead: keep it and feed it again after dialog_server_sent(). */
size_t dialog_server_feed(
	struct dialog_server *d, const uint8_t *data, size_t len);
struct slice dialog_server_out(const struct dialog_server *d);
void dialog_server_sent(struct dialog_server *d, size_t len);

/* For the protocols: one more line of the answer (CR LF is added), and what
 * comes once it is written: DIALOG_READ, DIALOG_GO or DIALOG_STOPPED. */
void dialog_server_say(struct dialog_server *d, enum dialog_status after,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Keywords from out[@from] on in lower case, if that is its manner. */
void dialog_server_keywords(struct dialog_server *d, size_t from);

/* Does STARTTLS stand in the list of capabilities? */
bool dialog_server_lists_starttls(const struct dialog_server *d);

/* Is STARTTLS refused for now on this connection? */
bool dialog_server_refuses_starttls(const struct dialog_server *d);

#endif
