/* SPDX-License-Identifier: ISC */
/*
 * See read_capture.h. A reading is made when its connection is over: the
 * streams are whole then, and their marks tell who spoke when.
 */
#include "cli/files/read_capture.h"

#include <arpa/inet.h>
#include <stdlib.h>

#include "net/capture/conversation.h"
#include "smtp/overhear.h"

struct work {
	struct read_summary *summary;
	read_each *each;
	void *ctx;
	bool enough;
	struct reading *reading;
	struct overheard *overheard;
	struct overhear_turn turns[2 * REASSEMBLY_MARKS];
};

static struct reading_event event_of(const struct conversation_event *event)
{
	return (struct reading_event){ event->seen, event->ns };
}

static void take_half(struct reading_half *half,
	const struct conversation_half *from, uint8_t version)
{
	*half = (struct reading_half){ .port = from->end.port,
		.stream = &from->stream,
		.syn = event_of(&from->syn),
		.fin = event_of(&from->fin),
		.rst = event_of(&from->rst),
		.last_data = event_of(&from->last_data),
		.packets = from->packets,
		.bytes = from->bytes,
		.confirmed = from->confirmed,
		.lost = conversation_lost(from),
		.syns = from->syns,
		.repeats = from->repeats };
	inet_ntop(version == 4 ? AF_INET : AF_INET6, from->end.address,
		half->address, sizeof(half->address));
}

static struct slice stream_of(const struct conversation_half *half)
{
	return slice_of(half->stream.bytes, half->stream.n);
}

static bool begins_as(struct slice bytes, const char *text)
{
	return bytes.len >= strlen(text) &&
		!memcmp(bytes.data, text, strlen(text));
}

/* Without a SYN the port has told who is who; what is said knows better. */
static bool is_turned(const struct conversation *c)
{
	struct slice client = stream_of(&c->half[SIDE_CLIENT]);
	struct slice server = stream_of(&c->half[SIDE_SERVER]);

	if (c->opened)
		return false;
	if (server.len > 5 && server.data[0] == CONTENT_HANDSHAKE &&
		server.data[1] == 3 && server.data[5] == HANDSHAKE_CLIENT_HELLO)
		return true;
	return begins_as(client, "220 ") || begins_as(client, "220-") ||
		begins_as(client, "250-") || begins_as(client, "* OK") ||
		begins_as(client, "+OK");
}

/* The marks of both streams in the order of time. */
static size_t make_turns(struct work *work, const struct reading *r)
{
	size_t at[2] = { 0, 0 }, n = 0;

	for (;;) {
		const struct reassembly_mark *next[2];
		int side;

		for (int i = 0; i < 2; i++) {
			const struct reassembly *s = r->half[i].stream;

			next[i] = at[i] < s->n_marks ? &s->marks[at[i]] : NULL;
		}
		if (!next[0] && !next[1])
			return n;
		side = !next[0] ||
			(next[1] && next[1]->packet < next[0]->packet);
		work->turns[n++] =
			(struct overhear_turn){ (enum overhear_side)side,
				next[side]->end };
		at[side]++;
	}
}

static void take_lines(struct reading *r, const struct overheard *o)
{
	r->n_lines = o->n_lines;
	r->n_lines_left_out = o->n_left_out;
	for (size_t i = 0; i < o->n_lines && i < READING_LINES; i++)
		r->lines[i] = (struct reading_line){
			(enum reading_side)o->lines[i].side, o->lines[i].end,
			o->lines[i].text, o->lines[i].hidden
		};
}

static void take_dialog(struct work *work, struct reading *r)
{
	struct overheard *o = work->overheard;
	struct overhear_stream streams[2];

	for (int i = 0; i < 2; i++) {
		const struct reassembly *s = r->half[i].stream;

		streams[i] = (struct overhear_stream){ slice_of(s->bytes, s->n),
			s->joined };
	}
	overhear(o, streams, work->turns, make_turns(work, r));
	r->protocol = overhear_protocol_name(o->protocol);
	r->unknown_talk = o->protocol == OVERHEAR_UNKNOWN;
	r->offered = o->offered;
	r->asked = o->asked;
	r->negative = o->negative;
	r->login = o->login;
	r->mail = o->mail;
	r->answer = o->answer == OVERHEAR_GO	? READING_GO
		: o->answer == OVERHEAR_REFUSED ? READING_REFUSED
						: READING_NO_ANSWER;
	r->reply = o->reply;
	r->code = o->code;
	take_lines(r, o);
	for (int i = 0; i < 2; i++) {
		r->half[i].has_tls = o->tls[i].seen;
		r->half[i].joined_tls = o->tls[i].joined;
		r->half[i].tls_at = o->tls[i].at;
		r->half[i].instead = o->instead[i];
	}
}

