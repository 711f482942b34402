/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/flight/server_hello.c: the ServerHello and the retry of RFC
 * 8448, written back to the byte; typed fields become extensions; lies are
 * faults.
 */
#include "wire/flight/flight_parts.h"
#include "tests/lib/hex.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static struct slice golden_body(uint8_t **bytes, const char *name)
{
	size_t len;

	*bytes = golden_read(name, &len);
	return slice_of(*bytes + 9, len - 9);
}

static bool reads(void *ctx, struct slice body)
{
	struct server_hello hello;
	struct fault fault = { 0 };

	(void)ctx;
	return server_hello_read(&hello, body, &fault);
}

UNIT(server_hello_of_rfc8448_is_read)
{
	uint8_t *bytes;
	struct slice body = golden_body(&bytes, "rfc8448_server_hello");
	struct server_hello hello;
	struct fault fault = { 0 };

	assert_true(server_hello_read(&hello, body, &fault));
	assert_false(hello.retry);
	assert_int_equal(hello.version, 0x0303);
	assert_int_equal(hello.negotiated, 0x0304);
	assert_true(hello.has_supported_versions);
	assert_int_equal(hello.suite, 0x1301);
	assert_true(hello.has_key_share);
	assert_int_equal(hello.key_share_group, 0x001d);
	assert_int_equal(hello.key_share.len, 32);
	assert_int_equal(hello.key_share.data[0], 0xc9);
	assert_int_equal(hello.n_extensions, 2);
	assert_false(hello.secure_renegotiation);
	free(bytes);
}

UNIT(retry_of_rfc8448_is_told_by_its_random)
{
	uint8_t *bytes;
	struct slice body = golden_body(&bytes, "rfc8448_retry");
	struct server_hello hello;
	struct fault fault = { 0 };

	assert_true(server_hello_read(&hello, body, &fault));
	assert_true(hello.retry);
	assert_int_equal(hello.negotiated, 0x0304);
	assert_int_equal(hello.key_share_group, 0x0017);
	assert_int_equal(hello.key_share.len, 0);
	free(bytes);
}

/* Bodies may stop before the extensions: 2 + 32 + 1 + 2 + 1 bytes. */
static bool reads_with_extensions(void *ctx, struct slice body)
{
	return body.len != 38 && reads(ctx, body);
}

UNIT(every_prefix_faults_but_the_bare_one)
{
	static const char *const names[] = { "rfc8448_server_hello",
		"rfc8448_retry" };

	for (size_t i = 0; i < 2; i++) {
		uint8_t *bytes;
		struct slice body = golden_body(&bytes, names[i]);

		every_prefix_faults(body, reads_with_extensions, NULL);
		assert_true(reads(NULL, slice_of(body.data, 38)));
		free(bytes);
	}
}

UNIT(bytes_to_server_hello_to_bytes_is_exact)
{
	static const char *const names[] = { "rfc8448_server_hello",
		"rfc8448_retry" };

	for (size_t i = 0; i < 2; i++) {
		uint8_t out[512], *bytes;
		struct slice body = golden_body(&bytes, names[i]);
		struct writer w = writer_of(out, sizeof(out));
		struct server_hello hello;
		struct fault fault = { 0 };

		assert_true(server_hello_read(&hello, body, &fault));
		server_hello_write(&w, &hello);
		assert_int_equal(w.len, body.len + 4);
		assert_memory_equal(out, body.data - 4, w.len);
		free(bytes);
	}
}

static void write_typed(struct writer *w, void *ctx)
{
	server_hello_write(w, ctx);
}

UNIT(typed_fields_become_extensions)
{
	static const uint8_t random[32] = { 1 };
	struct server_hello hello = { .version = 0x0303,
		.negotiated = 0x0304,
		.random = slice_of(random, 32),
		.session_id = slice_of("id", 2),
		.suite = 0x1302,
		.secure_renegotiation = true,
		.has_supported_versions = true,
		.has_key_share = true,
		.key_share_group = 0x0017,
		.key_share = slice_of("share", 5),
		.alpn = slice_of("h2", 2) };
	struct server_hello got;
	struct fault fault = { 0 };
	uint8_t out[256];
	struct writer w = writer_of(out, sizeof(out));

	server_hello_write(&w, &hello);
	assert_true(
		server_hello_read(&got, slice_of(out + 4, w.len - 4), &fault));
	assert_int_equal(got.negotiated, 0x0304);
	assert_true(slice_equal(got.session_id, hello.session_id));
	assert_true(got.secure_renegotiation);
	assert_int_equal(got.key_share_group, 0x0017);
	assert_true(slice_equal(got.key_share, hello.key_share));
	assert_true(slice_equal(got.alpn, hello.alpn));
	assert_int_equal(got.n_extensions, 4);
	every_capacity_fails(write_typed, &hello);
}

