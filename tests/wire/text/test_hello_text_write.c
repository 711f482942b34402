/* SPDX-License-Identifier: ISC */
/*
 * Whatever the bytes are, their text says them exactly, and in names.
 */
#include "tests/wire/text/texting.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "wire/hello/hello.h"

static const char *const goldens[] = { "tls12_hello", "ssl2_hello",
	"rfc8448_client_hello" };

static uint32_t draw(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

UNIT(goldens_and_each_prefix_are_exact)
{
	for (size_t i = 0; i < 3; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i], &len);

		for (size_t n = 0; n <= len; n++)
			exact(slice_of(bytes, n));
		free(bytes);
	}
}

UNIT(each_byte_may_be_another)
{
	static const uint8_t others[] = { 0x00, 0x01, 0x7f, 0xff };

	for (size_t i = 0; i < 3; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i], &len);

		for (size_t at = 0; at < len; at++) {
			uint8_t byte = bytes[at];

			for (size_t k = 0; k < 4; k++) {
				bytes[at] = others[k];
				exact(slice_of(bytes, len));
			}
			bytes[at] = byte;
		}
		free(bytes);
	}
}

UNIT(hellos_with_several_wounds_are_exact)
{
	uint32_t seed = 1;

	for (size_t round = 0; round < 4000; round++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[round % 3], &len);
		size_t wounds = 1 + draw(&seed) % 6;

		for (size_t i = 0; i < wounds; i++)
			bytes[draw(&seed) % len] = (uint8_t)draw(&seed);
		exact(slice_of(bytes, len - draw(&seed) % 4));
		free(bytes);
	}
}

UNIT(noise_is_exact)
{
	static const uint8_t starts[] = { 22, 1, 0x80, 20, 0, '#' };
	uint32_t seed = 7;
	uint8_t bytes[200];

	for (size_t round = 0; round < 4000; round++) {
		size_t len = draw(&seed) % sizeof(bytes);

		for (size_t i = 0; i < len; i++)
			bytes[i] =
				(uint8_t)(draw(&seed) % (round % 2 ? 256 : 4));
		bytes[0] = starts[round % sizeof(starts)];
		exact(slice_of(bytes, len));
	}
}

UNIT(a_hello_of_32767_suites_is_exact)
{
	size_t room = 70000;
	uint8_t *bytes = malloc(room), *suites = malloc(65534);
	struct writer w = writer_of(bytes, room);
	struct hello hello = { .record_version = 0x0301, .version = 0x0303 };
	static const uint8_t random[32], null[1];

	for (size_t i = 0; i < 32767; i++) {
		suites[2 * i] = (uint8_t)(i >> 8);
		suites[2 * i + 1] = (uint8_t)i;
	}
	hello.random = slice_of(random, 32);
	hello.suites = slice_of(suites, 65534);
	hello.compression = slice_of(null, 1);
	hello_write(&w, &hello, 0);
	exact(writer_done(&w));
	free(bytes);
	free(suites);
}

UNIT(two_messages_are_two_blocks)
{
	static const char two[] = "\x01\0\0\x02\x03\x03\x01\0\0\0";
	char *text = text_of(slice_of(two, sizeof(two) - 1));

	exact(slice_of(two, sizeof(two) - 1));
	assert_null(strstr(text, "length"));
	assert_non_null(strstr(text, "    hex 0303\n}\nclient_hello {\n}\n"));
	free(text);
}

UNIT(names_stand_in_the_text)
{
	size_t len;
	uint8_t *bytes = golden_read("tls12_hello", &len);
	char *text = text_of(slice_of(bytes, len));

	assert_non_null(strstr(text, "record TLSv1.0 bytes 16\n"));
	assert_non_null(strstr(text, "suite TLS_DHE_RSA_WITH_AES_256_CBC_SHA"));
	assert_non_null(strstr(text, "# 0x0039, DHE-RSA-AES256-SHA\n"));
	assert_non_null(strstr(text, "host_name mx.example1\n"));
	assert_non_null(strstr(text, "group x25519"));
	assert_non_null(strstr(text, "extension extended_master_secret\n"));
	assert_non_null(strstr(text, "extension renegotiation_info 00\n"));
	assert_non_null(strstr(text, "compression DEFLATE\n"));
	free(text);
	free(bytes);
}

/* A message that says more than there is stays a message. */
UNIT(what_lies_is_told_as_a_lie)
{
	size_t len;
	uint8_t *bytes = golden_read("tls12_hello", &len);
	char *text = text_of(slice_of(bytes, len - 3));

	assert_non_null(strstr(text, "record TLSv1.0 bytes 16\n"));
	assert_non_null(strstr(text, "record TLSv1.0 length 81"));
	assert_non_null(strstr(text, "client_hello length 93 {"));
	assert_non_null(strstr(text, "no well-formed hello"));
	free(text);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goldens_and_each_prefix_are_exact),
		cmocka_unit_test(each_byte_may_be_another),
		cmocka_unit_test(hellos_with_several_wounds_are_exact),
		cmocka_unit_test(noise_is_exact),
		cmocka_unit_test(a_hello_of_32767_suites_is_exact),
		cmocka_unit_test(two_messages_are_two_blocks),
		cmocka_unit_test(names_stand_in_the_text),
		cmocka_unit_test(what_lies_is_told_as_a_lie),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
