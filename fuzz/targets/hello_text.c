/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_text_read(): any text is a hello file, or a mistake with a line
 * and words. What it says is told back and says the same again.
 */
#include "wire/text/hello_text.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t out[1 << 17], again[1 << 17], scratch[1 << 17];
	static char text[(1 << 17) * HELLO_TEXT_GROWTH + 400];
	struct writer w = writer_of(out, sizeof(out));
	struct hello_text_mistake mistake;
	size_t len;

	if (size > 0xffff)
		return 0;
	if (!hello_text_read(&w, slice_of(data, size), &mistake)) {
		assert(mistake.line > 0 && mistake.words[0] != '\0');
		return 0;
	}
	assert(hello_text_is(slice_of(data, size)));
	len = hello_text_write(text, sizeof(text), writer_done(&w), scratch);
	assert(len < sizeof(text));
	w = writer_of(again, w.len);
	assert(hello_text_read(&w, slice_of(text, len), &mistake));
	assert(!memcmp(again, out, w.len));
	return 0;
}
