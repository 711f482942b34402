/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/hello/hello.c: golden hellos are read field by field,
 * written back to the byte, and every lie is a fault with its raw tail kept.
 */
#include "wire/hello/hello.h"
#include "tests/lib/hex.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static uint8_t scratch[0x11000];

static size_t read_golden(
	struct hello *hello, uint8_t **bytes, const char *name)
{
	size_t len, consumed;

	*bytes = golden_read(name, &len);
	assert_int_equal(
		hello_read_records(hello, &consumed, slice_of(*bytes, len),
			scratch, sizeof(scratch)),
		HELLO_READ);
	assert_int_equal(consumed, len);
	return len;
}

UNIT(tls12_hello_is_read_field_by_field)
{
	static const uint8_t id[] = { 0xde, 0xad, 0xbe, 0xef };
	struct hello hello;
	uint8_t *bytes;

	read_golden(&hello, &bytes, "tls12_hello");
	assert_int_equal(hello.form, HELLO_TLS);
	assert_int_equal(hello.record_version, 0x0301);
	assert_int_equal(hello.version, 0x0303);
	assert_int_equal(hello.random.len, 32);
	for (uint8_t i = 0; i < 32; i++)
		assert_int_equal(hello.random.data[i], i);
	assert_true(slice_equal(hello.session_id, slice_of(id, 4)));
	assert_int_equal(hello.suites.len, 8);
	assert_memory_equal(
		hello.suites.data, "\xc0\x2f\x00\x39\x0a\x0a\x00\xff", 8);
	assert_memory_equal(hello.compression.data, "\x01\x00", 2);
	assert_true(hello.has_extensions);
	assert_int_equal(hello.n_extensions, 4);
	assert_int_equal(hello.extensions[1].type, 10);
	assert_int_equal(hello.extensions[1].body.len, 6);
	assert_int_equal(hello.extensions[2].body.len, 0);
	assert_int_equal(hello.extensions[3].type, 0xff01);
	assert_int_equal(hello.fault.kind, FAULT_NONE);
	assert_int_equal(hello.raw_tail.len, 0);
	free(bytes);
}

UNIT(ssl2_hello_is_read_field_by_field)
{
	struct hello hello;
	uint8_t *bytes;

	read_golden(&hello, &bytes, "ssl2_hello");
	assert_int_equal(hello.form, HELLO_SSL2);
	assert_int_equal(hello.version, 0x0300);
	assert_int_equal(hello.suites.len, 15);
	assert_int_equal(hello.session_id.len, 0);
	assert_int_equal(hello.random.len, 16);
	assert_int_equal(hello.random.data[1], 0x11);
	assert_int_equal(hello.n_extensions, 0);
	free(bytes);
}

/* @cut as the golden record layer was cut; 0 for one record. */
static void check_round_trip(const char *name, size_t cut)
{
	uint8_t out[1024];
	struct writer w = writer_of(out, sizeof(out));
	struct hello hello;
	uint8_t *bytes;
	size_t len = read_golden(&hello, &bytes, name);

	hello_write(&w, &hello, cut);
	assert_true(writer_ok(&w));
	assert_int_equal(w.len, len);
	assert_memory_equal(out, bytes, len);
	free(bytes);
}

UNIT(bytes_to_hello_to_bytes_is_exact)
{
	check_round_trip("rfc8448_client_hello", 0);
	check_round_trip("ssl2_hello", 0);
}

static bool reads_records(void *ctx, struct slice bytes)
{
	struct hello hello;
	size_t consumed;
	enum hello_progress progress = hello_read_records(
		&hello, &consumed, bytes, scratch, sizeof(scratch));

	(void)ctx;
	if (progress != HELLO_READ)
		assert_int_equal(progress, HELLO_NEEDS_MORE);
	return progress == HELLO_READ && hello.fault.kind == FAULT_NONE;
}

UNIT(every_prefix_of_records_wants_more)
{
	static const char *const names[] = { "tls12_hello", "ssl2_hello",
		"rfc8448_client_hello" };

	for (size_t i = 0; i < 3; i++) {
		size_t len;
		uint8_t *bytes = golden_read(names[i], &len);

		every_prefix_faults(slice_of(bytes, len), reads_records, NULL);
		free(bytes);
	}
}

static const size_t *complete_without_extensions;

/* Also: what was read of a broken body is written back to the byte. */
static bool reads_body(void *ctx, struct slice body)
{
	uint8_t out[1024];
	struct writer w = writer_of(out, sizeof(out));
	struct hello hello;
	bool (*read)(struct hello *, struct slice) =
		ctx ? hello_read_ssl2 : hello_read;
	bool good = read(&hello, body);

	assert_int_equal(good, hello.fault.kind == FAULT_NONE);
	hello_write_body(&w, &hello);
	assert_true(writer_ok(&w));
	assert_int_equal(w.len, body.len);
	if (body.len > 0)
		assert_memory_equal(out, body.data, body.len);
	/* a hello may end before its extensions (RFC 5246 7.4.1.2) */
	if (complete_without_extensions &&
		body.len == *complete_without_extensions) {
		assert_true(good);
		return false;
	}
	return good;
}

