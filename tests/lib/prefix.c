/* SPDX-License-Identifier: ISC */
/*
 * The every-prefix and every-capacity helpers of tests/lib/prefix.h.
 */
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static bool parses_copy(struct slice bytes,
	bool (*parses)(void *ctx, struct slice bytes), void *ctx)
{
	uint8_t *copy = malloc(bytes.len);
	bool good;

	if (bytes.len > 0)
		memcpy(copy, bytes.data, bytes.len);
	good = parses(ctx, slice_of(copy, bytes.len));
	free(copy);
	return good;
}

void every_prefix_faults(struct slice message,
	bool (*parses)(void *ctx, struct slice bytes), void *ctx)
{
	for (size_t len = 0; len < message.len; len++) {
		if (parses_copy(slice_of(message.data, len), parses, ctx))
			fail_msg("the first %zu of %zu bytes are no message",
				len, message.len);
	}
	assert_true(parses_copy(message, parses, ctx));
}

void every_capacity_fails(void (*write)(struct writer *w, void *ctx), void *ctx)
{
	uint8_t full[16384];
	struct writer w = writer_of(full, sizeof(full));

	write(&w, ctx);
	assert_true(writer_ok(&w));
	for (size_t room = 0; room <= w.len; room++) {
		uint8_t *block = malloc(room);
		struct writer small = writer_of(block, room);

		write(&small, ctx);
		assert_int_equal(writer_ok(&small), room == w.len);
		if (writer_ok(&small))
			assert_memory_equal(block, full, w.len);
		free(block);
	}
}
