/* SPDX-License-Identifier: ISC */
/*
 * Fingerprints against published examples: those of the inventors of JA3 and
 * JA4, the hellos made here from the numbers they name.
 */
#include "tests/lib/unit.h"

#include "tests/lib/hex.h"
#include "wire/hello/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#define N(list) (sizeof(list) / sizeof((list)[0]))

/* A hello of lists of numbers, in memory of its own. */
struct made {
	struct hello hello;
	uint8_t suites[0x10000];
	uint8_t bodies[HELLO_MAX_EXTENSIONS][64];
};

static struct made *made_new(uint16_t version, const uint16_t *suites, size_t n)
{
	struct made *made = calloc(1, sizeof(*made));

	assert_non_null(made);
	made->hello.version = version;
	for (size_t i = 0; i < n; i++) {
		made->suites[2 * i] = (uint8_t)(suites[i] >> 8);
		made->suites[2 * i + 1] = (uint8_t)suites[i];
	}
	made->hello.suites = slice_of(made->suites, 2 * n);
	return made;
}

static void add(struct made *made, uint16_t type, const char *hex)
{
	struct hello *hello = &made->hello;
	uint8_t *body = made->bodies[hello->n_extensions];
	size_t len;
	uint8_t *bytes = hex_read(hex, &len);

	assert_true(len <= sizeof(made->bodies[0]));
	memcpy(body, bytes, len);
	free(bytes);
	hello->has_extensions = true;
	hello->extensions[hello->n_extensions++] =
		(struct hello_extension){ type, slice_of(body, len) };
}

UNIT(ja3_of_its_inventors)
{
	static const uint16_t suites[] = { 47, 53, 5, 10, 49161, 49162, 49171,
		49172, 50, 56, 19, 4 };
	struct made *made = made_new(769, suites, N(suites));
	char text[200], hash[FINGERPRINT_MD5];

	add(made, 0, "");
	add(made, 10, "0006 0017 0018 0019");
	add(made, 11, "0100");
	ja3_string(text, sizeof(text), &made->hello);
	assert_string_equal(text,
		"769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,"
		"23-24-25,0");
	ja3_hash(hash, &made->hello);
	assert_string_equal(hash, "ada70206e40642a3e4461f35503241d5");
	free(made);
}

UNIT(ja3_without_extensions_has_empty_fields)
{
	static const uint16_t suites[] = { 4, 5, 10, 9, 100, 98, 3, 6, 19, 18,
		99 };
	struct made *made = made_new(769, suites, N(suites));
	char hash[FINGERPRINT_MD5];

	ja3_hash(hash, &made->hello);
	assert_string_equal(hash, "de350869b8c85de67a350c8d186f11e6");
	free(made);
}

/* The example of JA4's inventors, a Chrome; with GREASE, which must not count.
 */
static struct made *chrome(void)
{
	static const uint16_t suites[] = { 0x3a3a, 0x1301, 0x1302, 0x1303,
		0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014,
		0x009c, 0x009d, 0x002f, 0x0035 };
	static const uint16_t plain[] = { 0x4469, 0x0017 };
	static const uint16_t more[] = { 0x0005, 0x0023, 0x0012 };
	static const uint16_t last[] = { 0xff01, 0x000b, 0x000a, 0x0015 };
	struct made *made = made_new(0x0303, suites, N(suites));

	add(made, 0x2a2a, "");
	add(made, 0x001b, "02 0002");
	add(made, 0x0000, "0004 00 0001 61");
	add(made, 0x0033, "0000");
	add(made, 0x0010, "000c 02 6832 08 687474702f312e31");
	for (size_t i = 0; i < N(plain); i++)
		add(made, plain[i], "");
	add(made, 0x002d, "0101");
	add(made, 0x000d, "0010 0403 0804 0401 0503 0805 0501 0806 0601");
	for (size_t i = 0; i < N(more); i++)
		add(made, more[i], "");
	add(made, 0x002b, "06 dada 0304 0303");
	for (size_t i = 0; i < N(last); i++)
		add(made, last[i], "");
	return made;
}

UNIT(ja4_of_its_inventors)
{
	struct made *made = chrome();
	char name[FINGERPRINT_JA4];

	ja4(name, &made->hello);
	assert_string_equal(name, "t13d1516h2_8daaf6152771_e5627efa2ab1");
	free(made);
}

