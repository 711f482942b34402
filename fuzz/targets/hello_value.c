/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_value(): any bytes are the body of a ClientHello, and its value
 * can be written as JSON and read again.
 */
#include "analysis/json/hello_value.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct hello *hello)
{
	json_t *value = hello_value(hello), *again;
	char *text = json_dumps(value, JSON_COMPACT);

	assert(text);
	again = json_loads(text, 0, NULL);
	assert(json_equal(again, value));
	json_decref(again);
	json_decref(value);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hello hello;

	if (size > 0x4000)
		return 0;
	hello_read(&hello, slice_of(data, size));
	check(&hello);
	hello_read_ssl2(&hello, slice_of(data, size));
	check(&hello);
	return 0;
}
