/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_read_ssl2() and the SSL 2 side of hello_write_body(): any bytes
 * are a CLIENT-HELLO of SSL 2, and are written back as they were.
 */
#include "wire/hello/hello.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t out[1 << 17];
	struct writer w = writer_of(out, sizeof(out));
	struct hello hello;

	if (size > 0x7fff)
		return 0;
	hello_read_ssl2(&hello, slice_of(data, size));
	hello_write_body(&w, &hello);
	assert(writer_ok(&w));
	assert(slice_equal(writer_done(&w), slice_of(data, size)));
	hello_offers_version(&hello, 0x0002);
	hello_offers_suite(&hello, 0x010080);
	return 0;
}