UNIT(ja4_without_schemes_ends_behind_the_extensions)
{
	struct made *made = chrome();
	struct hello_extension *e = made->hello.extensions;
	char name[FINGERPRINT_JA4];

	for (size_t i = 0; i < made->hello.n_extensions; i++)
		if (e[i].type == 13)
			e[i].body.len = 0;
	ja4(name, &made->hello);
	assert_string_equal(name, "t13d1516h2_8daaf6152771_6d807ffa2a79");
	free(made);
}

UNIT(ja4_raw_shows_what_is_hashed)
{
	struct made *made = chrome();
	char text[400];
	size_t len = ja4_raw(text, sizeof(text), &made->hello);

	assert_string_equal(text,
		"t13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,"
		"c02c,c02f,c030,cca8,cca9_0005,000a,000b,000d,0012,0015,0017,"
		"001b,0023,002b,002d,0033,4469,ff01_0403,0804,0401,0503,0805,"
		"0501,0806,0601");
	assert_int_equal(len, strlen(text));
	free(made);
}

UNIT(a_text_that_is_cut_says_how_long_it_is)
{
	struct made *made = chrome();
	size_t whole = ja4_raw(NULL, 0, &made->hello);
	char text[12];

	assert_int_equal(ja4_raw(text, sizeof(text), &made->hello), whole);
	assert_string_equal(text, "t13d1516h2_");
	assert_int_equal(ja3_string(text, sizeof(text), &made->hello),
		ja3_string(NULL, 0, &made->hello));
	assert_string_equal(text, "771,4865-48");
	free(made);
}

UNIT(a_hello_of_nothing_has_zeros)
{
	struct made *made = made_new(0x0300, NULL, 0);
	char name[FINGERPRINT_JA4];

	ja4(name, &made->hello);
	assert_string_equal(name, "ts3i000000_000000000000_000000000000");
	free(made);
}

UNIT(odd_protocols_show_their_hex_digits)
{
	struct made *made = made_new(0x0303, NULL, 0);
	char name[FINGERPRINT_JA4];

	add(made, 0x0010, "0004 03 ab 63 cd");
	ja4(name, &made->hello);
	assert_memory_equal(name, "t12i0001ad_", 11);
	free(made);
}

UNIT(thirty_two_thousand_suites_are_ninety_nine)
{
	struct made *made = made_new(0x0303, NULL, 0);
	char name[FINGERPRINT_JA4];

	memset(made->suites, 0x35, 65534);
	made->hello.suites = slice_of(made->suites, 65534);
	ja4(name, &made->hello);
	assert_memory_equal(name, "t12i990000_", 11);
	assert_int_equal(ja3_string(NULL, 0, &made->hello),
		strlen("771,") + 32767 * strlen("13621-") - 1 + 3);
	free(made);
}

UNIT(the_form_of_ssl2_has_none)
{
	struct hello hello = { .form = HELLO_SSL2 };
	char name[FINGERPRINT_JA4] = "x", hash[FINGERPRINT_MD5] = "x";
	char text[8] = "x";

	ja4(name, &hello);
	ja3_hash(hash, &hello);
	assert_string_equal(name, "");
	assert_string_equal(hash, "");
	assert_int_equal(ja3_string(text, sizeof(text), &hello), 0);
	assert_string_equal(text, "");
	assert_int_equal(ja4_raw(text, sizeof(text), &hello), 0);
}

/* "771,49199,65281-0-11" */
UNIT(ja3s_names_version_suite_and_extensions)
{
	struct server_hello hello = {
		.version = 0x0303, .suite = 0xc02f, .n_extensions = 3
	};
	char text[64], hash[FINGERPRINT_MD5];

	hello.extensions[0].type = 0xff01;
	hello.extensions[2].type = 11;
	ja3s_string(text, sizeof(text), &hello);
	assert_string_equal(text, "771,49199,65281-0-11");
	ja3s_hash(hash, &hello);
	assert_string_equal(hash, "a704460bd0a887c62e4f462bf1bba96b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ja3_of_its_inventors),
		cmocka_unit_test(ja3_without_extensions_has_empty_fields),
		cmocka_unit_test(ja4_of_its_inventors),
		cmocka_unit_test(
			ja4_without_schemes_ends_behind_the_extensions),
		cmocka_unit_test(ja4_raw_shows_what_is_hashed),
		cmocka_unit_test(a_text_that_is_cut_says_how_long_it_is),
		cmocka_unit_test(a_hello_of_nothing_has_zeros),
		cmocka_unit_test(odd_protocols_show_their_hex_digits),
		cmocka_unit_test(thirty_two_thousand_suites_are_ninety_nine),
		cmocka_unit_test(the_form_of_ssl2_has_none),
		cmocka_unit_test(ja3s_names_version_suite_and_extensions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
