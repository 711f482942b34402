/* SPDX-License-Identifier: ISC */
/*
 * SMTP before TLS (RFC 5321, 3207), submission (RFC 6409) and LMTP (RFC 2033,
 * where EHLO is LHLO), the client's and the server's side.
 *
 *	S: 220-mx.example        C: EHLO probe.example
 *	S: 220 mx.example        S: 250-mx.example
 *	                         S: 250 STARTTLS
 *	C: STARTTLS              S: 220 ready        <- go-ahead
 *
 * The code of the last line counts: postscreen opens with "220-" and ends the
 * same reply with 521 when it has made up its mind. EHLO refused is not tried
 * again as HELO: STARTTLS is an extension, so it wants EHLO.
 */
#include "smtp/dialog_server.h"

enum step { GREETING, HELLO, STARTTLS };

static const char *hello_word(const struct dialog_kind *kind)
{
	return strcmp(kind->scheme, "lmtp") ? "EHLO" : "LHLO";
}

/* "250-text", "250 text" or "250": the code, or 0 when it is none of these. */
static int reply_code(struct slice line, bool *last, struct slice *text)
{
	int code = 0;

	if (line.len < 3 || line.data[0] < '2' || line.data[0] > '5')
		return 0;
	for (size_t i = 0; i < 3; i++) {
		if (line.data[i] < '0' || line.data[i] > '9')
			return 0;
		code = code * 10 + line.data[i] - '0';
	}
	*last = line.len == 3 || line.data[3] == ' ';
	if (!*last && line.data[3] != '-')
		return 0;
	*text = slice_of(line.data + 3, line.len - 3);
	if (text->len > 0)
		*text = slice_of(text->data + 1, text->len - 1);
	return code;
}

static void end_reply(struct dialog *d)
{
	int wanted = d->step == HELLO ? 250 : 220;

	if (d->code != wanted) {
		/* another 2xx or a 3xx says neither yes nor no */
		dialog_stop(d,
			d->code >= 400 ? DIALOG_STOP_REFUSED
				       : DIALOG_STOP_GARBLED);
		return;
	}
	switch ((enum step)d->step++) {
	case GREETING:
		dialog_say(d, STAGE_CAPABILITIES, "%s %s", hello_word(d->kind),
			d->helo);
		break;
	case HELLO:
		if (d->offered || d->force_starttls)
			dialog_say(d, STAGE_STARTTLS, "STARTTLS");
		else
			dialog_stop(d, DIALOG_STOP_NO_STARTTLS);
		break;
	case STARTTLS:
		dialog_go(d);
		break;
	}
}

static void smtp_line(struct dialog *d, struct slice line)
{
	struct slice text;
	bool last;

	d->code = reply_code(line, &last, &text);
	if (d->code == 0) {
		dialog_stop(d, DIALOG_STOP_GARBLED);
		return;
	}
	/* the first line names the server, keywords follow: RFC 5321 4.1.1.1 */
	if (d->step == HELLO && d->continued && d->code == 250 &&
		slice_first_word_is(text, "STARTTLS"))
		d->offered = true;
	d->continued = true;
	if (last)
		end_reply(d);
}

static void smtp_server_begin(struct dialog_server *d)
{
	if (d->manners->two_line_greeting)
		dialog_server_say(d, DIALOG_READ, "220-%s a moment", d->host);
	dialog_server_say(d, DIALOG_READ, "220 %s %s hallo", d->host,
		strcmp(d->kind->scheme, "lmtp") ? "ESMTP" : "LMTP");
}

static void server_hello(struct dialog_server *d, struct slice name, bool list)
{
	size_t keywords;

	if (name.len == 0) {
		dialog_server_say(d, DIALOG_READ, "501 5.5.4 name missing");
		return;
	}
	d->greeted = list;
	d->n_name = name.len < sizeof(d->name) ? name.len : sizeof(d->name);
	memcpy(d->name, name.data, d->n_name);
	dialog_server_say(d, DIALOG_READ, "250%c%s", list ? '-' : ' ', d->host);
	if (!list)
		return;
	keywords = d->n_out;
	dialog_server_say(d, DIALOG_READ, "250-ENHANCEDSTATUSCODES");
	if (dialog_server_lists_starttls(d))
		dialog_server_say(d, DIALOG_READ, "250-STARTTLS");
	dialog_server_say(d, DIALOG_READ, "250 8BITMIME");
	dialog_server_keywords(d, keywords);
}

static void server_go_ahead(struct dialog_server *d)
{
	if (d->manners->two_line_go_ahead)
		dialog_server_say(d, DIALOG_GO, "220-2.0.0 a moment");
	dialog_server_say(d, DIALOG_GO, "220 2.0.0 ready for TLS");
}

static void server_starttls(struct dialog_server *d, struct slice parameters)
{
	if (d->manners->without_starttls)
		dialog_server_say(d, DIALOG_READ, "502 5.5.1 not offered");
	else if (parameters.len > 0)
		dialog_server_say(d, DIALOG_READ, "501 5.5.4 no parameters");
	else if (!d->greeted)
		dialog_server_say(d, DIALOG_READ, "503 5.5.1 %s first",
			hello_word(d->kind));
	else if (dialog_server_refuses_starttls(d))
		dialog_server_say(d, DIALOG_READ,
			"454 4.7.0 TLS not available "
			"for now");
	else
		server_go_ahead(d);
}

static void smtp_server_line(struct dialog_server *d, struct slice line)
{
	bool lmtp = !strcmp(d->kind->scheme, "lmtp");
	struct slice word = slice_cut_word(&line);

	if (slice_is_word(word, hello_word(d->kind)))
		server_hello(d, line, true);
	else if (slice_is_word(word, "HELO") && !lmtp)
		server_hello(d, line, false);
	else if (slice_is_word(word, "STARTTLS"))
		server_starttls(d, line);
	else if (slice_is_word(word, "NOOP") || slice_is_word(word, "RSET"))
		dialog_server_say(d, DIALOG_READ, "250 2.0.0 ok");
	else if (slice_is_word(word, "QUIT"))
		dialog_server_say(d, DIALOG_STOPPED, "221 2.0.0 bye");
	else if (slice_is_word(word, "MAIL") || slice_is_word(word, "RCPT") ||
		slice_is_word(word, "DATA"))
		/* for now only: a sender that did not like the TLS of a
		 * listener tries without, and must keep its mail */
		dialog_server_say(
			d, DIALOG_READ, "451 4.3.0 no mail is taken here");
	else
		dialog_server_say(d, DIALOG_READ,
			"500 5.5.1 %s, STARTTLS, NOOP, RSET or QUIT please",
			hello_word(d->kind));
}

const struct dialog_protocol smtp_protocol = {
	.name = "smtp",
	.line = smtp_line,
	.server_begin = smtp_server_begin,
	.server_line = smtp_server_line,
	.server_busy = "421 4.7.0 too many connections",
};
