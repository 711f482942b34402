/* SPDX-License-Identifier: ISC */
/* See read_profile.h. ODD_DIR is set by the build. */
#include "tests/odd/read_profile.h"

#include <stdio.h>

static bool is_the_truth(const struct profile *profile, const char *name,
	char *trouble, size_t size)
{
	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const struct profile_version *v = &profile->versions[i];

		for (size_t k = 0; k < v->n_suites; k++) {
			if (responder_can(profile, profile_version_codes[i],
				    v->suites[k]))
				continue;
			snprintf(trouble, size, "%s: never answers 0x%04x",
				name, v->suites[k]);
			return false;
		}
	}
	return true;
}

bool read_odd_profile(
	struct profile *profile, const char *name, char *trouble, size_t size)
{
	static char text[64 * 1024];
	char path[500], message[200];
	size_t len;
	FILE *file;

	snprintf(path, sizeof(path), "%s/profiles/%s.profile", ODD_DIR, name);
	file = fopen(path, "r");
	if (!file) {
		snprintf(trouble, size, "%s: cannot be opened", path);
		return false;
	}
	len = fread(text, 1, sizeof(text), file);
	fclose(file);
	if (!profile_read(profile, text, len, message, sizeof(message))) {
		snprintf(trouble, size, "%s: %s", name, message);
		return false;
	}
	return is_the_truth(profile, name, trouble, size);
}
