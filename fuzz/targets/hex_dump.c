/* SPDX-License-Identifier: ISC */
/*
 * Targets hex_dump_read(): any text is a dump, or a mistake with its line.
 */
#include "wire/text/hex_dump.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t out[4096];

	for (size_t number = 1; number < 3; number++) {
		struct writer w = writer_of(out, sizeof(out));
		struct hex_dump_mistake mistake;
		size_t n = hex_dump_read(
			&w, slice_of(data, size), number, &mistake);

		assert(n > 0 || w.len <= sizeof(out));
		assert(mistake.line == 0 || n == 0);
	}
	return 0;
}
