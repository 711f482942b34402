/* SPDX-License-Identifier: ISC */
/*
 * What a line means in each protocol. In SMTP and POP3 replies have no names:
 * they are counted, so that the answer to STARTTLS is found behind pipelined
 * commands too (RFC 2920); in IMAP the tag tells.
 */
#include "smtp/dialog.h"
#include "smtp/overhear_parts.h"

static bool speaks_smtp(const struct overhear_reader *o)
{
	return o->told->protocol == OVERHEARD_SMTP ||
		o->told->protocol == OVERHEARD_LMTP;
}

static int digits(struct slice line)
{
	int code = 0;

	if (line.len < 3)
		return 0;
	for (size_t i = 0; i < 3; i++) {
		if (line.data[i] < '0' || line.data[i] > '9')
			return 0;
		code = code * 10 + line.data[i] - '0';
	}
	if (line.len > 3 && line.data[3] != ' ' && line.data[3] != '-')
		return 0;
	return code >= 200 && code < 600 ? code : 0;
}

static enum overheard_protocol protocol_of_server(struct slice line)
{
	if (digits(line))
		return OVERHEARD_SMTP;
	if (slice_first_word_is(line, "*"))
		return OVERHEARD_IMAP;
	if (slice_first_word_is(line, "+OK") ||
		slice_first_word_is(line, "-ERR"))
		return OVERHEARD_POP3;
	return OVERHEARD_UNKNOWN;
}

static enum overheard_protocol protocol_of_client(struct slice line)
{
	struct slice word = slice_cut_word(&line);

	if (slice_is_word(word, "EHLO") || slice_is_word(word, "HELO"))
		return OVERHEARD_SMTP;
	if (slice_is_word(word, "LHLO"))
		return OVERHEARD_LMTP;
	if (slice_is_word(word, "CAPA") || slice_is_word(word, "STLS"))
		return OVERHEARD_POP3;
	word = slice_cut_word(&line);
	if (slice_is_word(word, "CAPABILITY") ||
		slice_is_word(word, "STARTTLS") || slice_is_word(word, "LOGIN"))
		return OVERHEARD_IMAP;
	return OVERHEARD_UNKNOWN;
}

void overhear_recognise(struct overhear_reader *o, enum conversation_side side,
	struct slice line)
{
	if (o->told->protocol == OVERHEARD_NONE ||
		o->told->protocol == OVERHEARD_UNKNOWN)
		o->told->protocol = side == SIDE_CLIENT
			? protocol_of_client(line)
			: protocol_of_server(line);
	else if (o->told->protocol == OVERHEARD_SMTP && side == SIDE_CLIENT &&
		slice_first_word_is(line, "LHLO"))
		o->told->protocol = OVERHEARD_LMTP;
}

bool overhear_hide(const struct overhear_reader *o, struct slice *line)
{
	struct slice rest = *line, word = slice_cut_word(&rest);
	bool tagged = o->told->protocol == OVERHEARD_IMAP;

	if (o->secret) {
		line->len = 0;
		return true;
	}
	if (tagged)
		word = slice_cut_word(&rest);
	if (slice_is_word(word, "AUTH") || slice_is_word(word, "AUTHENTICATE"))
		slice_cut_word(&rest); /* the mechanism is no secret */
	else if (!slice_is_word(word, "PASS") &&
		!slice_is_word(word, "LOGIN") && !slice_is_word(word, "APOP"))
		return false;
	line->len -= rest.len;
	return rest.len > 0;
}

static enum overhear_news ask(struct overhear_reader *o)
{
	o->told->asked = true;
	if (o->outstanding == 0)
		o->outstanding = 1;
	o->starttls_in = o->outstanding;
	return NEWS_ASKED;
}

static enum overhear_news smtp_client(
	struct overhear_reader *o, struct slice line)
{
	o->outstanding++;
	if (o->secret) /* the answer to 334 */
		return NEWS_NONE;
	if (slice_first_word_is(line, "STARTTLS"))
		return ask(o);
	if (slice_first_word_is(line, "AUTH"))
		o->told->login = o->secret = true;
	if (slice_first_word_is(line, "DATA") ||
		slice_first_word_is(line, "BDAT")) {
		o->told->mail = true;
		return NEWS_CLOSED;
	}
	return NEWS_NONE;
}

static enum overhear_news imap_client(
	struct overhear_reader *o, struct slice line)
{
	struct slice tag = slice_cut_word(&line);
	struct slice word = slice_cut_word(&line);

	if (slice_is_word(word, "STARTTLS")) {
		o->tag = tag;
		return ask(o);
	}
	if (slice_is_word(word, "LOGIN") ||
		slice_is_word(word, "AUTHENTICATE")) {
		o->told->login = true;
		return NEWS_CLOSED;
	}
	return NEWS_NONE;
}

