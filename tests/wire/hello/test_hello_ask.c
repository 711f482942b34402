/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/hello/hello_ask.c: what golden hellos offer, and that
 * malformed lists do no harm.
 */
#include "wire/hello/hello.h"
#include "tests/lib/hex.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static uint8_t scratch[1024];

static struct hello golden_hello(uint8_t **bytes, const char *name)
{
	struct hello hello;
	size_t len, consumed;

	*bytes = golden_read(name, &len);
	assert_int_equal(
		hello_read_records(&hello, &consumed, slice_of(*bytes, len),
			scratch, sizeof(scratch)),
		HELLO_READ);
	return hello;
}

UNIT(tls12_hello_offers_by_its_version)
{
	uint8_t *bytes;
	struct hello hello = golden_hello(&bytes, "tls12_hello");
	uint16_t groups[2];

	assert_int_equal(hello_n_suites(&hello), 4);
	assert_int_equal(hello_suite(&hello, 1), 0x0039);
	assert_true(hello_offers_suite(&hello, 0xc02f));
	assert_false(hello_offers_suite(&hello, 0x2f00));
	assert_true(hello_offers_version(&hello, 0x0300));
	assert_true(hello_offers_version(&hello, 0x0303));
	assert_false(hello_offers_version(&hello, 0x0304));
	assert_false(hello_offers_version(&hello, 0x0002));
	assert_true(hello_offers_group(&hello, 0x0017));
	assert_false(hello_offers_group(&hello, 0x0018));
	assert_int_equal(hello_code_list(&hello, 10, groups, 1), 2);
	assert_int_equal(groups[0], 0x001d);
	assert_int_equal(hello_code_list(&hello, 13, NULL, 0), 0);
	assert_true(hello_offers_extension(&hello, 23));
	assert_false(hello_offers_extension(&hello, 51));
	/* RFC 8446 4.2.1: TLS 1.3 is offered by its extension only */
	hello.version = 0x0304;
	assert_false(hello_offers_version(&hello, 0x0304));
	assert_true(hello_offers_version(&hello, 0x0303));
	assert_int_equal(hello_server_name(&hello).len, 11);
	assert_memory_equal(hello_server_name(&hello).data, "mx.example1", 11);
	free(bytes);
}

UNIT(tls13_hello_offers_by_supported_versions)
{
	uint8_t *bytes;
	struct hello hello = golden_hello(&bytes, "rfc8448_client_hello");
	uint16_t versions[4];

	assert_true(hello_offers_version(&hello, 0x0304));
	assert_false(hello_offers_version(&hello, 0x0303));
	assert_int_equal(hello_version_list(&hello, versions, 4), 1);
	assert_int_equal(versions[0], 0x0304);
	assert_int_equal(hello_code_list(&hello, 10, NULL, 0), 9);
	assert_int_equal(hello_code_list(&hello, 13, NULL, 0), 15);
	assert_memory_equal(hello_server_name(&hello).data, "server", 6);
	free(bytes);
}

UNIT(ssl2_hello_offers_three_byte_kinds)
{
	uint8_t *bytes;
	struct hello hello = golden_hello(&bytes, "ssl2_hello");

	assert_int_equal(hello_n_suites(&hello), 5);
	assert_int_equal(hello_suite(&hello, 0), 0x010080);
	assert_int_equal(hello_suite(&hello, 2), 0x0039);
	assert_true(hello_offers_suite(&hello, 0x0700c0));
	assert_true(hello_offers_version(&hello, 0x0002));
	assert_true(hello_offers_version(&hello, 0x0300));
	assert_false(hello_offers_version(&hello, 0x0301));
	hello.suites = slice_of(hello.suites.data + 6, 9);
	assert_false(hello_offers_version(&hello, 0x0002));
	free(bytes);
}

static void set_extension(
	struct hello *hello, uint16_t type, const char *body, size_t len)
{
	*hello = (struct hello){ .version = 0x0303, .n_extensions = 1 };
	hello->extensions[0].type = type;
	hello->extensions[0].body = slice_of(body, len);
}

UNIT(malformed_bodies_give_what_is_there)
{
	struct hello hello;

	set_extension(&hello, 10, "\x00\x09\x00\x17", 4);
	assert_false(hello_offers_group(&hello, 0x0017));
	set_extension(&hello, 10, "\x00\x03\x00\x17\x00", 5);
	assert_true(hello_offers_group(&hello, 0x0017));
	assert_int_equal(hello_code_list(&hello, 10, NULL, 0), 1);
	set_extension(&hello, 10, "", 0);
	assert_int_equal(hello_code_list(&hello, 10, NULL, 0), 0);
	set_extension(&hello, 0, "\x00\x05\x00\x00\x09mx", 7);
	assert_int_equal(hello_server_name(&hello).len, 0);
	set_extension(&hello, 0,
		"\x00\x06\x01\x00\x03"
		"abc",
		8);
	assert_int_equal(hello_server_name(&hello).len, 0);
	set_extension(&hello, 43, "\x03\x03\x04\x03", 4);
	assert_true(hello_offers_version(&hello, 0x0304));
	assert_false(hello_offers_version(&hello, 0x0303));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_hello_offers_by_its_version),
		cmocka_unit_test(tls13_hello_offers_by_supported_versions),
		cmocka_unit_test(ssl2_hello_offers_three_byte_kinds),
		cmocka_unit_test(malformed_bodies_give_what_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
