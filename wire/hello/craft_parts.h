/* SPDX-License-Identifier: ISC */
/*
 * What the files of the craft share; private to hello_craft.c and
 * craft_extension.c.
 */
#ifndef HALLO_WIRE_HELLO_CRAFT_PARTS_H
#define HALLO_WIRE_HELLO_CRAFT_PARTS_H

#include "wire/hello/hello_craft.h"

/* All extensions, the changes included. */
void craft_extensions(struct hello_craft *craft, const struct hello_wish *wish);

/* A message of 256 to 511 bytes becomes one of 512. */
void craft_pad(struct hello_craft *craft);

/* @body (borrowed) instead of the first one of that type, or behind all. */
void craft_set(struct hello_craft *craft, uint16_t type, struct slice body);
void craft_drop(struct hello_craft *craft, uint16_t type);

/* key_share with one share of @group; false: it cannot be made. */
bool craft_one_share(struct hello_craft *craft, uint16_t group,
	const uint8_t seed[SEED_SIZE], hello_share_make *share);

#endif
