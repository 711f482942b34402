/* SPDX-License-Identifier: ISC */
/*
 * See read_capture.h. A reading is made when its connection is over: the
 * streams are whole then, and their marks tell who spoke when.
 */
#include "cli/files/read_capture.h"

#include <stdlib.h>

#include "net/capture/conversations.h"
#include "smtp/overhear.h"

struct work {
	struct read_summary *summary;
	read_each *each;
	void *ctx;
	bool enough;
	struct reading *reading;
	struct conversation_turn turns[CONVERSATION_TURNS];
};

static void streams_of(
	struct overhear_stream streams[2], const struct conversation *c)
{
	for (int i = 0; i < 2; i++) {
		const struct reassembly *s = &c->half[i].stream;

		streams[i] = (struct overhear_stream){ slice_of(s->bytes, s->n),
			s->joined };
	}
}

static void fill(
	struct work *work, struct reading *r, const struct conversation *c)
{
	struct overhear_stream streams[2];
	size_t n;

	reading_clear(r);
	r->connection = *c;
	streams_of(streams, &r->connection);
	/* without a SYN the port has told who is who; what is said knows
	 * better */
	if (!c->opened && overhear_is_turned(streams)) {
		conversation_turn_round(&r->connection);
		streams_of(streams, &r->connection);
	}
	n = conversation_turns(work->turns, &r->connection);
	overhear(&r->dialog, streams, work->turns, n);
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
	table = conversations_new(&conversation_defaults, finished, work);
	read_packets(file, work, table);
	conversations_end(table);
	conversations_free(table);
	free(work->reading);
	free(work);
}
