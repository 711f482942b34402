/* SPDX-License-Identifier: ISC */
/*
 * See spec_holder.h.
 */
#include "cli/options/spec_holder.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"

struct spec_holder *spec_holder_new(void)
{
	return xcalloc(1, sizeof(struct spec_holder));
}

void spec_holder_free(struct spec_holder *holder)
{
	if (!holder)
		return;
	for (size_t i = 0; i < holder->spec.n_changes; i++)
		free((uint8_t *)(uintptr_t)holder->changes[i].body.data);
	free(holder->suites);
	free(holder);
}

static bool puts_extension(const struct hello_spec *spec)
{
	for (size_t i = 0; i < spec->n_changes; i++)
		if (spec->changes[i].how != CHANGE_DROP)
			return true;
	return false;
}

const char *spec_holder_beyond_ssl2(const struct spec_holder *holder)
{
	const struct hello_spec *spec = &holder->spec;

	return puts_extension(spec)	     ? "extension"
		: spec->groups.n	     ? "groups"
		: spec->schemes.n	     ? "signature-schemes"
		: spec->shares.n	     ? "key-shares"
		: spec->record_version.given ? "record-version"
		: spec->cuts.n		     ? "split"
					     : NULL;
}

const char *spec_holder_shaped_by(const struct spec_holder *holder)
{
	const struct hello_spec *spec = &holder->spec;

	return spec->versions.codes	     ? "versions"
		: spec->suites.codes	     ? "suites"
		: spec->groups.codes	     ? "groups"
		: spec->schemes.codes	     ? "signature-schemes"
		: spec->shares.codes	     ? "key-shares"
		: spec->n_changes	     ? "extension"
		: spec->record_version.given ? "record-version"
		: spec->client_version.given ? "client-version"
		: spec->cuts.n		     ? "split"
					     : NULL;
}
