/* SPDX-License-Identifier: ISC */
/* See fate.h. Which deed a byte is, and the outcome that it comes to. */
#include "fuzz/audit/deed.h"

/* Bytes below are no departure. */
#define USUAL 0x80
#define TURNED_AWAY 0xf8 /* and above: no go-ahead */

bool fate_of_connection(struct fate *fate, struct outcome *outcome)
{
	if (fate->at >= fate->size || fate->data[fate->at] < TURNED_AWAY)
		return false;
	*outcome = (struct outcome){ .stage = STAGE_GREETING,
		.kind = OUTCOME_REFUSED,
		.reply = slice_of("421 4.7.0 too many connections\r\n", 32) };
	fate->at++;
	return true;
}

void fate_of_hello(
	struct fate *fate, struct outcome *outcome, const struct probe *probe)
{
	size_t what = fate_choice(fate, 256);
	struct deed_scene scene = { .fate = fate, .probe = probe };
	struct hello hello;
	size_t eaten;

	scene.w = writer_of(fate->bytes, sizeof(fate->bytes));
	scene.end = OUTCOME_CLOSED;
	scene.hello = &hello;
	(void)hello_read_records(&hello, &eaten, probe->hello, fate->scratch,
		sizeof(fate->scratch));
	if (what < USUAL)
		deed_usual(&scene);
	else
		deed_table[(what - USUAL) % deed_table_len](&scene);
	*outcome = (struct outcome){ .stage = STAGE_HELLO,
		.flight = &fate->flight,
		.heard = slice_of(fate->bytes, scene.w.len),
		.answer_ms = 1 };
	flight_begin(&fate->flight, fate->buffer, sizeof(fate->buffer),
		probe_is_ssl2(probe));
	flight_feed(&fate->flight, fate->bytes, scene.w.len);
	outcome->kind = scene.w.len
		? outcome_kind_of_flight(&fate->flight, scene.end)
		: scene.end;
}
