/* SPDX-License-Identifier: ISC */
/*
 * Targets hello_craft() and hello_craft_second(): a hello that is kept comes
 * through as it was; a fresh one is as long; whatever is changed in it can be
 * written in any cut and read back. The first byte chooses the changes.
 */
#include "wire/hello/hello_craft.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct hello_craft craft;
static struct hello hello, again;
static uint8_t joined[70000], joined_again[200000], out[400000];

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

/* What was written reads back without a fault. */
static struct slice write_back(const struct hello_cuts *cuts, bool whole)
{
	struct writer w = writer_of(out, sizeof(out));
	size_t consumed;

	hello_craft_write(&w, &craft, cuts);
	if (!writer_ok(&w))
		return slice_of(out, 0);
	assert(hello_read_records(&again, &consumed, writer_done(&w),
		       joined_again, sizeof(joined_again)) == HELLO_READ);
	assert(!whole || again.fault.kind == FAULT_NONE);
	return writer_done(&w);
}

static void keep_and_freshen(bool whole)
{
	struct hello_wish wish = { .from = &hello, .keep = true };
	struct slice kept;
	size_t len;

	if (!hello_craft(&craft, &wish))
		return;
	kept = write_back(NULL, whole);
	len = kept.len;
	assert(len == 0 || again.n_extensions == hello.n_extensions);
	wish.keep = false;
	wish.share = share;
	if (hello_craft(&craft, &wish))
		assert(write_back(NULL, whole).len == len);
}

static void change(uint8_t how, bool whole)
{
	static const size_t sizes[] = { 1, 0, 70, 300 };
	static const uint16_t codes[] = { 0x0304, 0x001d, 0x0a0a, 0x0303 };
	static const uint8_t body[] = { 0, 2, 3, 4 };
	const struct hello_change changes[] = {
		{ .type = how, .body = { body, how % 5u } },
		{ .type = how, .body = { body, 1 } },
		{ .type = 51, .drop = true },
	};
	struct hello_wish wish = { .from = &hello,
		.versions = how & 1 ? codes : NULL,
		.n_versions = 4,
		.groups = how & 2 ? codes : NULL,
		.n_groups = 3,
		.shares = how & 4 ? codes : NULL,
		.n_shares = how & 8 ? 2 : 0,
		.server_name = how & 16 ? "a.example." : NULL,
		.changes = changes,
		.n_changes = how % 4u,
		.share = share };
	struct hello_cuts cuts = { 1 + how % 4u, sizes };

	if (hello_craft(&craft, &wish))
		write_back(&cuts, whole);
}

static void second(uint16_t group)
{
	static const uint8_t seed[SEED_SIZE], cookie[] = { 0, 1, 7 };
	struct server_hello retry = { .retry = true,
		.has_key_share = true,
		.key_share_group = group,
		.n_extensions = 1 };

	retry.extensions[0] = (struct hello_extension){ 44, { cookie, 3 } };
	if (!hello_craft_second(&craft, &hello, &retry, seed, share))
		return;
	write_back(NULL, true);
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
