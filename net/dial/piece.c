/* SPDX-License-Identifier: ISC */
/*
 * See piece.h. A pause of a moment makes a piece a segment of its own; between
 * single bytes a turn of the loop does. Only the pauses of a trickle are waits
 * that the profile's clock shortens.
 */
#include "net/dial/piece.h"

#define BETWEEN_PIECES_MS 10

static struct pieces pieces_of(const struct manners *manners, unsigned trickle,
	enum segments segments, size_t half)
{
	struct pieces pieces = { .segments = segments,
		.pauses = trickle || segments != SEGMENTS_WHOLE,
		.half = half };

	if (trickle) {
		pieces.segments = SEGMENTS_BYTES;
		pieces.pause_ms = manners_ms(manners, trickle);
	} else if (segments != SEGMENTS_BYTES) {
		pieces.pause_ms = BETWEEN_PIECES_MS;
	}
	return pieces;
}

struct pieces pieces_of_reply(const struct manners *manners, size_t len)
{
	return pieces_of(manners, manners->trickle, manners->segments, len / 2);
}

struct pieces pieces_of_answer(
	const struct manners *manners, struct slice answer)
{
	size_t record = answer.len;

	if (answer.len >= 5 && 5 + slice_number(answer, 3, 2) < answer.len)
		record = 5 + slice_number(answer, 3, 2);
	return pieces_of(manners, manners->trickle_answer,
		manners->answer_segments, record / 2);
}

size_t piece_length(const struct pieces *pieces, struct slice all, size_t sent)
{
	size_t rest = all.len - sent;
	const uint8_t *newline;

	if (rest == 0)
		return 0;
	switch (pieces->segments) {
	case SEGMENTS_WHOLE:
		break;
	case SEGMENTS_LINES:
		newline = memchr(all.data + sent, '\n', rest);
		return newline ? (size_t)(newline - all.data) + 1 - sent : rest;
	case SEGMENTS_HALVES:
		return sent < pieces->half ? pieces->half - sent : rest;
	case SEGMENTS_BYTES:
		return 1;
	}
	return rest;
}
