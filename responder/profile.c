/* SPDX-License-Identifier: ISC */
/*
 * A profile without its text: the empty one, the versions' places, and the
 * built-in ones by name. The reader of the text is profile_read.c.
 */
#include "responder/profile.h"

#include "responder/embedded.h"

const uint16_t profile_version_codes[PROFILE_VERSIONS] = { VERSION_SSL2,
	VERSION_SSL3, VERSION_TLS10, VERSION_TLS11, VERSION_TLS12,
	VERSION_TLS13 };

const char *const profile_builtin_names[] = { "kabelmail", "modern", "museum",
	NULL };

int profile_version_index(uint16_t version)
{
	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		if (profile_version_codes[i] == version)
			return i;
	}
	return -1;
}

void profile_init(struct profile *profile)
{
	memset(profile, 0, sizeof(*profile));
	profile->secure_renegotiation = true;
	profile->refusal = (struct refusal){ .alert = 40 };
	profile->version_refusal = (struct refusal){ .alert = 70 };
	profile->quirks.long_refusal =
		(struct refusal){ .kind = REFUSAL_SILENCE };
}

const char *profile_builtin(const char *name)
{
	return (const char *)embedded_find(name, ".profile").data;
}
