/* SPDX-License-Identifier: ISC */
/*
 * What the files of overhear share: how bytes look, and what a line means.
 */
#ifndef HALLO_SMTP_OVERHEAR_PARTS_H
#define HALLO_SMTP_OVERHEAR_PARTS_H

#include "smtp/overhear.h"

/* How far the reading of one side has come. */
struct overhear_state {
	struct slice bytes;
	size_t at, limit;
	bool joined;
	int mode;
};

struct overhear_reader {
	struct overheard *told;
	struct overhear_state sides[2];
	bool final, secret, list_open;
	unsigned outstanding, starttls_in, list_in;
	size_t n_unknown;
	struct slice tag; /* of STARTTLS in IMAP */
	bool continued;	  /* the reply has more lines */
};

enum overhear_look { LOOK_OTHER, LOOK_MORE, LOOK_TLS };

/* Do these bytes begin with a record of TLS, or (*ssl2) with a first message
 * of SSL 2? LOOK_MORE: they might, there are too few. */
enum overhear_look overhear_look(struct slice bytes, bool *ssl2);

/* The first place from which record headers follow each other. */
bool overhear_find_records(size_t *at, struct slice bytes);

/* A record of TLS with a ClientHello at its begin. */
bool overhear_is_client_hello(struct slice bytes);

/* Printable, as far as the first bytes tell. */
bool overhear_is_text(struct slice bytes);

enum overhear_news {
	NEWS_NONE,
	NEWS_ASKED, /* the client wants STARTTLS */
	NEWS_GO,
	NEWS_REFUSED,
	NEWS_CLOSED, /* a mail or a login begins in clear */
};

/* Finds the protocol by the first line that tells. */
void overhear_recognise(struct overhear_reader *o, enum conversation_side side,
	struct slice line);
enum overhear_news overhear_client_line(
	struct overhear_reader *o, struct slice line);
enum overhear_news overhear_server_line(
	struct overhear_reader *o, struct slice line);

/* Cuts a secret off a line of the client; false: there is none. */
bool overhear_hide(const struct overhear_reader *o, struct slice *line);

#endif
