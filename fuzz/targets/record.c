/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_read_records() and records_cut(): any bytes are what a client
 * sends first. A well-formed hello survives being cut into records of another
 * size.
 */
#include "wire/hello/hello.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t out[1 << 17], first[4096], second[4096];
	struct writer w = writer_of(out, sizeof(out));
	struct hello hello, again;
	size_t consumed;

	if (hello_read_records(&hello, &consumed, slice_of(data, size), first,
		    sizeof(first)) != HELLO_READ)
		return 0;
	assert(consumed <= size);
	hello_write(&w, &hello, 1 + size % 50);
	/* what the three-byte header of SSL 2 can hold is always less */
	assert(writer_ok(&w));
	assert(hello_read_records(&again, &consumed, writer_done(&w), second,
		       sizeof(second)) == HELLO_READ);
	assert(consumed == w.len);
	assert(slice_equal(hello.suites, again.suites));
	assert(hello.n_extensions == again.n_extensions);
	assert(hello.fault.kind == again.fault.kind);
	return 0;
}
