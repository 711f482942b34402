/* SPDX-License-Identifier: ISC */
/* See building.h. */
#include "tests/wire/hello/building.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"

const uint16_t only_tls12[] = { 0x0303 };
const uint32_t two_suites[] = { 0x0039, 0xfefe };
const uint16_t two_groups[] = { 0x0017, 0x0a0a };
const uint16_t two_schemes[] = { 0x0401, 0xfefe };

struct hello_draft draft;
struct hello made, from;
static uint8_t out[200000], scratch[100000], file_scratch[4096];

/* One byte of the seed, five bytes long: easy to see. */
size_t share(uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed)
{
	if (group == 0x4242 || room < 5)
		return 0;
	memset(bytes, seed[0], 5);
	return 5;
}

bool build(struct slice *bytes, const struct hello_spec *spec)
{
	struct writer w = writer_of(out, sizeof(out));
	bool good = hello_build(&w, &draft, spec);

	*bytes = writer_done(&w);
	return good;
}

void read_back(struct slice bytes)
{
	size_t consumed;

	assert_int_equal(hello_read_records(&made, &consumed, bytes, scratch,
				 sizeof(scratch)),
		HELLO_READ);
	assert_int_equal(consumed, bytes.len);
}

/* Built, and read back into @made. */
struct slice make(const struct hello_spec *spec)
{
	struct slice bytes;

	if (!build(&bytes, spec))
		fail_msg("%s", draft.trouble);
	read_back(bytes);
	return bytes;
}

bool fails_with(const struct hello_spec *spec, const char *words)
{
	struct slice bytes;

	return !build(&bytes, spec) && draft.trouble &&
		strstr(draft.trouble, words);
}

void read_golden(const char *name)
{
	size_t len, consumed;
	static uint8_t bytes[4096];
	uint8_t *golden = golden_read(name, &len);

	memcpy(bytes, golden, len);
	free(golden);
	assert_int_equal(
		hello_read_records(&from, &consumed, slice_of(bytes, len),
			file_scratch, sizeof(file_scratch)),
		HELLO_READ);
}

void expect_body(uint16_t type, const char *hex)
{
	const struct hello_extension *extension = hello_find(&made, type);
	size_t len;
	uint8_t *bytes = hex_read(hex, &len);

	assert_non_null(extension);
	assert_int_equal(extension->body.len, len);
	assert_memory_equal(extension->body.data, bytes, len);
	free(bytes);
}

size_t share32(uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed)
{
	(void)room;
	(void)group;
	memset(bytes, seed[0], 32);
	return 32;
}
