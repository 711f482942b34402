/* SPDX-License-Identifier: ISC */
/*
 * From options to a wish (wire/hello/hello_craft.h), for all commands that make
 * a ClientHello.
 */
#ifndef HALLO_CLI_OPTIONS_WISH_H
#define HALLO_CLI_OPTIONS_WISH_H

#include "cli/options/options.h"

/* All but the server's name and the seed, which come from elsewhere. @from, a
 * hello to begin with, may be NULL. @wish borrows from both. */
void wish_make(struct hello_wish *wish, const struct say_given *given,
	const struct hello *from);

/* Does @given shape the hello in any way? */
bool wish_shapes(const struct say_given *given);

#endif
