/* SPDX-License-Identifier: ISC */
/*
 * What the answer to an extension means.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/flight_parts.h"
#include "tests/lib/hex.h"

static void means(uint16_t type, const char *hex, bool retry, const char *words)
{
	size_t len;
	uint8_t *body = hex_read(hex, &len);
	struct hello_extension extension = { type, slice_of(body, len) };
	struct arena arena = { 0 };
	struct answer_extension view;

	flight_view_extension(&arena, &view, &extension, retry);
	assert_string_equal(view.words, words);
	assert_int_equal(view.length, len);
	arena_clear(&arena);
	free(body);
}

UNIT(each_answer_has_its_words)
{
	means(0, "", false, "the name was taken");
	means(1, "02", false, "1024 bytes");
	means(5, "", false, "a CertificateStatus follows");
	means(11, "01 00", false, "uncompressed");
	means(11, "02 0001", false, "uncompressed and compressed");
	means(15, "01", false, "peer may send heartbeats");
	means(16, "0003 02 6832", false, "h2");
	means(28, "4001", false, "16385 bytes");
	means(41, "0001", false, "identity 1");
	means(43, "0304", false, "TLSv1.3");
	means(44, "0002 beef", false, "2 bytes");
	means(0xff01, "00", false, "secure renegotiation");
}

UNIT(a_share_is_given_or_wanted)
{
	means(51, "001d 0002 abcd", false, "x25519, 2 bytes");
	means(51, "001d", true, "wants x25519");
	means(51, "0000", true, "");
	means(51, "", false, "");
}

UNIT(what_is_not_as_it_should_be_has_hex_only)
{
	means(0, "00", false, "");
	means(1, "05", false, "");
	means(11, "01 01", false, "");
	means(43, "03", false, "");
	means(0xff01, "01 00", false, "");
	means(0x1234, "", false, "");
}

UNIT(the_peer_cannot_write_to_a_terminal)
{
	means(16, "0005 04 1b5b324a", false, "\\x1b[2J");
}

UNIT(hex_is_cut_and_the_length_is_not)
{
	static uint8_t body[2000];
	struct hello_extension extension = { 0x1234,
		slice_of(body, sizeof(body)) };
	struct arena arena = { 0 };
	struct answer_extension view;

	flight_view_extension(&arena, &view, &extension, false);
	assert_int_equal(strlen(view.hex), 2048);
	assert_int_equal(view.length, 2000);
	assert_string_equal(view.code, "0x1234");
	assert_string_equal(view.name, "");
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_answer_has_its_words),
		cmocka_unit_test(a_share_is_given_or_wanted),
		cmocka_unit_test(what_is_not_as_it_should_be_has_hex_only),
		cmocka_unit_test(the_peer_cannot_write_to_a_terminal),
		cmocka_unit_test(hex_is_cut_and_the_length_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