/* SYN to SYN+ACK and on to ACK: a whole round trip wherever it was captured. */
static int64_t round_trip(const struct conversation *c)
{
	const struct conversation_half *client = &c->half[SIDE_CLIENT];

	if (!c->opened || !client->syn.seen || !c->established.seen ||
		client->syns > 1 || c->half[SIDE_SERVER].syns > 1)
		return 0;
	return c->established.ns - client->syn.ns;
}

static void fill(
	struct work *work, struct reading *r, const struct conversation *c)
{
	static const enum reading_end ends[] = {
		[CONVERSATION_OPEN] = READING_OPEN,
		[CONVERSATION_FIN] = READING_FIN,
		[CONVERSATION_RST] = READING_RST,
		[CONVERSATION_FULL] = READING_FULL,
		[CONVERSATION_REPLACED] = READING_REPLACED,
	};
	bool turned = is_turned(c);

	/* the buffers behind it need no clearing */
	memset(r, 0, offsetof(struct reading, joined));
	for (int i = 0; i < 2; i++)
		take_half(&r->half[i], &c->half[turned ? !i : i], c->version);
	r->number = c->number;
	r->opened = c->opened;
	r->first_ns = c->first_ns;
	r->last_ns = c->last_ns;
	r->end = ends[c->how];
	r->first_to_end = (enum reading_side)(
		turned ? !c->first_to_end : c->first_to_end);
	r->over = event_of(&c->over);
	r->round_trip_ns = round_trip(c);
	take_dialog(work, r);
	reading_tls(r);
}

static void finished(void *ctx, const struct conversation *c)
{
	struct work *work = ctx;
	uint64_t missing =
		conversation_lost(&c->half[0]) + conversation_lost(&c->half[1]);

	work->summary->connections++;
	work->summary->table_full += c->how == CONVERSATION_FULL;
	work->summary->holes += missing > 0;
	if (work->enough)
		return;
	fill(work, work->reading, c);
	work->enough = !work->each(work->ctx, work->reading);
}

static void count(struct read_summary *summary, const struct packet *packet)
{
	summary->packets++;
	switch (packet->kind) {
	case PACKET_TCP:
		summary->tcp++;
		summary->cut += packet->payload.len < packet->len;
		break;
	case PACKET_FRAGMENT:
		summary->fragments++;
		break;
	case PACKET_OTHER:
		summary->other++;
		break;
	case PACKET_SHORT:
	case PACKET_ODD:
	case PACKET_LINK:
		summary->odd++;
		break;
	}
}

static void *zeroed(size_t size)
{
	void *memory = calloc(1, size);

	if (!memory)
		abort();
	return memory;
}

static void read_packets(struct capture_file *file, struct work *work,
	struct conversations *table)
{
	enum capture_file_step step = CAPTURE_FILE_PACKET;
	int link = capture_file_link(file);
	struct captured captured;
	struct packet packet;

	while (!work->enough &&
		(step = capture_file_next(file, &captured)) ==
			CAPTURE_FILE_PACKET) {
		packet_read(&packet, link, captured.bytes, captured.wire);
		count(work->summary, &packet);
		if (packet.kind == PACKET_TCP)
			conversations_add(table, &packet,
				work->summary->packets, captured.ns);
	}
	if (step == CAPTURE_FILE_BROKEN)
		work->summary->trouble = capture_file_trouble(file);
	else if (!packet_link_known(link))
		work->summary->trouble =
			"packets of that link layer are not known here";
}

void read_capture(struct capture_file *file, struct read_summary *summary,
	read_each *each, void *ctx)
{
	struct work *work = zeroed(sizeof(*work));
	struct conversations *table;

	work->summary = summary;
	work->each = each;
	work->ctx = ctx;
	work->reading = zeroed(sizeof(*work->reading));
	work->overheard = zeroed(sizeof(*work->overheard));
	table = conversations_new(&conversation_defaults, finished, work);
	read_packets(file, work, table);
	conversations_end(table);
	conversations_free(table);
	free(work->overheard);
	free(work->reading);
	free(work);
}
