/* SPDX-License-Identifier: ISC */
/*
 * What the files of overhear share: how bytes look, and what a line means.
 */
#ifndef HALLO_SMTP_OVERHEAR_PARTS_H
#define HALLO_SMTP_OVERHEAR_PARTS_H

#include "smtp/overhear.h"

enum overhear_look { LOOK_OTHER, LOOK_MORE, LOOK_TLS };

/* Do these bytes begin with a record of TLS, or (*ssl2) with a first message
 * of SSL 2? LOOK_MORE: they might, there are too few. */
enum overhear_look overhear_look(struct slice bytes, bool *ssl2);

/* The first place from which record headers follow each other. */
bool overhear_find_records(size_t *at, struct slice bytes);

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
void overhear_recognise(
	struct overheard *o, enum overhear_side side, struct slice line);
enum overhear_news overhear_client_line(struct overheard *o, struct slice line);
enum overhear_news overhear_server_line(struct overheard *o, struct slice line);

/* Cuts a secret off a line of the client; false: there is none. */
bool overhear_hide(const struct overheard *o, struct slice *line);

#endif
