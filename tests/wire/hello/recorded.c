/* SPDX-License-Identifier: ISC */
/* See recorded.h. */
#include "tests/wire/hello/recorded.h"

#include <stdio.h>

#include "tests/lib/unit.h"
#include "wire/text/hello_text.h"

struct slice recorded_client(struct hello *hello, const char *name)
{
	static uint8_t client[8192], joined[8192];
	static char text[65536];
	struct hello_text_mistake mistake;
	struct writer w = writer_of(client, sizeof(client));
	size_t consumed, n;
	char path[400];
	FILE *file;

	snprintf(path, sizeof(path), "%s/analysis/senders/clients/%s.hello",
		SOURCE_DIR, name);
	file = fopen(path, "r");
	assert_non_null(file);
	n = fread(text, 1, sizeof(text), file);
	fclose(file);
	assert_true(hello_text_read(
		&w, slice_of((const uint8_t *)text, n), &mistake));
	assert_int_equal(hello_read_records(hello, &consumed, writer_done(&w),
				 joined, sizeof(joined)),
		HELLO_READ);
	return writer_done(&w);
}
