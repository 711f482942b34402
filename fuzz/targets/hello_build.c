/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_build() and hello_build_second(): a hello that is kept comes
 * through as it was; a fresh one is as long; whatever is changed in it can be
 * written in any cut and read back, and its field map is all of its bytes. The
 * first byte chooses the changes.
 */
#include "wire/hello/hello_build.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct hello_draft draft;
static struct hello hello, again;
static uint8_t joined[70000], joined_again[200000], out[400000];
static struct field fields[400000];

/* As long as the key would be, or none. */
static size_t share(
	uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed)
{
	size_t n = group % 64;

	if (n > room)
		return 0;
	seed_expand(bytes, n, seed, "share");
	return n;
}

static void check_map(const struct field_map *map, size_t len)
{
	size_t at = 0;

	assert(map->n <= map->room);
	for (size_t i = 0; i < map->n; i++) {
		assert(fields[i].at == at);
		at += fields[i].len;
	}
	assert(at == len);
}

/* What was written reads back without a fault. Empty: it cannot be made. */
static struct slice build(const struct hello_spec *spec, bool whole)
{
	struct field_map map = { fields, sizeof(fields) / sizeof(fields[0]),
		0 };
	struct writer w = writer_of(out, sizeof(out));
	size_t consumed;

	w.map = &map;
	if (!hello_build(&w, &draft, spec))
		return slice_of(out, 0);
	check_map(&map, w.len);
	assert(hello_read_records(&again, &consumed, writer_done(&w),
		       joined_again, sizeof(joined_again)) == HELLO_READ);
	assert(!whole || again.fault.kind == FAULT_NONE);
	return writer_done(&w);
}

static void keep_and_freshen(bool whole)
{
	struct hello_spec spec = { .from = &hello, .keep = true };
	size_t len = build(&spec, whole).len;

	if (len == 0)
		return;
	assert(again.n_extensions == hello.n_extensions);
	spec.keep = false;
	spec.share = share;
	assert(build(&spec, whole).len == len);
}

static void change(uint8_t how, bool whole)
{
	static const size_t sizes[] = { 1, 0, 70, 300 };
	static const uint16_t codes[] = { 0x0304, 0x001d, 0x0a0a, 0x0303 };
	static const uint8_t body[] = { 0, 2, 3, 4 };
	const struct hello_change changes[] = {
		{ .type = how, .body = { body, how % 5u } },
		{ .type = how, .how = CHANGE_ADD, .body = { body, 1 } },
		{ .type = 51, .how = CHANGE_DROP },
	};
	struct hello_spec spec = { .from = &hello,
		.versions = { how & 1 ? codes : NULL, 4 },
		.groups = { how & 2 ? codes : NULL, 3 },
		.shares = { how & 4 ? codes : NULL, how & 8 ? 2 : 0 },
		.server_name = how & 16 ? "a.example." : NULL,
		.changes = changes,
		.n_changes = how % 4u,
		.order = { how & 32 ? codes + 1 : NULL, 2 },
		.cuts = { 1 + how % 4u, sizes },
		.share = share };

	build(&spec, whole);
}

static void second(uint16_t group)
{
	static const uint8_t cookie[] = { 0, 1, 7 };
	struct hello_retry retry = { true, group, { cookie, 3 } };
	struct hello_spec spec = { .from = &hello, .share = share };
	struct writer w = writer_of(out, sizeof(out));
	size_t consumed;

	if (!hello_build_second(&w, &draft, &spec, &retry))
		return;
	assert(hello_read_records(&again, &consumed, writer_done(&w),
		       joined_again, sizeof(joined_again)) == HELLO_READ);
	assert(again.fault.kind == FAULT_NONE);
	assert(!hello_offers_extension(&again, 42));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t consumed;
	bool whole;

	if (size < 1 || size > 60000)
		return 0;
	if (hello_read_records(&hello, &consumed, slice_of(data + 1, size - 1),
		    joined, sizeof(joined)) != HELLO_READ)
		return 0;
	whole = hello.fault.kind == FAULT_NONE;
	keep_and_freshen(whole);
	change(data[0], whole);
	second(data[0]);
	return 0;
}
