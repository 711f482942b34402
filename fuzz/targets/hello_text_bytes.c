/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_text_write(): any bytes have a text, and that text says those
 * bytes and no others. The fingerprints come along: they read what is hostile.
 */
#include "wire/hello/fingerprint.h"
#include "wire/text/hello_text.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t again[1 << 16], scratch[1 << 16];
	static char text[(1 << 16) * HELLO_TEXT_GROWTH + 400];
	struct slice bytes = slice_of(data, size);
	struct hello_text_mistake mistake;
	struct hello hello;
	struct writer w;
	char name[FINGERPRINT_JA4], hash[FINGERPRINT_MD5];
	size_t len, consumed;

	if (size > 0xffff)
		return 0;
	len = hello_text_write(text, sizeof(text), bytes, scratch);
	assert(len < sizeof(text));
	w = writer_of(again, size);
	assert(hello_text_read(&w, slice_of(text, len), &mistake));
	assert(slice_equal(writer_done(&w), bytes));
	if (hello_read_records(&hello, &consumed, bytes, scratch,
		    sizeof(scratch)) != HELLO_READ)
		return 0;
	ja4(name, &hello);
	ja3_hash(hash, &hello);
	assert(strlen(name) == (hello.form == HELLO_TLS ? 36 : 0));
	return 0;
}
