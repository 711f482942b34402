/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: what a server says that never stops, as one block that is
 * sent again and again.
 */
#ifndef HALLO_NET_DIAL_ENDLESS_H
#define HALLO_NET_DIAL_ENDLESS_H

#include "smtp/dialog.h"
#include "wire/probe/manners.h"

#define ENDLESS_BLOCK (5 + 16384)

/* Both fill @block and return how many bytes of it. */
size_t endless_greeting(
	uint8_t block[ENDLESS_BLOCK], const struct dialog_kind *kind);
size_t endless_answer(uint8_t block[ENDLESS_BLOCK], enum hello_fate fate);

#endif
