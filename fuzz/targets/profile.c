/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the reader of profiles: profile_read() and what it calls in
 * responder/profile_read.c and wire/tables/names.c. What was read must keep the
 * caps, and a mistake must be told with its line.
 */
#include "responder/profile.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct profile profile;
	char message[200] = "";

	if (!profile_read(&profile, (const char *)data, size, message,
		    sizeof(message)))
		assert(!strncmp(message, "line ", 5));
	for (size_t i = 0; message[i]; i++)
		assert(message[i] >= 0x20 && message[i] <= 0x7e);
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		assert(profile.versions[i].n_suites <= PROFILE_MAX_SUITES);
	assert(profile.n_groups <= PROFILE_MAX_GROUPS);
	assert(profile.n_certificates <= 4 && profile.n_alpn <= 4);
	assert(profile.dh_prime_len <= PROFILE_MAX_DH);
	return 0;
}
