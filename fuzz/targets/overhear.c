/* SPDX-License-Identifier: ISC */
/*
 * Targets overhear() and, on what it finds, course_read() and all parsers of
 * reading_tls() with the verdict on top: the input is a talk, turn by turn, a
 * byte each for side and length (in eights). Told in turns or all at once, the
 * streams are the same, and every slice lies within them.
 */
#include "analysis/capture/read_value.h"
#include "smtp/overhear.h"

#include <assert.h>
#include <stdlib.h>

#define TURNS 256
#define ROOM 65536

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct talk {
	uint8_t bytes[2][ROOM];
	size_t len[2];
	struct conversation_turn turns[TURNS];
	size_t n;
};

static void read_talk(struct talk *talk, const uint8_t *data, size_t size)
{
	for (size_t at = 0; at < size && talk->n < TURNS;) {
		int side = data[at] & 1;
		size_t len = (size_t)(data[at] >> 1) * 8 + 1;

		at++;
		len = len < size - at ? len : size - at;
		if (len > ROOM - talk->len[side])
			return;
		memcpy(talk->bytes[side] + talk->len[side], data + at, len);
		at += len;
		talk->len[side] += len;
		talk->turns[talk->n++] = (struct conversation_turn){
			(enum conversation_side)side, talk->len[side]
		};
	}
}

static void check_slice(struct slice s, const uint8_t *bytes, size_t len)
{
	if (s.len > 0)
		assert(s.data >= bytes && s.data + s.len <= bytes + len);
}

static void check(const struct overheard *o, const struct talk *talk)
{
	for (int i = 0; i < 2; i++) {
		assert(o->tls[i].at <= talk->len[i]);
		check_slice(o->instead[i], talk->bytes[i], talk->len[i]);
	}
	for (size_t i = 0; i < o->n_lines; i++)
		check_slice(o->lines[i].text, talk->bytes[o->lines[i].side],
			talk->len[o->lines[i].side]);
	check_slice(o->reply, talk->bytes[SIDE_SERVER], talk->len[SIDE_SERVER]);
}

static void judge(const struct overheard *o, const struct talk *talk)
{
	static struct reading r;
	struct read_verdict verdict;

	reading_clear(&r);
	r.dialog = *o;
	for (int i = 0; i < 2; i++) {
		struct reassembly *stream = &r.connection.half[i].stream;

		*stream = (struct reassembly){ .n = talk->len[i],
			.started = true,
			.top = talk->len[i],
			.cap = ROOM };
		/* never written to */
		stream->bytes = (uint8_t *)(uintptr_t)talk->bytes[i];
		r.connection.half[i].bytes = talk->len[i];
	}
	reading_tls(&r);
	read_verdict(&verdict, &r);
	assert(*verdict.rule && *verdict.sentence);
	json_decref(read_value(&r, &verdict));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct talk talk;
	static struct overheard o;
	struct overhear_stream streams[2];

	if (size < 1)
		return 0;
	talk.n = talk.len[0] = talk.len[1] = 0;
	read_talk(&talk, data + 1, size - 1);
	for (int i = 0; i < 2; i++)
		streams[i] = (struct overhear_stream){
			slice_of(talk.bytes[i], talk.len[i]), data[0] >> i & 1
		};
	overhear(&o, streams, talk.turns, talk.n);
	check(&o, &talk);
	judge(&o, &talk);
	overhear(&o, streams, NULL, 0);
	check(&o, &talk);
	return 0;
}
