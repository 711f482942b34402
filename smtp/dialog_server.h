/* SPDX-License-Identifier: ISC */
/*
 * The server's side of the same dialogs, for `hallo serve` and the tests: it
 * greets, answers EHLO, CAPA, CAPABILITY …, and gives the go-ahead to STARTTLS.
 */
#ifndef HALLO_SMTP_DIALOG_SERVER_H
#define HALLO_SMTP_DIALOG_SERVER_H

#include "smtp/dialog.h"

struct dialog_server {
	const struct dialog_kind *kind;
	const char *host; /* named in the greeting; borrowed */
	bool without_starttls;
	enum dialog_status
		status; /* DIALOG_GO: TLS begins with the next byte */
	char line[1024];
	size_t n_line;
	char out[2048];
	size_t n_out, n_sent;
};

void dialog_server_begin(struct dialog_server *d,
	const struct dialog_kind *kind, const char *host);
size_t dialog_server_feed(
	struct dialog_server *d, const uint8_t *data, size_t len);
struct slice dialog_server_out(const struct dialog_server *d);
void dialog_server_sent(struct dialog_server *d, size_t len);

#endif
