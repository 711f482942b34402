/* SPDX-License-Identifier: ISC */
/*
 * SHA-256 against FIPS 180-4 and its oldest example.
 */
#include "trust/digest.h"
#include "tests/lib/unit.h"

#include <string.h>

static void check(const char *text, const char *hex)
{
	uint8_t digest[32];
	char words[65] = "";

	sha256_of(digest, slice_of(text, strlen(text)));
	for (size_t i = 0; i < sizeof(digest); i++) {
		words[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		words[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	assert_string_equal(words, hex);
}

UNIT(digest_of_abc_and_of_nothing)
{
	check("abc",
		"ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad");
	check("",
		"e3b0c44298fc1c149afbf4c8996fb924"
		"27ae41e4649b934ca495991b7852b855");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digest_of_abc_and_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
