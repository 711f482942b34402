/* SPDX-License-Identifier: ISC */
/*
 * Reads the TLS of both directions: the client's hello (and its second one,
 * behind a HelloRetryRequest), the server's flight, the course of each.
 */
#include "analysis/capture/reading.h"

const char *reading_end_name(enum reading_end end)
{
	static const char *const names[] = {
		[READING_OPEN] = "capture-ended",
		[READING_FIN] = "fin",
		[READING_RST] = "rst",
		[READING_FULL] = "table-full",
		[READING_REPLACED] = "ports-reused",
	};

	return names[end];
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
	struct slice tls = r->half[READING_CLIENT].tls;
	size_t at = r->first.len;

	while (at + 6 <= tls.len &&
		tls.data[at] == CONTENT_CHANGE_CIPHER_SPEC &&
		slice_number(tls, at + 3, 2) == 1)
		at += 6;
	return at;
}

static void read_flight(struct reading *r)
{
	struct slice heard = r->half[READING_SERVER].tls;
	struct server_flight *flight = &r->flight;

	flight_begin(flight, r->buffer, sizeof(r->buffer), r->ssl2);
	/* what was joined begins in the middle: no first flight is in it */
	if (r->half[READING_SERVER].joined_tls)
		return;
	if (heard.len > 0)
		flight_feed(flight, heard.data, heard.len);
	if (flight->end != FLIGHT_RETRY)
		return;
	r->retried = true;
	r->retry = flight->hello;
	read_hello(&r->second, r->half[READING_CLIENT].tls, second_hello_at(r),
		r->joined[1]);
	heard = from(heard, flight->n_eaten);
	flight_go_on(flight);
	if (heard.len > 0)
		flight_feed(flight, heard.data, heard.len);
}

void reading_tls(struct reading *r)
{
	struct reading_half *client = &r->half[READING_CLIENT];

	for (int i = 0; i < 2; i++) {
		struct reading_half *half = &r->half[i];

		r->tls = r->tls || half->has_tls;
		if (half->has_tls)
			half->tls = from(
				slice_of(half->stream->bytes, half->stream->n),
				half->tls_at);
	}
	if (client->has_tls && !client->joined_tls)
		read_hello(&r->first, client->tls, 0, r->joined[0]);
	r->ssl2 = r->first.read && r->first.hello.form == HELLO_SSL2;
	read_flight(r);
	r->tls13 = r->retried || r->flight.hello.negotiated > 0x0303;
	for (int i = 0; i < 2; i++)
		if (!r->ssl2 || !r->first.read || i == READING_SERVER)
			course_read(
				&r->half[i].course, r->half[i].tls, r->tls13);
		else
			course_read(&r->half[i].course,
				from(r->half[i].tls, r->first.len), false);
}

struct slice reading_hello_bytes(const struct reading *r)
{
	struct slice tls = r->half[READING_CLIENT].tls;

	if (!r->first.read || r->first.len > tls.len)
		return slice_of(NULL, 0);
	return slice_of(tls.data, r->first.len);
}

bool reading_when(const struct reading *r, enum reading_side side, size_t end,
	int64_t *ns)
{
	const struct reading_half *half = &r->half[side];
	struct reassembly_mark mark;

	if (!half->stream ||
		!reassembly_when(half->stream, half->tls_at + end, &mark))
		return false;
	*ns = mark.ns;
	return true;
}
