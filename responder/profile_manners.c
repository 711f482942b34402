/* SPDX-License-Identifier: ISC */
/*
 * The keys of a profile that say how the server behaves before and around TLS
 * (hallo-profile(5), MANNERS). They are carried, not acted on: that is the
 * listener's part.
 */
#include "responder/profile_text.h"

#define CLOCK_MAX 1000

static bool read_clock(struct text *t)
{
	uint32_t n;

	if (!next_word(t) || !number(&n, t->word, CLOCK_MAX) || !n)
		return text_complain(t, "clock wants 1 to %d", CLOCK_MAX);
	t->profile->manners.clock = n;
	return true;
}

const struct profile_key profile_manner_keys[] = {
	{ "clock", read_clock },
	{ NULL, NULL },
};
