/* SPDX-License-Identifier: ISC */
/*
 * POP3 before TLS (RFC 1939, 2449, 2595 section 4), the client's and the
 * server's side.
 *
 *	S: +OK ready             C: CAPA
 *	                         S: +OK / STLS / .
 *	C: STLS                  S: +OK begin        <- go-ahead
 *
 * CAPA is younger than POP3: a server that refuses it is asked for STLS all the
 * same.
 */
#include "smtp/dialog_server.h"

enum step { GREETING, CAPA, CAPA_LIST, STLS };

static void ask_stls(struct dialog *d)
{
	d->step = STLS;
	dialog_say(d, STAGE_STARTTLS, "STLS");
}

/* The answer to CAPA; a list ends with a lone dot (RFC 1939 section 3). */
static void read_list(struct dialog *d, struct slice line)
{
	if (slice_first_word_is(line, "STLS"))
		d->offered = true;
	if (!slice_is_word(line, "."))
		return;
	if (d->offered || d->force_starttls)
		ask_stls(d);
	else
		dialog_stop(d, DIALOG_STOP_NO_STARTTLS);
}

static void read_yes(struct dialog *d)
{
	if (d->step == GREETING) {
		d->step = CAPA;
		dialog_say(d, STAGE_CAPABILITIES, "CAPA");
	} else if (d->step == CAPA) {
		d->step = CAPA_LIST;
	} else {
		dialog_go(d);
	}
}

static void pop3_line(struct dialog *d, struct slice line)
{
	if (d->step == CAPA_LIST)
		read_list(d, line);
	else if (slice_first_word_is(line, "+OK"))
		read_yes(d);
	else if (!slice_first_word_is(line, "-ERR"))
		dialog_stop(d, DIALOG_STOP_GARBLED);
	else if (d->step == CAPA)
		ask_stls(d);
	else
		dialog_stop(d, DIALOG_STOP_REFUSED);
}

static void pop3_server_begin(struct dialog_server *d)
{
	dialog_server_say(d, DIALOG_READ, "+OK %s POP3 hallo", d->host);
}

static void server_capa(struct dialog_server *d)
{
	dialog_server_say(d, DIALOG_READ, "+OK capabilities follow");
	dialog_server_say(d, DIALOG_READ, "CAPA");
	if (dialog_server_lists_starttls(d))
		dialog_server_say(d, DIALOG_READ, "STLS");
	dialog_server_say(d, DIALOG_READ, ".");
	dialog_server_keywords(d, 0);
}

static void server_stls(struct dialog_server *d)
{
	if (dialog_server_refuses_starttls(d))
		dialog_server_say(d, DIALOG_READ, "-ERR not for now");
	else
		dialog_server_say(d, DIALOG_GO, "+OK begin TLS");
}

static void pop3_server_line(struct dialog_server *d, struct slice line)
{
	struct slice word = slice_cut_word(&line);

	if (slice_is_word(word, "CAPA"))
		server_capa(d);
	else if (slice_is_word(word, "NOOP"))
		dialog_server_say(d, DIALOG_READ, "+OK");
	else if (slice_is_word(word, "QUIT"))
		dialog_server_say(d, DIALOG_STOPPED, "+OK bye");
	else if (slice_is_word(word, "STLS") && !d->manners->without_starttls &&
		line.len == 0)
		server_stls(d);
	else
		dialog_server_say(
			d, DIALOG_READ, "-ERR CAPA, STLS, NOOP or QUIT please");
}

const struct dialog_protocol pop3_protocol = {
	.name = "pop3",
	.line = pop3_line,
	.server_begin = pop3_server_begin,
	.server_line = pop3_server_line,
	.server_busy = "-ERR [SYS/TEMP] too many connections",
};
