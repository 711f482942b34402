/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: how a server's words are cut into segments, and how long it
 * pauses between them.
 */
#ifndef HALLO_NET_DIAL_PIECE_H
#define HALLO_NET_DIAL_PIECE_H

#include "wire/probe/manners.h"
#include "wire/bytes/slice.h"

struct pieces {
	enum segments segments;
	bool pauses;	   /* before the next piece */
	unsigned pause_ms; /* 0: a turn of the loop */
	size_t half;	   /* where SEGMENTS_HALVES cuts */
};

/* For a reply of the dialog, and for what follows the hello. */
struct pieces pieces_of_reply(const struct manners *manners, size_t len);
struct pieces pieces_of_answer(
	const struct manners *manners, struct slice answer);

/* How many bytes behind the first @sent go out in one piece; 0: none left. */
size_t piece_length(const struct pieces *pieces, struct slice all, size_t sent);

#endif