UNIT(every_prefix_of_a_body_faults_and_is_kept)
{
	static const size_t bare = 2 + 32 + 1 + 2 + 6 + 2;
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_client_hello", &len);

	complete_without_extensions = &bare;
	every_prefix_faults(slice_of(bytes + 9, len - 9), reads_body, NULL);
	complete_without_extensions = NULL;
	free(bytes);
	bytes = golden_read("ssl2_hello", &len);
	every_prefix_faults(slice_of(bytes + 2, len - 2), reads_body, bytes);
	free(bytes);
}

struct lie {
	size_t at; /* in the body of rfc8448_client_hello */
	uint8_t value;
	enum fault_kind kind;
	const char *what;
	size_t raw_from;
};

static const struct lie lies[] = {
	{ 34, 33, FAULT_VALUE, "hello.session_id", 34 },
	{ 36, 5, FAULT_VALUE, "hello.suites", 35 },
	{ 36, 0, FAULT_VALUE, "hello.suites", 35 },
	{ 43, 0, FAULT_VALUE, "hello.compression", 43 },
	{ 46, 0x90, FAULT_SHORT, "hello.extension", 45 },
	{ 46, 0x92, FAULT_SHORT, "hello.extensions", 45 },
	{ 50, 0xff, FAULT_SHORT, "hello.extension", 45 },
};

UNIT(lies_about_lengths_are_faults_and_kept)
{
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		uint8_t out[1024];
		struct writer w = writer_of(out, sizeof(out));
		struct hello hello;
		size_t len;
		uint8_t *bytes = golden_read("rfc8448_client_hello", &len);
		struct slice body = slice_of(bytes + 9, len - 9);

		bytes[9 + lies[i].at] = lies[i].value;
		assert_false(hello_read(&hello, body));
		assert_int_equal(hello.fault.kind, lies[i].kind);
		assert_string_equal(hello.fault.what, lies[i].what);
		assert_int_equal(hello.raw_from, lies[i].raw_from);
		hello_write_body(&w, &hello);
		assert_int_equal(w.len, body.len);
		assert_memory_equal(out, body.data, body.len);
		free(bytes);
	}
}

UNIT(bytes_behind_the_extensions_are_the_tail)
{
	static const uint8_t body[] = { 3, 3, [36] = 2, 0, 0x39, 1, 0, 0, 0,
		7 };
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));
	struct hello hello;

	assert_false(hello_read(&hello, slice_of(body, sizeof(body))));
	assert_int_equal(hello.fault.kind, FAULT_TRAILING);
	assert_true(hello.has_extensions);
	assert_int_equal(hello.raw_tail.len, 1);
	assert_int_equal(hello.raw_tail.data[0], 7);
	/* the typed part may be changed, the tail goes along */
	hello.version = 0x0304;
	hello_write_body(&w, &hello);
	assert_int_equal(w.len, sizeof(body));
	assert_int_equal(out[1], 4);
	assert_memory_equal(out + 2, body + 2, sizeof(body) - 2);
}

UNIT(ssl2_kinds_are_three_bytes_each)
{
	static const uint8_t message[] = { 1, 0, 2, 0, 4, 0, 0, 0, 1, 1, 2, 3,
		4, 5 };
	struct hello hello;

	assert_false(hello_read_ssl2(&hello, slice_of(message, 14)));
	assert_int_equal(hello.fault.kind, FAULT_VALUE);
	assert_string_equal(hello.fault.what, "ssl2_hello.suites");
	assert_int_equal(hello.raw_tail.len, 14);
}

UNIT(extensions_over_the_cap_are_a_fault_and_kept)
{
	uint8_t body[43 + 4 * (HELLO_MAX_EXTENSIONS + 1)], out[2048];
	struct writer w = writer_of(body, sizeof(body));
	struct hello hello;
	size_t list;

	writer_put(&w, 2, 0x0303, "version");
	writer_bytes(&w, out, 32, "random");
	writer_put(&w, 1, 0, "session_id");
	writer_put(&w, 4, 0x00020039, "suites");
	writer_put(&w, 2, 0x0100, "compression");
	list = writer_open(&w, 2, "extensions");
	for (uint32_t i = 0; i <= HELLO_MAX_EXTENSIONS; i++)
		writer_put(&w, 4, i << 16, "extension");
	writer_close(&w, list);
	assert_false(hello_read(&hello, writer_done(&w)));
	assert_int_equal(hello.fault.kind, FAULT_CAP);
	assert_int_equal(hello.n_extensions, HELLO_MAX_EXTENSIONS);
	w = writer_of(out, sizeof(out));
	hello_write_body(&w, &hello);
	assert_int_equal(w.len, sizeof(body));
	assert_memory_equal(out, body, sizeof(body));
}

