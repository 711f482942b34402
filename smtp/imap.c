/* SPDX-License-Identifier: ISC */
/*
 * IMAP before TLS (RFC 9051, RFC 3501), the client's and the server's side.
 *
 *	S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
 *	C: a1 CAPABILITY         only when the greeting had no list
 *	S: * CAPABILITY IMAP4rev1 STARTTLS
 *	S: a1 OK done
 *	C: a2 STARTTLS           S: a2 OK begin      <- go-ahead
 *
 * STARTTLS is a command of the not authenticated state, so a PREAUTH greeting
 * refuses it. Literals are not asked for by any of this and not read.
 */
#include "smtp/dialog_server.h"

enum step { GREETING, CAPABILITY, STARTTLS };

/* Does the list name STARTTLS? It ends at the "]" of a response code. */
static void read_capabilities(struct dialog *d, struct slice list)
{
	const uint8_t *end = NULL;

	if (list.len > 0)
		end = memchr(list.data, ']', list.len);
	if (end)
		list.len = (size_t)(end - list.data);
	while (list.len > 0)
		if (slice_is_word(slice_cut_word(&list), "STARTTLS"))
			d->offered = true;
}

/* "[CAPABILITY …]" behind OK: RFC 9051 7.1. */
static bool read_response_code(struct dialog *d, struct slice text)
{
	if (!slice_is_word(slice_cut_word(&text), "[CAPABILITY"))
		return false;
	read_capabilities(d, text);
	return true;
}

static void after_capabilities(struct dialog *d)
{
	d->step = STARTTLS;
	if (d->offered || d->force_starttls) {
		dialog_say(d, STAGE_STARTTLS, "a2 STARTTLS");
		return;
	}
	d->stage = STAGE_CAPABILITIES;
	dialog_stop(d, DIALOG_STOP_NO_STARTTLS);
}

static void read_greeting(struct dialog *d, struct slice text)
{
	struct slice word = slice_cut_word(&text);

	if (slice_is_word(word, "BYE") || slice_is_word(word, "PREAUTH")) {
		dialog_stop(d, DIALOG_STOP_REFUSED);
	} else if (!slice_is_word(word, "OK")) {
		dialog_stop(d, DIALOG_STOP_GARBLED);
	} else if (read_response_code(d, text)) {
		after_capabilities(d);
	} else {
		d->step = CAPABILITY;
		dialog_say(d, STAGE_CAPABILITIES, "a1 CAPABILITY");
	}
}

static void read_untagged(struct dialog *d, struct slice text)
{
	struct slice word = slice_cut_word(&text);

	if (slice_is_word(word, "BYE"))
		dialog_stop(d, DIALOG_STOP_REFUSED);
	else if (d->step == CAPABILITY && slice_is_word(word, "CAPABILITY"))
		read_capabilities(d, text);
}

static void read_tagged(struct dialog *d, struct slice text)
{
	struct slice word = slice_cut_word(&text);

	if (slice_is_word(word, "NO") || slice_is_word(word, "BAD"))
		dialog_stop(d, DIALOG_STOP_REFUSED);
	else if (!slice_is_word(word, "OK"))
		dialog_stop(d, DIALOG_STOP_GARBLED);
	else if (d->step == CAPABILITY)
		after_capabilities(d);
	else
		dialog_go(d);
}

static void imap_line(struct dialog *d, struct slice line)
{
	const char *tag = d->step == CAPABILITY ? "a1" : "a2";
	struct slice word = slice_cut_word(&line);

	if (slice_is_word(word, "*") && d->step == GREETING)
		read_greeting(d, line);
	else if (slice_is_word(word, "*"))
		read_untagged(d, line);
	else if (slice_is_word(word, tag) && d->step != GREETING)
		read_tagged(d, line);
	else
		dialog_stop(d, DIALOG_STOP_GARBLED);
}

static void imap_server_begin(struct dialog_server *d)
{
	dialog_server_say(d, DIALOG_READ, "* OK %s IMAP hallo", d->host);
}

/* RFC 9051 section 9: a tag is echoed, so only harmless bytes may be one. */
static bool tag_ok(struct slice tag)
{
	for (size_t i = 0; i < tag.len; i++)
		if (tag.data[i] <= ' ' || tag.data[i] > '~' ||
			strchr("(){%*\"\\+", tag.data[i]))
			return false;
	return tag.len > 0 && tag.len <= 64;
}

static void server_capability(struct dialog_server *d, const char *tag)
{
	dialog_server_say(d, DIALOG_READ,
		"* CAPABILITY IMAP4rev1 IMAP4rev2%s LOGINDISABLED",
		dialog_server_lists_starttls(d) ? " STARTTLS" : "");
	dialog_server_keywords(d, 0);
	dialog_server_say(d, DIALOG_READ, "%s OK done", tag);
}

static void server_starttls(struct dialog_server *d, const char *tag)
{
	if (dialog_server_refuses_starttls(d))
		dialog_server_say(d, DIALOG_READ, "%s NO not for now", tag);
	else
		dialog_server_say(d, DIALOG_GO, "%s OK begin TLS", tag);
}

static void server_command(struct dialog_server *d, const char *tag,
	struct slice word, struct slice parameters)
{
	if (slice_is_word(word, "CAPABILITY")) {
		server_capability(d, tag);
	} else if (slice_is_word(word, "NOOP")) {
		dialog_server_say(d, DIALOG_READ, "%s OK done", tag);
	} else if (slice_is_word(word, "LOGOUT")) {
		dialog_server_say(d, DIALOG_READ, "* BYE until then");
		dialog_server_say(d, DIALOG_STOPPED, "%s OK bye", tag);
	} else if (slice_is_word(word, "STARTTLS") &&
		!d->manners->without_starttls && parameters.len == 0) {
		server_starttls(d, tag);
	} else {
		dialog_server_say(d, DIALOG_READ,
			"%s BAD CAPABILITY, STARTTLS, NOOP or LOGOUT please",
			tag);
	}
}

static void imap_server_line(struct dialog_server *d, struct slice line)
{
	struct slice word = slice_cut_word(&line);
	char tag[65];

	if (!tag_ok(word)) {
		dialog_server_say(d, DIALOG_READ, "* BAD that is not a tag");
		return;
	}
	memcpy(tag, word.data, word.len);
	tag[word.len] = '\0';
	word = slice_cut_word(&line);
	server_command(d, tag, word, line);
}

const struct dialog_protocol imap_protocol = {
	.name = "imap",
	.line = imap_line,
	.server_begin = imap_server_begin,
	.server_line = imap_server_line,
	.server_busy = "* BYE too many connections",
};
