/* SPDX-License-Identifier: ISC */
/*
 * See listen_tally.h.
 */
#include "cli/listen/listen_tally.h"

#include <string.h>

#include "cli/page/page.h"

void listen_tally_hello(
	struct listen_tally *tally, const struct hello *hello, unsigned number)
{
	char name[FINGERPRINT_JA4];
	struct listen_kind *kind = tally->kinds;

	ja4(name, hello);
	tally->n_hellos++;
	for (size_t i = 0; i < tally->n_kinds; i++, kind++)
		if (!strcmp(kind->ja4, name)) {
			kind->n++;
			return;
		}
	if (tally->n_kinds == LISTEN_TALLY_KINDS) {
		tally->n_others++;
		return;
	}
	tally->n_kinds++;
	memcpy(kind->ja4, name, sizeof(name));
	kind->n = 1;
	kind->first = number;
}

char *listen_tally_words(const struct listen_tally *tally)
{
	return words_join("%zu connection%s, %zu hello%s, %zu%s distinct (JA4)",
		tally->n_connections, tally->n_connections == 1 ? "" : "s",
		tally->n_hellos, tally->n_hellos == 1 ? "" : "s",
		tally->n_kinds, tally->n_others ? " or more" : "");
}
