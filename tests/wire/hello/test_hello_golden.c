/* SPDX-License-Identifier: ISC */
/*
 * The bytes of hellos must not change by accident: a server that answers one
 * hello and not another is what hallo measures. Each row of golden[] is the
 * SHA-256 of many hellos of one kind, each with its length in front. A row that
 * changes on purpose is written anew: the test prints what it found.
 */
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "tests/lib/unit.h"
#include "tests/wire/hello/recorded.h"
#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *what, *sha256;
} golden[] = {
#include "tests/wire/hello/hello_golden.def"
};

static struct hello_draft draft;
static struct hello from;
static uint8_t out[200000], scratch[100000];
static struct sha256_ctx hash;
static size_t n_hashed;
static bool failed;

static void hash_begin(void)
{
	sha256_init(&hash);
	n_hashed = 0;
}

static void hash_add(struct slice bytes)
{
	uint8_t len[4] = { 0, (uint8_t)(bytes.len >> 16),
		(uint8_t)(bytes.len >> 8), (uint8_t)bytes.len };

	sha256_update(&hash, 4, len);
	sha256_update(&hash, bytes.len, bytes.data);
	n_hashed++;
}

static void hash_end(const char *what)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	char text[2 * SHA256_DIGEST_SIZE + 1];

	sha256_digest(&hash, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	for (size_t i = 0; i < N_ELEMENTS(golden); i++)
		if (!strcmp(golden[i].what, what) &&
			!strcmp(golden[i].sha256, text))
			return;
	fprintf(stderr, "{ \"%s\",\n\t\"%s\" }, /* %zu */\n", what, text,
		n_hashed);
	failed = true;
}

/* As long as the group's number says, or none. */
static size_t share(
	uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed)
{
	size_t n = group == 0x001d ? 32 : group % 64u;

	if (n > room || group == 0x4242)
		return 0;
	seed_expand(bytes, n, seed, "share");
	return n;
}

static void add_built(const struct hello_spec *spec)
{
	struct writer w = writer_of(out, sizeof(out));

	if (!hello_build(&w, &draft, spec))
		w.len = 0;
	hash_add(slice_of(out, w.len));
}

static uint32_t codes_3[] = { 0x0039, 0x0033, 0xc02f },
		signalled[] = { 0x00ff, 0x1301 },
		kinds[] = { 0x010080, 0x0700c0 }, many[400];
static const struct hello_suites suite_lists[] = {
	{ codes_3, 3 },
	{ codes_3 + 2, 1 },
	{ signalled, 2 },
	{ many, 100 },
	{ many, 217 },
	{ many, 400 },
	{ kinds, 2 },
};
static const uint16_t two_groups[] = { 0x001d, 0x0017 }, old_group[] = { 0x18 };
static const struct hello_codes group_lists[] = {
	{ NULL, 0 },
	{ two_groups, 2 },
	{ old_group, 1 },
};
static const char *const names[] = { NULL, "mx.example.org", "a.example.", "" };

static void add_probes(struct hello_spec *spec)
{
	static const uint8_t deflate_then_null[] = { 1, 0 };

	for (size_t i = 0; i < N_ELEMENTS(suite_lists); i++)
		for (size_t k = 0; k < N_ELEMENTS(group_lists); k++)
			for (size_t n = 0; n < N_ELEMENTS(names); n++) {
				spec->suites = suite_lists[i];
				spec->groups = group_lists[k];
				spec->server_name = names[n];
				spec->compression.data = NULL;
				memset(spec->seed, (int)(i + n), SEED_SIZE);
				add_built(spec);
				spec->compression =
					slice_of(deflate_then_null, 2);
				add_built(spec);
			}
}

UNIT(probes_of_the_audit_are_as_ever)
{
	failed = false;
	for (size_t i = 0; i < 400; i++)
		many[i] = (uint32_t)(0xfe00 + i % 256);
	for (size_t i = 0; i < hello_standards_len; i++) {
		struct hello_spec spec = { .standard = &hello_standards[i] };

		if (hello_standards[i].style == STYLE_USUAL)
			continue;
		hash_begin();
		add_probes(&spec);
		hash_end(hello_standards[i].name);
	}
	assert_false(failed);
}

static const uint16_t all_versions[] = { 0x0304, 0x0303, 0x0302, 0x0301, 0x0300,
	0x0002, 0x7f1c, 0x0a0a, 0x0301 };
static const uint16_t schemes[] = { 0x0401, 0xfefe },
		      shares[] = { 0x4242, 0x0017, 0x001d };
static const uint8_t body[] = { 0, 2, 8, 9 };
static const struct hello_change changes[] = {
	{ .type = 13, .body = { body, 4 } },
	{ .type = 13, .body = { body, 1 } },
	{ .type = 11, .how = CHANGE_DROP },
	{ .type = 41, .body = { body, 2 } },
	{ .type = 0xfafa },
};

