/* SPDX-License-Identifier: ISC */
/*
 * Reads golden certificates; a file that is not there fails the test.
 */
#include "tests/trust/certificate_file.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>

struct slice exact_copy(struct slice bytes)
{
	uint8_t *copy = malloc(bytes.len ? bytes.len : 1);

	assert_non_null(copy);
	if (bytes.len > 0)
		memcpy(copy, bytes.data, bytes.len);
	return slice_of(copy, bytes.len);
}

void slice_free(struct slice bytes)
{
	union {
		const uint8_t *borrowed;
		void *owned;
	} data = { .borrowed = bytes.data };

	free(data.owned);
}

struct slice certificate_file(const char *name)
{
	static uint8_t bytes[CERTIFICATE_MAX];
	char path[512];
	size_t len;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s.der", CERTIFICATES, name);
	file = fopen(path, "rb");
	if (!file)
		fail_msg("%s cannot be read", path);
	len = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	return exact_copy(slice_of(bytes, len));
}
