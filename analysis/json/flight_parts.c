/* SPDX-License-Identifier: ISC */
/*
 * See flight_parts.h.
 */
#include "analysis/json/flight_parts.h"

#include "analysis/json/names.h"

const char *flight_fault_words(struct arena *arena, const struct fault *fault)
{
	char words[200];

	if (fault->kind == FAULT_NONE)
		return "";
	fault_text(fault, words, sizeof(words));
	return arena_words(arena, words);
}

const char *flight_version(struct arena *arena, uint16_t version)
{
	char room[CODE_ROOM];

	return arena_words(arena, version_text(room, version));
}

const char *flight_group(struct arena *arena, uint16_t code)
{
	char room[CODE_ROOM];

	return arena_words(arena, group_text(room, code));
}

const char *flight_scheme(struct arena *arena, uint16_t code)
{
	char room[CODE_ROOM];

	return arena_words(arena, scheme_text(room, code));
}
