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

void dialog_server_begin(struct dialog_server *d,
	const struct dialog_kind *kind, const char *host)
{
	assert(dialog_name_ok(host));
	memset(d, 0, sizeof(*d));
	d->kind = kind;
	d->host = host;
	d->status = DIALOG_GO;
	if (kind->protocol)
		kind->protocol->server_begin(d);
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

void dialog_server_say(
	struct dialog_server *d, enum dialog_status after, const char *fmt, ...)
{
	size_t room = sizeof(d->out) - d->n_out - 2;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(d->out + d->n_out, room, fmt, ap);
	va_end(ap);
	assert(n >= 0 && (size_t)n < room);
	memcpy(d->out + d->n_out + n, "\r\n", 2);
	d->n_out += (size_t)n + 2;
	d->after = after;
	d->status = DIALOG_WRITE;
}