static enum overhear_news pop3_client(
	struct overhear_reader *o, struct slice line)
{
	o->outstanding++;
	if (slice_first_word_is(line, "STLS"))
		return ask(o);
	if (slice_first_word_is(line, "CAPA"))
		o->list_in = o->outstanding;
	if (slice_first_word_is(line, "PASS") ||
		slice_first_word_is(line, "APOP") ||
		slice_first_word_is(line, "AUTH")) {
		o->told->login = true;
		return NEWS_CLOSED;
	}
	return NEWS_NONE;
}

enum overhear_news overhear_client_line(
	struct overhear_reader *o, struct slice line)
{
	if (speaks_smtp(o))
		return smtp_client(o, line);
	if (o->told->protocol == OVERHEARD_IMAP)
		return imap_client(o, line);
	if (o->told->protocol == OVERHEARD_POP3)
		return pop3_client(o, line);
	return slice_first_word_is(line, "PASS") ? NEWS_CLOSED : NEWS_NONE;
}

/* One reply is over: was it the one to STARTTLS? */
static enum overhear_news count_reply(struct overhear_reader *o, bool yes)
{
	if (o->outstanding > 0)
		o->outstanding--;
	if (o->list_in > 0 && --o->list_in == 0)
		o->list_open = yes;
	if (o->starttls_in == 0 || --o->starttls_in > 0)
		return NEWS_NONE;
	return yes ? NEWS_GO : NEWS_REFUSED;
}

static enum overhear_news smtp_server(
	struct overhear_reader *o, struct slice line)
{
	int code = digits(line);
	bool continued = o->continued;
	struct slice text;

	if (code == 0)
		return NEWS_NONE;
	o->told->reply = line;
	o->told->code = code;
	o->told->negative = code >= 400;
	o->continued = line.len > 3 && line.data[3] == '-';
	if (line.len > 4 && continued && code == 250) {
		text = slice_of(line.data + 4, line.len - 4);
		o->told->offered |= slice_first_word_is(text, "STARTTLS");
	}
	if (o->continued)
		return NEWS_NONE;
	if (code != 334)
		o->secret = false;
	/* the server may say 421 at any time, and is gone then */
	if (code == 421 && o->starttls_in > 0)
		o->starttls_in = 1;
	return count_reply(o, code == 220);
}

/* Both "* CAPABILITY …" and "OK [CAPABILITY …]". */
static bool lists_starttls(struct slice line)
{
	bool list = false;

	while (line.len > 0) {
		struct slice word = slice_cut_word(&line);

		if (word.len > 0 && word.data[word.len - 1] == ']')
			word.len--;
		if (slice_is_word(word, "CAPABILITY") ||
			slice_is_word(word, "[CAPABILITY"))
			list = true;
		else if (list && slice_is_word(word, "STARTTLS"))
			return true;
	}
	return false;
}

static enum overhear_news imap_server(
	struct overhear_reader *o, struct slice line)
{
	struct slice whole = line, tag = slice_cut_word(&line);
	struct slice word = slice_cut_word(&line);
	bool no = slice_is_word(word, "NO") || slice_is_word(word, "BAD") ||
		slice_is_word(word, "BYE");

	o->told->offered |= lists_starttls(whole);
	if (no || slice_is_word(word, "OK")) {
		o->told->reply = whole;
		o->told->negative = no;
	}
	if (o->starttls_in == 0 || o->tag.len == 0 || !slice_equal(tag, o->tag))
		return NEWS_NONE;
	o->starttls_in = 0;
	return no ? NEWS_REFUSED : NEWS_GO;
}

static enum overhear_news pop3_server(
	struct overhear_reader *o, struct slice line)
{
	bool yes = slice_first_word_is(line, "+OK");

	if (o->list_open) {
		o->told->offered |= slice_first_word_is(line, "STLS");
		o->list_open = !slice_is_word(line, ".");
		return NEWS_NONE;
	}
	if (!yes && !slice_first_word_is(line, "-ERR"))
		return NEWS_NONE;
	o->told->reply = line;
	o->told->negative = !yes;
	return count_reply(o, yes);
}

enum overhear_news overhear_server_line(
	struct overhear_reader *o, struct slice line)
{
	if (speaks_smtp(o))
		return smtp_server(o, line);
	if (o->told->protocol == OVERHEARD_IMAP)
		return imap_server(o, line);
	if (o->told->protocol == OVERHEARD_POP3)
		return pop3_server(o, line);
	return NEWS_NONE;
}
