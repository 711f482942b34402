/* SPDX-License-Identifier: ISC */
/*
 * See conversation.h.
 */
#include "wire/capture/conversation.h"

const char *conversation_end_name(enum conversation_end end)
{
	static const char *const names[] = {
		[CONVERSATION_OPEN] = "capture-ended",
		[CONVERSATION_FIN] = "fin",
		[CONVERSATION_RST] = "rst",
		[CONVERSATION_FULL] = "table-full",
		[CONVERSATION_REPLACED] = "ports-reused",
	};

	return names[end];
}

uint64_t conversation_lost(const struct conversation_half *half)
{
	const struct reassembly *stream = &half->stream;
	uint64_t lost = reassembly_missing(stream);

	/* the FIN takes a number, too */
	if (stream->started && stream->top < stream->cap &&
		half->confirmed > stream->top + 1)
		lost += half->confirmed - stream->top;
	return lost;
}

bool conversation_ended(const struct conversation *c)
{
	return c->half[0].fin.seen || c->half[1].fin.seen ||
		c->half[0].rst.seen || c->half[1].rst.seen;
}

void conversation_turn_round(struct conversation *c)
{
	struct conversation_half half = c->half[SIDE_CLIENT];

	c->half[SIDE_CLIENT] = c->half[SIDE_SERVER];
	c->half[SIDE_SERVER] = half;
	c->first_to_end =
		c->first_to_end == SIDE_CLIENT ? SIDE_SERVER : SIDE_CLIENT;
}

int64_t conversation_round_trip(const struct conversation *c)
{
	const struct conversation_half *client = &c->half[SIDE_CLIENT];

	if (!c->opened || !client->syn.seen || !c->established.seen ||
		client->syns > 1 || c->half[SIDE_SERVER].syns > 1)
		return 0;
	return c->established.ns - client->syn.ns;
}

size_t conversation_turns(struct conversation_turn turns[CONVERSATION_TURNS],
	const struct conversation *c)
{
	size_t at[2] = { 0, 0 }, n = 0;

	for (;;) {
		const struct reassembly_mark *next[2];
		int side;

		for (int i = 0; i < 2; i++) {
			const struct reassembly *s = &c->half[i].stream;

			next[i] = at[i] < s->n_marks ? &s->marks[at[i]] : NULL;
		}
		if (!next[0] && !next[1])
			return n;
		side = !next[0] ||
			(next[1] && next[1]->packet < next[0]->packet);
		turns[n++] = (struct conversation_turn){
			(enum conversation_side)side, next[side]->end
		};
		at[side]++;
	}
}
