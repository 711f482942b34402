/* SPDX-License-Identifier: ISC */
/*
 * The machine that all dialogs share: it cuts the peer's bytes into lines,
 * keeps them verbatim within the caps and holds what is to be sent. What a line
 * means is the protocol's affair (smtp.c, imap.c, pop3.c); the table of them is
 * dialogs.c.
 *
 * A line ends with LF; the CR before it is taken off if it is there: RFC 5321
 * 2.3.8 wants both, but old servers send LF alone.
 */
#include "smtp/dialog.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <strings.h>

const char *dialog_stop_name(enum dialog_stop stop)
{
	switch (stop) {
	case DIALOG_STOP_NONE:
		return "none";
	case DIALOG_STOP_REFUSED:
		return "refused";
	case DIALOG_STOP_NO_STARTTLS:
		return "no-starttls";
	case DIALOG_STOP_GARBLED:
		return "garbled";
	case DIALOG_STOP_TOO_LONG:
		return "too-long";
	}
	return "unknown";
}

bool dialog_name_ok(const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < len; i++)
		if (name[i] <= ' ' || name[i] > '~')
			return false;
	return len > 0 && len <= DIALOG_NAME_MAX;
}

void dialog_begin(struct dialog *d, const struct dialog_kind *kind,
	const char *helo, bool force_starttls)
{
	assert(dialog_name_ok(helo));
	memset(d, 0, sizeof(*d));
	d->kind = kind;
	d->helo = helo;
	d->force_starttls = force_starttls;
	d->stage = STAGE_CONNECT;
	if (!kind->protocol) {
		d->status = DIALOG_GO;
		return;
	}
	d->stage = STAGE_GREETING;
	d->status = DIALOG_READ;
	if (kind->protocol->begin)
		kind->protocol->begin(d);
}

static void end_line(struct dialog *d)
{
	size_t end = d->n_said - 1; /* the LF */
	struct slice line;

	if (end > d->line_at && d->said[end - 1] == '\r')
		end--;
	line = slice_of(d->said + d->line_at, end - d->line_at);
	d->line_at = d->n_said;
	if (++d->n_lines > DIALOG_LINES_MAX)
		dialog_stop(d, DIALOG_STOP_TOO_LONG);
	else
		d->kind->protocol->line(d, line);
}

/* Keeps the part of @data that belongs to the current line; what does not fit
 * under the caps is not eaten. */
static size_t eat(struct dialog *d, const uint8_t *data, size_t len)
{
	const uint8_t *lf = memchr(data, '\n', len);
	size_t n = lf ? (size_t)(lf - data) + 1 : len;
	size_t room = DIALOG_LINE_MAX - (d->n_said - d->line_at);

	if (room > DIALOG_SAID_MAX - d->n_said)
		room = DIALOG_SAID_MAX - d->n_said;
	if (d->reply_over) {
		d->reply_at = d->n_said;
		d->reply_over = false;
	}
	if (n > room)
		n = room;
	memcpy(d->said + d->n_said, data, n);
	d->n_said += n;
	if (lf && data + n == lf + 1)
		end_line(d);
	else if (n == room && n < len)
		dialog_stop(d, DIALOG_STOP_TOO_LONG);
	return n;
}

size_t dialog_feed(struct dialog *d, const uint8_t *data, size_t len)
{
	size_t eaten = 0;

	while (d->status == DIALOG_READ && eaten < len)
		eaten += eat(d, data + eaten, len - eaten);
	return eaten;
}

struct slice dialog_out(const struct dialog *d)
{
	return slice_of(d->out + d->n_sent, d->n_out - d->n_sent);
}

void dialog_sent(struct dialog *d, size_t len)
{
	assert(len <= d->n_out - d->n_sent);
	d->n_sent += len;
	if (d->status == DIALOG_WRITE && d->n_sent == d->n_out)
		d->status = DIALOG_READ;
}

struct slice dialog_reply(const struct dialog *d)
{
	return slice_of(d->said + d->reply_at, d->n_said - d->reply_at);
}

void dialog_say(struct dialog *d, enum stage stage, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(d->out, sizeof(d->out) - 2, fmt, ap);
	va_end(ap);
	assert(n > 0 && (size_t)n < sizeof(d->out) - 2);
	memcpy(d->out + n, "\r\n", 2);
	d->n_out = (size_t)n + 2;
	d->n_sent = 0;
	d->stage = stage;
	d->status = DIALOG_WRITE;
	d->continued = false;
	d->reply_over = true;
}

void dialog_go(struct dialog *d)
{
	d->status = DIALOG_GO;
}

void dialog_stop(struct dialog *d, enum dialog_stop stop)
{
	d->stop = stop;
	d->status = DIALOG_STOPPED;
}

static bool blank(uint8_t c)
{
	return c == ' ' || c == '\t';
}

static size_t count_blanks(struct slice text)
{
	size_t n = 0;

	while (n < text.len && blank(text.data[n]))
		n++;
	return n;
}

static struct slice from(struct slice text, size_t at)
{
	return at ? slice_of(text.data + at, text.len - at) : text;
}

struct slice slice_cut_word(struct slice *text)
{
	struct slice word = from(*text, count_blanks(*text));
	size_t n = 0;

	while (n < word.len && !blank(word.data[n]))
		n++;
	*text = from(word, n);
	*text = from(*text, count_blanks(*text));
	word.len = n;
	return word;
}

bool slice_is_word(struct slice text, const char *word)
{
	if (text.len == 0 || text.len != strlen(word))
		return text.len == 0 && *word == '\0';
	return !strncasecmp((const char *)text.data, word, text.len);
}

bool slice_first_word_is(struct slice text, const char *word)
{
	return slice_is_word(slice_cut_word(&text), word);
}