/* One bit says whether a thing is given. */
static void shape_lists(struct hello_spec *spec, unsigned bits)
{
	if (bits & 1)
		spec->suites = (struct hello_suites){ codes_3, 3 };
	if (bits & 2)
		spec->groups = (struct hello_codes){ two_groups + 1, 1 };
	if (bits & 4)
		spec->schemes = (struct hello_codes){ schemes, 2 };
	if (bits & 8)
		spec->shares =
			(struct hello_codes){ shares, bits & 16 ? 3 : 0 };
}

static void shape(struct hello_spec *spec, unsigned bits)
{
	static const size_t sizes[] = { 1, 0, 3, 20 };

	shape_lists(spec, bits);
	if (bits & 32)
		spec->server_name = bits & 64 ? "x.example." : "";
	if (bits & 128)
		spec->client_version = (struct hello_number){ true, 0x03ff };
	if (bits & 256)
		spec->record_version = (struct hello_number){ true, 0x0399 };
	spec->changes = changes;
	spec->n_changes = (bits >> 9 & 7) % 6;
	if (bits & 4096)
		spec->cuts = (struct record_cuts){ bits & 1 ? 4 : 1,
			sizes + (bits & 1 ? 0 : 3) };
	memset(spec->seed, (int)bits, SEED_SIZE);
	spec->share = share;
}

static void add_shapes(const struct hello_spec *begin)
{
	for (unsigned bits = 0; bits < 8192; bits += 1 + bits / 97) {
		struct hello_spec spec = *begin;

		shape(&spec, bits);
		add_built(&spec);
	}
}

static const struct {
	const char *name;
	size_t from, n;
} version_lists[] = {
	{ "versions not given", 0, 0 },
	{ "version TLS 1.3", 0, 1 },
	{ "version TLS 1.2", 1, 1 },
	{ "version TLS 1.1", 2, 1 },
	{ "version TLS 1.0", 3, 1 },
	{ "version SSL 3", 4, 1 },
	{ "version SSL 2", 5, 1 },
	{ "version draft", 6, 1 },
	{ "versions 1.3 1.2", 0, 2 },
	{ "versions 1.1 1.0 3", 2, 3 },
	{ "versions odd", 6, 3 },
	{ "versions all", 0, 9 },
};

UNIT(hellos_of_say_are_as_ever)
{
	failed = false;
	for (size_t i = 0; i < N_ELEMENTS(version_lists); i++) {
		struct hello_spec spec = { 0 };

		if (version_lists[i].n > 0)
			spec.versions = (struct hello_codes){ all_versions +
					version_lists[i].from,
				version_lists[i].n };
		hash_begin();
		add_shapes(&spec);
		hash_end(version_lists[i].name);
	}
	assert_false(failed);
}

static void read_golden(const char *name)
{
	static uint8_t bytes[4096];
	size_t len, consumed;
	uint8_t *read = golden_read(name, &len);

	memcpy(bytes, read, len);
	free(read);
	assert_int_equal(
		hello_read_records(&from, &consumed, slice_of(bytes, len),
			scratch, sizeof(scratch)),
		HELLO_READ);
}

static void add_second(uint16_t group, bool cookie)
{
	struct hello_spec spec = { .from = &from, .share = share };
	struct hello_retry retry = { .has_group = group != 0,
		.group = group,
		.cookie = slice_of(body, 4) };
	struct writer w = writer_of(out, sizeof(out));

	if (!cookie)
		retry.cookie.data = NULL;
	if (!hello_build_second(&w, &draft, &spec, &retry))
		w.len = 0;
	hash_add(slice_of(out, w.len));
}

static void edit(const char *name)
{
	struct hello_spec spec = { .from = &from };

	hash_begin();
	for (size_t i = 0; i < N_ELEMENTS(version_lists); i++) {
		if (version_lists[i].n > 0)
			spec.versions = (struct hello_codes){ all_versions +
					version_lists[i].from,
				version_lists[i].n };
		spec.keep = i % 2 == 0;
		add_shapes(&spec);
	}
	add_second(0x001d, true);
	add_second(0x0017, false);
	add_second(0, true);
	add_second(0x4242, true);
	hash_end(name);
}

UNIT(hellos_of_files_are_changed_as_ever)
{
	static const char *const files[] = { "rfc8448_client_hello",
		"tls12_hello", "ssl2_hello" };
	static const char *const clients[] = {
#define CLIENT(name, ...) name,
#include "analysis/senders/clients/clients.def"
#undef CLIENT
	};

	failed = false;
	for (size_t i = 0; i < N_ELEMENTS(files); i++) {
		read_golden(files[i]);
		edit(files[i]);
	}
	for (size_t i = 0; i < N_ELEMENTS(clients); i++) {
		recorded_client(&from, clients[i]);
		edit(clients[i]);
	}
	assert_false(failed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(probes_of_the_audit_are_as_ever),
		cmocka_unit_test(hellos_of_say_are_as_ever),
		cmocka_unit_test(hellos_of_files_are_changed_as_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
