/* SPDX-License-Identifier: ISC */
/*
 * The two sides of a captured connection, and who has said how much by when.
 */
#ifndef HALLO_WIRE_CAPTURE_SIDE_H
#define HALLO_WIRE_CAPTURE_SIDE_H

#include <stddef.h>

enum conversation_side { SIDE_CLIENT, SIDE_SERVER };

/* By then the stream of @side had grown to @end bytes. */
struct conversation_turn {
	enum conversation_side side;
	size_t end;
};

#endif
