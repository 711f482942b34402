/* SPDX-License-Identifier: ISC */
/*
 * Targets sequel_feed(): any bytes are what a client says behind the answer.
 * The first byte is the size of the pieces; what is told must be the same as
 * when all comes at once.
 */
#include "wire/flight/sequel.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sequel whole, cut;
	size_t step;

	if (size < 1)
		return 0;
	step = 1 + data[0] % 64;
	sequel_begin(&whole);
	sequel_begin(&cut);
	sequel_feed(&whole, data + 1, size - 1);
	for (size_t at = 1; at < size; at += step)
		sequel_feed(
			&cut, data + at, size - at < step ? size - at : step);
	assert(!memcmp(&whole, &cut, sizeof(whole)));
	assert(whole.n_bytes == size - 1);
	assert(whole.n_messages <= SEQUEL_MESSAGES);
	return 0;
}
