/* SPDX-License-Identifier: ISC */
/* See ask.h. */
#include "analysis/state/ask.h"

#include <string.h>

unsigned audit_ask_parse(const char *text, const char **bad)
{
	static const struct {
		const char *word;
		unsigned bits;
	} words[] = { { "suites", ASK_SUITES }, { "dhe", ASK_DHE },
		{ "groups", ASK_GROUPS }, { "compression", ASK_COMPRESSION },
		{ "preferred", ASK_PREFERRED }, { "order", ASK_ORDER },
		{ "all", ASK_ALL } };
	unsigned bits = 0;

	for (const char *at = text; *at;) {
		size_t len = strcspn(at, ",");
		unsigned bit = 0;
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (strlen(words[i].word) == len &&
				!strncmp(words[i].word, at, len))
				bit = words[i].bits;
		if (!bit) {
			*bad = at;
			return 0;
		}
		bits |= bit;
		at += len + (at[len] == ',');
	}
	if (!bits)
		*bad = text;
	return bits;
}
