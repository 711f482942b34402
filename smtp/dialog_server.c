/* SPDX-License-Identifier: ISC */
/*
 * The machine of the server's side: it cuts the client's bytes into lines of
 * bounded length and holds the answer until it is written. What a line means
 * stands with the client's side in the file of the protocol.
 *
 * It answers one line at a time: a client that runs ahead (PIPELINING, RFC
 * 2920) is answered in order, because nothing is eaten while an answer waits.
 */
#include "smtp/dialog_server.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#define NOISE_MAX 64 /* bytes at the end of a line */

void dialog_server_begin(struct dialog_server *d,
	const struct dialog_kind *kind, const char *host,
	const struct manners *manners)
{
	static const struct manners good;

	assert(dialog_name_ok(host));
	memset(d, 0, sizeof(*d));
	d->kind = kind;
	d->host = host;
	d->manners = manners ? manners : &good;
	d->status = DIALOG_GO;
	if (kind->protocol)
		kind->protocol->server_begin(d);
}

void dialog_server_turn_away(struct dialog_server *d)
{
	d->n_out = d->n_sent = 0;
	d->status = DIALOG_STOPPED;
	if (d->kind->protocol)
		dialog_server_say(d, DIALOG_STOPPED, "%s",
			d->kind->protocol->server_busy);
}

/* A line that does not fit is no command of any protocol: the empty line in its
 * place draws the protocol's word for "unknown". */
static void end_line(struct dialog_server *d)
{
	size_t len = d->skipping ? 0 : d->n_line;

	if (len > 0 && d->line[len - 1] == '\r')
		len--;
	d->n_line = 0;
	d->skipping = false;
	d->n_last = len < sizeof(d->last) ? len : sizeof(d->last);
	memcpy(d->last, d->line, d->n_last);
	if (++d->n_lines > DIALOG_SERVER_LINES) {
		d->status = DIALOG_STOPPED;
		return;
	}
	d->kind->protocol->server_line(d, slice_of(d->line, len));
}

size_t dialog_server_feed(
	struct dialog_server *d, const uint8_t *data, size_t len)
{
	size_t eaten = 0;

	while (d->status == DIALOG_READ && eaten < len) {
		char c = (char)data[eaten++];

		if (c == '\n')
			end_line(d);
		else if (d->n_line < sizeof(d->line))
			d->line[d->n_line++] = c;
		else
			d->skipping = true;
	}
	return eaten;
}

struct slice dialog_server_out(const struct dialog_server *d)
{
	return slice_of(d->out + d->n_sent, d->n_out - d->n_sent);
}

void dialog_server_sent(struct dialog_server *d, size_t len)
{
	assert(len <= d->n_out - d->n_sent);
	d->n_sent += len;
	if (d->status != DIALOG_WRITE || d->n_sent < d->n_out)
		return;
	d->n_out = d->n_sent = 0;
	d->status = d->after;
}

/* Text that no terminal, parser or file of text may be handed as it is. */
static size_t make_noise(char out[NOISE_MAX], unsigned noise)
{
	static const char escapes[] = " \x1b[31mred\x1b[0m \x1b]0;owned\x07 "
				      "\x9b"
				      "2J \x7f<b>";
	static const char nul[] = { ' ', 'n', '\0', 'l' };
	static const char utf8[] = " \xff\xfe \xc0\xaf \xe2\x28";
	size_t n = 0;

	if (noise & NOISE_ESCAPES) {
		memcpy(out + n, escapes, sizeof(escapes) - 1);
		n += sizeof(escapes) - 1;
	}
	if (noise & NOISE_NUL) {
		memcpy(out + n, nul, sizeof(nul));
		n += sizeof(nul);
	}
	if (noise & NOISE_UTF8) {
		memcpy(out + n, utf8, sizeof(utf8) - 1);
		n += sizeof(utf8) - 1;
	}
	return n;
}

void dialog_server_say(
	struct dialog_server *d, enum dialog_status after, const char *fmt, ...)
{
	size_t room = sizeof(d->out) - d->n_out - 2 - NOISE_MAX;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(d->out + d->n_out, room, fmt, ap);
	va_end(ap);
	assert(n >= 0 && (size_t)n < room);
	d->n_out += (size_t)n;
	if (n > 1) /* the lone dot that ends a list must stay alone */
		d->n_out += make_noise(d->out + d->n_out, d->manners->noise);
	memcpy(d->out + d->n_out, "\r\n", 2);
	d->n_out += 2;
	d->after = after;
	d->status = DIALOG_WRITE;
}

void dialog_server_keywords(struct dialog_server *d, size_t from)
{
	if (!d->manners->lower_case)
		return;
	for (size_t i = from; i < d->n_out; i++)
		if (d->out[i] >= 'A' && d->out[i] <= 'Z')
			d->out[i] = (char)(d->out[i] - 'A' + 'a');
}

bool dialog_server_lists_starttls(const struct dialog_server *d)
{
	return !d->manners->without_starttls && !d->manners->hides_starttls;
}

bool dialog_server_refuses_starttls(const struct dialog_server *d)
{
	unsigned every = d->manners->refuse_starttls;

	return every && d->number && d->number % every == 0;
}
