/* SPDX-License-Identifier: ISC */
/*
 * Reads the TLS of both directions: the client's hello (and its second one,
 * behind a HelloRetryRequest), the server's flight, the course of each.
 */
#include "analysis/capture/reading.h"

#include <arpa/inet.h>
#include <stddef.h>
#include <string.h>

void reading_clear(struct reading *r)
{
	memset(r, 0, offsetof(struct reading, joined));
}

const char *reading_address(char out[READING_ADDRESS], const struct reading *r,
	enum conversation_side side)
{
	const struct conversation *c = &r->connection;

	if (!inet_ntop(c->version == 4 ? AF_INET : AF_INET6,
		    c->half[side].end.address, out, READING_ADDRESS))
		out[0] = '\0';
	return out;
}

static struct slice from(struct slice bytes, size_t at)
{
	return at ? slice_of(bytes.data + at, bytes.len - at) : bytes;
}

static void read_hello(struct reading_hello *found, struct slice stream,
	size_t at, uint8_t *joined)
{
	enum hello_progress progress;

	found->at = at;
	if (at >= stream.len)
		return;
	progress = hello_read_records(&found->hello, &found->len,
		from(stream, at), joined, FLIGHT_BUFFER);
	found->read = progress == HELLO_READ;
	found->cut = progress == HELLO_NEEDS_MORE;
}

/* Where the client goes on behind its first hello: a ChangeCipherSpec may stand
 * before the second one (RFC 8446 D.4). */
static size_t second_hello_at(const struct reading *r)
{
	struct slice tls = r->half[SIDE_CLIENT].tls;
	size_t at = r->first.len;

	while (at + 6 <= tls.len &&
		tls.data[at] == CONTENT_CHANGE_CIPHER_SPEC &&
		slice_number(tls, at + 3, 2) == 1)
		at += 6;
	return at;
}

static void read_flight(struct reading *r)
{
	struct slice heard = r->half[SIDE_SERVER].tls;
	struct server_flight *flight = &r->flight;

	flight_begin(flight, r->buffer, sizeof(r->buffer), r->ssl2);
	/* what was joined begins in the middle: no first flight is in it */
	if (r->dialog.tls[SIDE_SERVER].joined)
		return;
	if (heard.len > 0)
		flight_feed(flight, heard.data, heard.len);
	if (flight->end != FLIGHT_RETRY)
		return;
	r->retried = true;
	r->retry = flight->hello;
	read_hello(&r->second, r->half[SIDE_CLIENT].tls, second_hello_at(r),
		r->joined[1]);
	heard = from(heard, flight->n_eaten);
	flight_go_on(flight);
	if (heard.len > 0)
		flight_feed(flight, heard.data, heard.len);
}

void reading_tls(struct reading *r)
{
	const struct overheard_tls *begin = r->dialog.tls;

	for (int i = 0; i < 2; i++) {
		const struct reassembly *s = &r->connection.half[i].stream;

		r->tls = r->tls || begin[i].seen;
		if (begin[i].seen)
			r->half[i].tls =
				from(slice_of(s->bytes, s->n), begin[i].at);
	}
	if (begin[SIDE_CLIENT].seen && !begin[SIDE_CLIENT].joined)
		read_hello(
			&r->first, r->half[SIDE_CLIENT].tls, 0, r->joined[0]);
	r->ssl2 = r->first.read && r->first.hello.form == HELLO_SSL2;
	read_flight(r);
	r->tls13 = r->retried || r->flight.hello.negotiated > 0x0303;
	for (int i = 0; i < 2; i++)
		if (!r->ssl2 || !r->first.read || i == SIDE_SERVER)
			course_read(
				&r->half[i].course, r->half[i].tls, r->tls13);
		else
			course_read(&r->half[i].course,
				from(r->half[i].tls, r->first.len), false);
}

struct slice reading_hello_bytes(const struct reading *r)
{
	struct slice tls = r->half[SIDE_CLIENT].tls;

	if (!r->first.read || r->first.len > tls.len)
		return slice_of(NULL, 0);
	return slice_of(tls.data, r->first.len);
}

bool reading_when(const struct reading *r, enum conversation_side side,
	size_t end, int64_t *ns)
{
	struct reassembly_mark mark;

	if (!reassembly_when(&r->connection.half[side].stream,
		    r->dialog.tls[side].at + end, &mark))
		return false;
	*ns = mark.ns;
	return true;
}