UNIT(typed_retry_gets_its_random)
{
	struct server_hello hello = { .retry = true,
		.version = 0x0303,
		.negotiated = 0x0304,
		.suite = 0x1301,
		.has_supported_versions = true,
		.has_key_share = true,
		.key_share_group = 0x11ec };
	struct server_hello got;
	struct fault fault = { 0 };
	uint8_t out[256];
	struct writer w = writer_of(out, sizeof(out));

	server_hello_write(&w, &hello);
	assert_true(
		server_hello_read(&got, slice_of(out + 4, w.len - 4), &fault));
	assert_true(got.retry);
	assert_int_equal(got.key_share_group, 0x11ec);
}

UNIT(without_extensions_there_is_no_block)
{
	static const uint8_t random[32] = { 1 };
	struct server_hello hello = { .version = 0x0300,
		.random = slice_of(random, 32),
		.suite = 0x0005,
		.compression = 1 };
	struct server_hello got;
	struct fault fault = { 0 };
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));

	server_hello_write(&w, &hello);
	assert_int_equal(w.len, 4 + 38);
	assert_true(server_hello_read(&got, slice_of(out + 4, 38), &fault));
	assert_false(got.has_extensions);
	assert_int_equal(got.compression, 1);
	assert_int_equal(got.negotiated, 0x0300);
	hello.has_extensions = true;
	w = writer_of(out, sizeof(out));
	server_hello_write(&w, &hello);
	assert_int_equal(w.len, 4 + 40);
}

static const struct {
	size_t at; /* in the body of rfc8448_server_hello */
	uint8_t value;
	enum fault_kind kind;
	const char *what;
} lies[] = {
	{ 34, 33, FAULT_VALUE, "server_hello.session_id" },
	{ 34, 255, FAULT_SHORT, "server_hello.session_id" },
	{ 39, 0x2d, FAULT_SHORT, "server_hello.extension" },
	{ 39, 0x2f, FAULT_SHORT, "server_hello.extensions" },
	{ 43, 0x25, FAULT_TRAILING, "server_hello.extension" },
	{ 43, 0x23, FAULT_SHORT, "server_hello.key_share.key_exchange" },
	{ 47, 0x1f, FAULT_TRAILING, "server_hello.extension" },
	{ 47, 0x21, FAULT_SHORT, "server_hello.key_share.key_exchange" },
};

UNIT(lies_about_lengths_are_faults)
{
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		uint8_t *bytes;
		struct slice body = golden_body(&bytes, "rfc8448_server_hello");
		struct server_hello hello;
		struct fault fault = { 0 };

		bytes[9 + lies[i].at] = lies[i].value;
		assert_false(server_hello_read(&hello, body, &fault));
		assert_int_equal(fault.kind, lies[i].kind);
		assert_string_equal(fault.what, lies[i].what);
		free(bytes);
	}
}

UNIT(extensions_over_the_cap_are_passed_over)
{
	uint8_t body[40 + 4 * (FLIGHT_MAX_EXTENSIONS + 9)] = { 3, 3 };
	size_t n = 4 * (FLIGHT_MAX_EXTENSIONS + 9);
	struct server_hello hello;
	struct fault fault = { 0 };

	body[38] = (uint8_t)(n >> 8);
	body[39] = (uint8_t)(n & 0xff);
	assert_true(server_hello_read(
		&hello, slice_of(body, sizeof(body)), &fault));
	assert_int_equal(hello.n_extensions, FLIGHT_MAX_EXTENSIONS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(server_hello_of_rfc8448_is_read),
		cmocka_unit_test(retry_of_rfc8448_is_told_by_its_random),
		cmocka_unit_test(every_prefix_faults_but_the_bare_one),
		cmocka_unit_test(bytes_to_server_hello_to_bytes_is_exact),
		cmocka_unit_test(typed_fields_become_extensions),
		cmocka_unit_test(typed_retry_gets_its_random),
		cmocka_unit_test(without_extensions_there_is_no_block),
		cmocka_unit_test(lies_about_lengths_are_faults),
		cmocka_unit_test(extensions_over_the_cap_are_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
