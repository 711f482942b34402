/* SPDX-License-Identifier: ISC */
/*
 * Finding an embedded file by name, e.g. embedded_find("rsa4096", ".crt").
 * Names come from profiles, so an unknown one is not a mistake of ours.
 */
#include "responder/embedded.h"

struct slice embedded_find(const char *stem, const char *suffix)
{
	size_t len = strlen(stem);

	for (const struct embedded *e = embedded_files; e->name; e++) {
		if (!strncmp(e->name, stem, len) &&
			!strcmp(e->name + len, suffix))
			return e->data;
	}
	return slice_of(NULL, 0);
}
