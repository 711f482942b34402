/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_read(), hello_write_body() and the questions of hello_ask.c:
 * any bytes are the body of a ClientHello, and what was read of them, well
 * formed or not, is written back to the byte.
 */
#include "wire/hello/hello.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t out[1 << 17];
	struct writer w = writer_of(out, sizeof(out));
	struct hello hello;
	uint16_t codes[8];
	bool good;

	if (size > 0xffff)
		return 0;
	good = hello_read(&hello, slice_of(data, size));
	assert(good == (hello.fault.kind == FAULT_NONE));
	hello_write_body(&w, &hello);
	assert(writer_ok(&w));
	assert(slice_equal(writer_done(&w), slice_of(data, size)));
	hello_offers_suite(&hello, 0x0039);
	hello_offers_group(&hello, 0x0017);
	for (uint16_t version = 0x02ff; version <= 0x0305; version++)
		hello_offers_version(&hello, version);
	hello_code_list(&hello, 10, codes, 8);
	hello_code_list(&hello, 13, codes, 8);
	assert(hello_server_name(&hello).len <= size);
	return 0;
}
