/* SPDX-License-Identifier: ISC */
/*
 * Targets walk_server() and walk_client(): no byte is left out, none comes
 * twice, and each piece can be read. The first byte chooses the direction.
 */
#include "wire/walk/walk.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile unsigned sink;

struct seen {
	struct slice stream;
	size_t next;
};

static void see(void *ctx, const struct walk_field *field)
{
	struct seen *seen = ctx;

	assert(field->name && field->at == seen->next && field->len > 0);
	assert(field->len <= seen->stream.len - field->at);
	for (size_t i = 0; i < field->len; i++)
		sink += seen->stream.data[field->at + i];
	seen->next += field->len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen seen = { .next = 0 };

	if (size < 1)
		return 0;
	seen.stream = slice_of(data + 1, size - 1);
	if (data[0] & 0x40)
		walk_client(seen.stream, see, &seen);
	else
		walk_server(seen.stream, data[0] & 0x80, see, &seen);
	assert(seen.next == seen.stream.len);
	return 0;
}