static enum hello_progress progress_of(const void *bytes, size_t len)
{
	struct hello hello;
	size_t consumed;

	return hello_read_records(&hello, &consumed, slice_of(bytes, len),
		scratch, sizeof(scratch));
}

UNIT(other_talk_is_no_hello)
{
	assert_int_equal(progress_of("EHLO mx\r\n", 9), HELLO_NOT_A_HELLO);
	assert_int_equal(progress_of("\x15\x03\x01\x00\x02\x02\x28", 7),
		HELLO_NOT_A_HELLO);
	assert_int_equal(progress_of("\x16\x04\x01\x00\x02\x01\x00", 7),
		HELLO_NOT_A_HELLO);
	assert_int_equal(progress_of("\x16\x03\x01\x00\x02\x02\x00", 7),
		HELLO_NOT_A_HELLO);
	assert_int_equal(
		progress_of("\x16\x03\x01\x48\x01", 5), HELLO_NOT_A_HELLO);
	assert_int_equal(
		progress_of("\x80\x03\x04\x00\x02", 5), HELLO_NOT_A_HELLO);
	/* an empty record of SSL 2, and one of a single byte */
	assert_int_equal(progress_of("\x80\x00\x01\x03", 4), HELLO_NOT_A_HELLO);
	assert_int_equal(progress_of("\x80\x01\x01", 3), HELLO_READ);
	assert_int_equal(progress_of("\x16", 1), HELLO_NEEDS_MORE);
	assert_int_equal(progress_of("", 0), HELLO_NEEDS_MORE);
}

UNIT(hello_over_the_scratch_is_a_cap_fault)
{
	struct hello hello;
	size_t consumed, len;
	uint8_t *bytes = golden_read("rfc8448_client_hello", &len);
	uint8_t *small = malloc(195);

	assert_int_equal(hello_read_records(&hello, &consumed,
				 slice_of(bytes, len), small, 195),
		HELLO_NOT_A_HELLO);
	assert_int_equal(hello.fault.kind, FAULT_CAP);
	free(small);
	free(bytes);
}

static void write_golden(struct writer *w, void *ctx)
{
	hello_write(w, ctx, 20);
}

UNIT(every_capacity_fails_and_cuts_join_again)
{
	static uint8_t other[1024];
	static const char *const names[] = { "tls12_hello", "ssl2_hello" };

	for (size_t i = 0; i < 2; i++) {
		struct writer w = writer_of(other, sizeof(other));
		struct hello hello, again;
		size_t consumed;
		uint8_t *bytes, joined[512];

		read_golden(&hello, &bytes, names[i]);
		every_capacity_fails(write_golden, &hello);
		hello_write(&w, &hello, 1);
		assert_int_equal(
			hello_read_records(&again, &consumed, writer_done(&w),
				joined, sizeof(joined)),
			HELLO_READ);
		assert_int_equal(consumed, w.len);
		assert_true(slice_equal(again.suites, hello.suites));
		assert_int_equal(again.n_extensions, hello.n_extensions);
		free(bytes);
	}
}

UNIT(field_map_follows_the_cut)
{
	struct field fields[64];
	struct field_map map = { fields, 64, 0 };
	struct hello hello;
	uint8_t out[1024], *bytes;
	struct writer w = writer_of(out, sizeof(out));
	bool seen = false;

	read_golden(&hello, &bytes, "tls12_hello");
	w.map = &map;
	hello_write(&w, &hello, 16);
	for (size_t i = 0; i < map.n; i++) {
		if (strcmp(fields[i].name, "hello.suites.length"))
			continue;
		seen = true;
		assert_memory_equal(out + fields[i].at, "\x00\x08", 2);
	}
	assert_true(seen);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_hello_is_read_field_by_field),
		cmocka_unit_test(ssl2_hello_is_read_field_by_field),
		cmocka_unit_test(bytes_to_hello_to_bytes_is_exact),
		cmocka_unit_test(every_prefix_of_records_wants_more),
		cmocka_unit_test(every_prefix_of_a_body_faults_and_is_kept),
		cmocka_unit_test(lies_about_lengths_are_faults_and_kept),
		cmocka_unit_test(bytes_behind_the_extensions_are_the_tail),
		cmocka_unit_test(ssl2_kinds_are_three_bytes_each),
		cmocka_unit_test(extensions_over_the_cap_are_a_fault_and_kept),
		cmocka_unit_test(other_talk_is_no_hello),
		cmocka_unit_test(hello_over_the_scratch_is_a_cap_fault),
		cmocka_unit_test(every_capacity_fails_and_cuts_join_again),
		cmocka_unit_test(field_map_follows_the_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
